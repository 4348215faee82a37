#pragma once

// Every user command of the window, in one place: text, icon, shortcut, status tip and object name. Menus,
// buttons, context menus, the tray and the tests use the same objects. GUI thread; the actions belong to this
// object.

#include <QAction>
#include <QList>
#include <QObject>

class QActionGroup;

namespace exaid {

class Actions final : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject *parent = nullptr);

    QAction *killCalls;
    QAction *killSession;
    QAction *limitSession;
    QAction *batchSession; // checkable: the selected session's priority
    QAction *disconnectSession;
    QAction *callsOfSession;
    QAction *callOfEvent;
    QAction *askBeforeKill; // checkable; not remembered, each run starts careful
    QAction *copyRows;
    QAction *copyCell;
    QAction *copyJson;
    QAction *exportCsv;
    QAction *exportJson;
    QAction *findCall;
    QAction *auditNow;
    QAction *pauseIntake; // checkable; shows what the daemon says
    QAction *stopDaemon;
    QActionGroup *profiles; // show what the daemon says; data(): the profile's name
    QAction *profileDevelopment;
    QAction *profileProduction;
    QActionGroup *starts; // what starts at login; data(): a StartAtLogin
    QAction *startNothing;
    QAction *startDesktop;
    QAction *startService;
    QAction *openWindow;
    QAction *closeWindow;
    QAction *quit;
    QActionGroup *pages; // in the order of the tabs
    QAction *showOverview;
    QAction *showSlots;
    QAction *showSessions;
    QAction *showCalls;
    QAction *showCharts;
    QAction *showEvents;
    QAction *showSettings;
    QActionGroup *themes;
    QAction *themeSystem;
    QAction *themeLight;
    QAction *themeDark;
    QList<QAction *> notices; // checkable, one for each NoticeKind, in its order; data(): its text
    QAction *setUp;
    QAction *diagnostics;
    QAction *about;
    QAction *aboutQt;

private:
    QAction *make(const char *name, const QString &text, const QString &statusTip,
                  const QKeySequence &shortcut = {}, const QIcon &icon = {});
};

} // namespace exaid
