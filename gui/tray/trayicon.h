#pragma once

// The tray icon, once there is a tray: asks six times, five seconds apart, because trays start late. Shows
// TrayState, opens and quits. available() tells whether closing the window may hide it. GUI thread. `store`
// and `actions` must outlive the icon.

#include "core/time/timerservice.h"
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

private:
    void lookForTray();
    void refresh();

    FeedStore &m_store;
    Actions &m_actions;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    TrayState m_state;
    int m_triesLeft = 6;
    Timer m_retry;
};

} // namespace exaid
