#pragma once

// The tray icon, once there is a tray: asks six times, five seconds apart, because trays start late. Shows
// TrayState, opens, pauses, stops and quits; tells what Notifier finds worth it, unless a window of ours is
// in front. available() tells whether closing the window may hide it. GUI thread. `store` and `actions` must
// outlive the icon.

#include "core/time/timerservice.h"
#include "gui/tray/notifier.h"
#include "gui/tray/traystate.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace exaid {

class Actions;
class FeedStore;

class TrayIcon final : public QObject
{
    Q_OBJECT
public:
    TrayIcon(FeedStore &store, Actions &actions, QObject *parent = nullptr);

    bool available() const;
    const TrayState &state() const { return m_state; }
    // A balloon: the window was hidden, the program still runs.
    void explainHiding();
    // The latest warnings and errors, newest first, as the menu lists them.
    const QList<MonitorEvent> &problems() const { return m_problems; }
    QMenu &menu() { return m_menu; }

Q_SIGNALS:
    // For whoever shows it; the tray does too, once there is one.
    void noticed(const exaid::Notice &notice);

private:
    void makeMenu();
    void lookForTray();
    void refresh();
    void take(const QList<MonitorEvent> &events);
    void show(const QList<Notice> &notices);
    void listProblems();
    void openEvents();

    FeedStore &m_store;
    Actions &m_actions;
    QMenu m_menu;
    QMenu *m_problemMenu;
    QSystemTrayIcon m_icon;
    TrayState m_state;
    Notifier m_notifier;
    QList<MonitorEvent> m_problems;
    int m_triesLeft = 6;
    Timer m_retry;
    Timer m_due;
};

} // namespace exaid
