#include "gui/actions.h"

#include "gui/icons.h"
#include "gui/theme.h"

#include <QActionGroup>

namespace exaid {

Actions::Actions(QObject *parent)
    : QObject(parent)
    , killCalls(make("killCalls", tr("&Kill Call…"), tr("End the selected calls and free their slots"),
                     QKeySequence(Qt::Key_Delete), icons::kill()))
    , killSession(make("killSession", tr("Kill &Session's Calls…"),
                       tr("End all calls of the selected session"), QKeySequence(Qt::SHIFT | Qt::Key_Delete),
                       icons::kill()))
    , askBeforeKill(
          make("askBeforeKill", tr("&Ask Before Killing"), tr("Show what will die and ask before it does")))
    , copyRows(make("copyRows", tr("&Copy"), tr("Copy the selected rows as text"), QKeySequence::Copy,
                    icons::copy()))
    , findCall(make("findCall", tr("&Find…"), tr("Show only the calls that contain some words"),
                    QKeySequence::Find, icons::find()))
    , auditNow(make("auditNow", tr("&Audit Now"), tr("Look for leaked slots now and recover them"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), icons::audit()))
    , openWindow(make("openWindow", tr("&Open exaid"), tr("Show the window")))
    , closeWindow(make("closeWindow", tr("&Close Window"),
                       tr("Close the window; with a tray icon, exaid keeps running"), QKeySequence::Close))
    , quit(make("quit", tr("&Quit"), tr("End exaid"), QKeySequence(Qt::CTRL | Qt::Key_Q)))
    , pages(new QActionGroup(this))
    , showOverview(make("showOverview", tr("&Overview"), tr("Pools, calls and sessions on one page"),
                        QKeySequence(Qt::CTRL | Qt::Key_1)))
    , showSlots(make("showSlots", tr("&Slots"), tr("Who holds which slot, who waits, and how it was"),
                     QKeySequence(Qt::CTRL | Qt::Key_2)))
    , showEvents(make("showEvents", tr("&Events"), tr("What the daemon has done, warned of and recovered"),
                      QKeySequence(Qt::CTRL | Qt::Key_3)))
    , themes(new QActionGroup(this))
    , themeSystem(make("themeSystem", tr("Like the &System"), tr("Use the desktop's colours")))
    , themeLight(make("themeLight", tr("&Light"), tr("Dark text on light ground")))
    , themeDark(make("themeDark", tr("&Dark"), tr("Light text on dark ground")))
    , about(make("about", tr("&About exaid"), tr("Version and licence")))
    , aboutQt(make("aboutQt", tr("About &Qt"), tr("Version of Qt")))
{
    askBeforeKill->setCheckable(true);
    askBeforeKill->setChecked(true);
    // Del belongs to the tables: in a text field it must stay an editing key.
    for (QAction *action : {killCalls, killSession, copyRows})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    killCalls->setEnabled(false);
    killSession->setEnabled(false);
    copyRows->setEnabled(false);
    auditNow->setEnabled(false);
    for (QAction *action : {showOverview, showSlots, showEvents}) {
        action->setCheckable(true);
        pages->addAction(action);
    }
    about->setMenuRole(QAction::AboutRole);
    aboutQt->setMenuRole(QAction::AboutQtRole);
    quit->setMenuRole(QAction::QuitRole);
    const std::pair<QAction *, ThemeChoice> choices[] = {
        {themeSystem, ThemeChoice::System}, {themeLight, ThemeChoice::Light}, {themeDark, ThemeChoice::Dark}};
    for (const auto &[action, choice] : choices) {
        action->setCheckable(true);
        action->setData(theme::toText(choice));
        themes->addAction(action);
    }
    themeSystem->setChecked(true);
}

QAction *Actions::make(const char *name, const QString &text, const QString &statusTip,
                       const QKeySequence &shortcut, const QIcon &icon)
{
    auto *action = new QAction(icon, text, this);
    action->setObjectName(QLatin1String(name));
    action->setStatusTip(statusTip);
    action->setShortcut(shortcut);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? statusTip : tr("%1 (%2)", "tool tip, shortcut").arg(statusTip, keys));
    return action;
}

} // namespace exaid
