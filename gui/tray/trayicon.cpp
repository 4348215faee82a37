#include "gui/tray/trayicon.h"

#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/icons.h"

namespace exaid {

TrayIcon::TrayIcon(FeedStore &store, Actions &actions, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_actions(actions)
{
    m_menu.addAction(actions.openWindow);
    m_menu.addSeparator();
    m_menu.addAction(actions.quit);
    m_icon.setContextMenu(&m_menu);
    m_icon.setIcon(icons::tray(m_state.kind));
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            m_actions.openWindow->trigger();
    });
    connect(&store, &FeedStore::snapshotChanged, this, &TrayIcon::refresh);
    connect(&store, &FeedStore::linkChanged, this, &TrayIcon::refresh);
    refresh();
    lookForTray();
}

bool TrayIcon::available() const
{
    return QSystemTrayIcon::isSystemTrayAvailable(); // isVisible() says yes without any tray
}

void TrayIcon::explainHiding()
{
    m_icon.showMessage(
        tr("exaid keeps running"),
        tr("The window is closed, the daemon is not. Click the icon to open the window again."),
        icons::application(), 8'000);
}

void TrayIcon::lookForTray()
{
    if (available()) {
        m_icon.show();
        return;
    }
    if (--m_triesLeft > 0)
        m_retry = m_store.timers().after(std::chrono::seconds(5), [this] { lookForTray(); });
}

void TrayIcon::refresh()
{
    TrayState fresh = TrayState::from(m_store.link(), m_store.snapshot());
    if (fresh == m_state && !m_icon.toolTip().isEmpty())
        return;
    if (fresh.kind != m_state.kind)
        m_icon.setIcon(icons::tray(fresh.kind));
    m_state = std::move(fresh);
    m_icon.setToolTip(m_state.detail.isEmpty() ? m_state.title
                                               : m_state.title + QChar(u'\n') + m_state.detail);
}

} // namespace exaid
