#include "gui/actions.h"

#include "gui/icons.h"
#include "gui/theme.h"
#include "gui/tray/notifier.h"

#include <QActionGroup>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

Actions::Actions(QObject *parent)
    : QObject(parent)
    , killCalls(make("killCalls", tr("&Kill Call…"), tr("End the selected calls and free their slots"),
                     QKeySequence(Qt::Key_Delete), icons::kill()))
    , killSession(make("killSession", tr("Kill &Session's Calls…"),
                       tr("End all calls of the selected session"), QKeySequence(Qt::SHIFT | Qt::Key_Delete),
                       icons::kill()))
    , limitSession(make("limitSession", tr("&Limit Session…"),
                        tr("Change how many calls of the selected session may run at once"), {},
                        icons::audit()))
    , batchSession(make("batchSession", tr("&Batch Priority"),
                        tr("New calls of the selected session wait behind interactive ones")))
    , disconnectSession(make("disconnectSession", tr("&Disconnect Session…"),
                             tr("Close the connections of the selected session and cancel its calls"), {},
                             icons::link()))
    , callsOfSession(make("callsOfSession", tr("Sho&w Its Calls"),
                          tr("Show the calls of the selected session, also those that ended")))
    , callOfEvent(make("callOfEvent", tr("Show &Its Call"),
                       tr("Show the call that the selected event is about, with all its times"),
                       QKeySequence(Qt::Key_Return)))
    , askBeforeKill(
          make("askBeforeKill", tr("&Ask Before Killing"), tr("Show what will die and ask before it does")))
    , copyRows(make("copyRows", tr("&Copy"), tr("Copy the selected rows as text"), QKeySequence::Copy,
                    icons::copy()))
    , copyCell(make("copyCell", tr("Copy C&ell"), tr("Copy the text of the current cell"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), icons::copy()))
    , copyJson(make("copyJson", tr("Copy as &JSON"), tr("Copy all that is known of the selected calls"), {},
                    icons::copy()))
    , exportCsv(make("exportCsv", tr("Export as CS&V…"),
                     tr("Write the calls that the filter shows to a table"),
                     QKeySequence(Qt::CTRL | Qt::Key_E)))
    , exportJson(make("exportJson", tr("Export as JS&ON…"),
                      tr("Write the calls that the filter shows to a JSON file")))
    , findCall(make("findCall", tr("&Find…"), tr("Show only the calls that contain some words"),
                    QKeySequence::Find, icons::find()))
    , auditNow(make("auditNow", tr("&Audit Now"), tr("Look for leaked slots now and recover them"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), icons::audit()))
    , pauseIntake(make("pauseIntake", tr("&Pause Intake"),
                       tr("Let no further call have a slot until you resume; running calls go on"),
                       QKeySequence(Qt::CTRL | Qt::Key_P), icons::pause()))
    , stopDaemon(make("stopDaemon", tr("Finish and &Stop Daemon…"),
                      tr("Refuse new calls, let the running ones finish, then stop the daemon")))
    , profiles(new QActionGroup(this))
    , profileDevelopment(make("profileDevelopment", tr("&Development: a Few Agents"),
                              tr("Limits for one developer with a few agents; shows first what changes")))
    , profileProduction(make("profileProduction", tr("&Production: Many Agents"),
                             tr("Limits for many agents at once; shows first what changes")))
    , starts(new QActionGroup(this))
    , startNothing(make("startNothing", tr("&Nothing"), tr("When you log in, exaid does not start")))
    , startDesktop(make("startDesktop", tr("exaid in the &Tray"),
                        tr("When you log in, exaid starts in the tray, with its daemon")))
    , startService(make("startService", tr("Only the &Daemon, as a Service"),
                        tr("When you log in, the daemon starts without a window")))
    , openWindow(make("openWindow", tr("&Open exaid"), tr("Show the window")))
    , closeWindow(make("closeWindow", tr("&Close Window"),
                       tr("Close the window; with a tray icon, exaid keeps running"), QKeySequence::Close))
    , quit(make("quit", tr("&Quit"), tr("End exaid"), QKeySequence(Qt::CTRL | Qt::Key_Q)))
    , pages(new QActionGroup(this))
    , showOverview(make("showOverview", tr("&Overview"), tr("Pools, calls and sessions on one page"),
                        QKeySequence(Qt::CTRL | Qt::Key_1)))
    , showSlots(make("showSlots", tr("&Slots"), tr("Who holds which slot, who waits, and how it was"),
                     QKeySequence(Qt::CTRL | Qt::Key_2)))
    , showSessions(make("showSessions", tr("Sess&ions"),
                        tr("Agents that are connected, their limits and use"),
                        QKeySequence(Qt::CTRL | Qt::Key_3)))
    , showCalls(make("showCalls", tr("Ca&lls"), tr("Calls that run, and those of the last hours"),
                     QKeySequence(Qt::CTRL | Qt::Key_4)))
    , showCharts(make("showCharts", tr("C&harts"),
                      tr("Use, waits, times and trouble over minutes, hours or a day"),
                      QKeySequence(Qt::CTRL | Qt::Key_5)))
    , showEvents(make("showEvents", tr("&Events"), tr("What the daemon has done, warned of and recovered"),
                      QKeySequence(Qt::CTRL | Qt::Key_6)))
    , showSettings(make("showSettings", tr("Se&ttings"),
                        tr("Every setting of the daemon: look, change, take back"),
                        QKeySequence(Qt::CTRL | Qt::Key_Comma)))
    , themes(new QActionGroup(this))
    , themeSystem(make("themeSystem", tr("Like the &System"), tr("Use the desktop's colours")))
    , themeLight(make("themeLight", tr("&Light"), tr("Dark text on light ground")))
    , themeDark(make("themeDark", tr("&Dark"), tr("Light text on dark ground")))
    , setUp(make("setUp", tr("&Set Up exaid…"), tr("Keys, profile, start at login, and your agents")))
    , diagnostics(make("diagnostics", tr("&Diagnostics Bundle…"),
                       tr("Collect what helps to find a fault, without keys, in one file")))
    , about(make("about", tr("&About exaid"), tr("Version and licence")))
    , aboutQt(make("aboutQt", tr("About &Qt"), tr("Version of Qt")))
{
    askBeforeKill->setCheckable(true);
    askBeforeKill->setChecked(true);
    // Del and Return belong to the tables: in a text field they must stay editing keys.
    for (QAction *action : {killCalls, killSession, copyRows, copyCell, copyJson, callOfEvent})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    killCalls->setEnabled(false);
    killSession->setEnabled(false);
    copyRows->setEnabled(false);
    copyCell->setEnabled(false);
    batchSession->setCheckable(true);
    for (QAction *action :
         {limitSession, batchSession, disconnectSession, callsOfSession, callOfEvent, exportCsv, exportJson})
        action->setEnabled(false);
    copyJson->setEnabled(false);
    profileDevelopment->setData(u"development"_s);
    profileProduction->setData(u"production"_s);
    for (QAction *action : {profileDevelopment, profileProduction}) {
        action->setCheckable(true);
        action->setEnabled(false);
        profiles->addAction(action);
    }
    for (QAction *action : {startNothing, startDesktop, startService}) {
        action->setCheckable(true);
        action->setData(static_cast<int>(starts->actions().size()));
        starts->addAction(action);
    }
    auditNow->setEnabled(false);
    pauseIntake->setCheckable(true);
    pauseIntake->setEnabled(false);
    stopDaemon->setEnabled(false);
    const std::pair<const char *, QString> choicesOfNotices[] = {
        {"noticeStuckCall", tr("When a Call Was &Stuck")},
        {"noticeLeakRecovered", tr("When a &Leaked Slot Was Recovered")},
        {"noticeBreakerOpen", tr("When a &Provider Fails")},
        {"noticeOverCapacity", tr("When a Call Finds &No Slot")}};
    static_assert(std::size(choicesOfNotices) == AllNoticeKinds.size());
    for (size_t i = 0; i < AllNoticeKinds.size(); ++i) {
        const auto &[name, text] = choicesOfNotices[i];
        QAction *notice = make(name, text, tr("Show a message beside the tray icon"));
        notice->setCheckable(true);
        notice->setChecked(true);
        notice->setData(toText(AllNoticeKinds[i]));
        notices << notice;
    }
    for (QAction *action :
         {showOverview, showSlots, showSessions, showCalls, showCharts, showEvents, showSettings}) {
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
