#include "gui/tray/trayicon.h"

#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/icons.h"

#include <QActionGroup>
#include <QApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostProblems = 8; // that the menu lists

} // namespace

TrayIcon::TrayIcon(FeedStore &store, Actions &actions, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_actions(actions)
    , m_problemMenu(m_menu.addMenu(tr("Recent P&roblems")))
{
    makeMenu();
    m_icon.setContextMenu(&m_menu);
    m_icon.setIcon(icons::tray(m_state.kind));
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            m_actions.openWindow->trigger();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::openEvents);
    connect(&store, &FeedStore::eventsArrived, this, &TrayIcon::take);
    connect(&store, &FeedStore::snapshotChanged, this, &TrayIcon::refresh);
    connect(&store, &FeedStore::linkChanged, this, &TrayIcon::refresh);
    refresh();
    lookForTray();
}

void TrayIcon::makeMenu()
{
    m_menu.removeAction(m_problemMenu->menuAction());
    m_menu.addAction(m_actions.openWindow);
    m_menu.addSeparator();
    m_menu.addAction(m_actions.pauseIntake);
    m_menu.addAction(m_actions.stopDaemon);
    m_menu.addMenu(tr("Pro&file"))->addActions(m_actions.profiles->actions());
    m_menu.addMenu(m_problemMenu);
    QMenu *messages = m_menu.addMenu(tr("&Messages"));
    messages->addActions(m_actions.notices);
    m_menu.addSeparator();
    m_menu.addAction(m_actions.quit);
    for (size_t i = 0; i < AllNoticeKinds.size(); ++i) {
        QAction *choice = m_actions.notices[static_cast<qsizetype>(i)];
        const auto follow = [this, kind = AllNoticeKinds[i]](bool on) { m_notifier.setEnabled(kind, on); };
        connect(choice, &QAction::toggled, this, follow);
        follow(choice->isChecked());
    }
    listProblems();
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
    if (fresh.kind != m_state.kind || fresh.running != m_state.running)
        m_icon.setIcon(icons::tray(fresh.kind, fresh.running));
    m_state = std::move(fresh);
    m_icon.setToolTip(m_state.detail.isEmpty() ? m_state.title
                                               : m_state.title + QChar(u'\n') + m_state.detail);
}

void TrayIcon::take(const QList<MonitorEvent> &events)
{
    bool isNew = false;
    for (const MonitorEvent &event : events) {
        if (event.level == EventLevel::Info)
            continue;
        m_problems.prepend(event);
        isNew = true;
    }
    if (isNew) {
        m_problems.resize(std::min(m_problems.size(), MostProblems));
        listProblems();
    }
    // Whoever looks at the window sees it there.
    if (!QApplication::activeWindow())
        show(m_notifier.add(events, m_store.now()));
}

void TrayIcon::show(const QList<Notice> &notices)
{
    for (const Notice &notice : notices) {
        if (m_icon.isVisible() && available())
            m_icon.showMessage(notice.title, notice.text, icons::warning(), 10'000);
        Q_EMIT noticed(notice);
    }
    const TimePoint due = m_notifier.nextDue();
    m_due = due == TimePoint::max()
                ? Timer()
                : m_store.timers().at(due, [this] { show(m_notifier.takeDue(m_store.now())); });
}

void TrayIcon::listProblems()
{
    m_problemMenu->clear();
    for (const MonitorEvent &event : m_problems) {
        const QString time =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.wallMs).time(), QLocale::ShortFormat);
        // An ampersand in a message is no mnemonic.
        QString text = m_problemMenu->fontMetrics().elidedText(event.message, Qt::ElideRight, 420);
        text.replace(u'&', "&&"_L1);
        QAction *entry = m_problemMenu->addAction(tr("%1  %2", "time, message").arg(time, text));
        connect(entry, &QAction::triggered, this, &TrayIcon::openEvents);
    }
    if (m_problems.isEmpty())
        m_problemMenu->addAction(tr("None"))->setEnabled(false);
}

void TrayIcon::openEvents()
{
    m_actions.openWindow->trigger();
    m_actions.showEvents->trigger();
}

} // namespace exaid
