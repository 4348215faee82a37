#pragma once

// The first page: pools, usage of the last minutes, counters, running calls and sessions, and the commands on
// them. Shows what FeedStore has, at most eight times a second while visible and not at all while hidden;
// between snapshots only ages move. GUI thread. `store` and `actions` must outlive the page.

#include "core/time/timerservice.h"
#include "gui/feed/refreshgate.h"
#include "gui/models/callsmodel.h"
#include "gui/models/sessionsmodel.h"

#include <QWidget>

class QSplitter;

namespace exaid {

class Actions;
class CounterStrip;
class DaemonHeader;
class FeedStore;
class KillCommand;
class LinkBanner;
class PoolPanel;
class SlotUsageChart;
class TablePane;

class OverviewPage final : public QWidget
{
    Q_OBJECT
public:
    OverviewPage(FeedStore &store, Actions &actions, QWidget *parent = nullptr);

    QSplitter *splitter() const { return m_splitter; }
    TablePane *callsPane() const { return m_callsPane; }
    TablePane *sessionsPane() const { return m_sessionsPane; }

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeUsageCard();
    void connectActions();
    void refresh();
    void refreshLink();
    void refreshAges();
    void tick();
    void updateActions();
    QList<CallSnapshot> selectedCalls() const;
    QString selectedSession() const;
    void killSelectedCalls();
    void killSelectedSession();
    void copySelectedRows();

    FeedStore &m_store;
    Actions &m_actions;
    KillCommand *m_kill;
    CallsModel m_calls;
    SessionsModel m_sessions;
    DaemonHeader *m_header;
    LinkBanner *m_banner;
    CounterStrip *m_counters;
    PoolPanel *m_pools;
    SlotUsageChart *m_chart;
    TablePane *m_callsPane;
    TablePane *m_sessionsPane;
    QSplitter *m_splitter;
    RefreshGate m_gate;
    Timer m_tickTimer;
    bool m_onEvenTick = false;
    bool m_chartIsBehind = false; // pools changed since it was drawn
};

} // namespace exaid
