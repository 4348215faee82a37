#pragma once

// The dashboard window: menus, the page, the status bar with the last warning. Closing it is decided by the
// application (hide to the tray, or quit), which connects to closeRequested. Remembers sizes and columns in
// `state`. GUI thread. `store`, `actions` and `state` must outlive the window.

#include "core/monitoring/monitorevent.h"

#include <QMainWindow>

class QLabel;
class QSettings;
class QTabWidget;

namespace exaid {

class Actions;
class ChartsPage;
class FeedStore;
class EventsPage;
class CallsPage;
class OverviewPage;
class SessionsPage;
class SettingsPage;
class SlotsPage;

class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(FeedStore &store, Actions &actions, QSettings &state, QWidget *parent = nullptr);

    OverviewPage *overview() const { return m_overview; }
    SlotsPage *slotsPage() const { return m_slots; }
    SessionsPage *sessionsPage() const { return m_sessions; }
    CallsPage *callsPage() const { return m_calls; }
    ChartsPage *chartsPage() const { return m_charts; }
    void saveState();
    // In the status bar, for a while.
    void say(const QString &text);
    // Restores a minimised or hidden window and brings it to the front.
    void comeForward();

Q_SIGNALS:
    // The user closed the window; it is still open.
    void closeRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makePages();
    void makeMenus();
    void restoreState();
    void showEvents(const QList<MonitorEvent> &events);
    void refreshTitle();
    void showAbout();

    FeedStore &m_store;
    Actions &m_actions;
    QSettings &m_state;
    QTabWidget *m_pages;
    OverviewPage *m_overview;
    SlotsPage *m_slots;
    SessionsPage *m_sessions;
    CallsPage *m_calls;
    ChartsPage *m_charts;
    EventsPage *m_events;
    SettingsPage *m_settings;
    QLabel *m_lastEvent;
};

} // namespace exaid
