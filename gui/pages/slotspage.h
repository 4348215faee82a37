#pragma once

// Every slot as a cell, the queue behind them, and who held what over the last minutes. Refreshes at most
// eight times a second while visible, not at all while hidden. GUI thread. `store` and `actions` must outlive
// the page.

#include "core/time/timerservice.h"
#include "gui/feed/refreshgate.h"
#include "gui/models/callsmodel.h"

#include <QWidget>

class QComboBox;
class QSplitter;

namespace exaid {

class Actions;
class FeedStore;
class KillCommand;
class LinkBanner;
class SlotBoard;
class SlotTimeline;
class TablePane;

class SlotsPage final : public QWidget
{
    Q_OBJECT
public:
    SlotsPage(FeedStore &store, Actions &actions, QWidget *parent = nullptr);

    SlotBoard *board() const { return m_board; }
    TablePane *queuePane() const { return m_queuePane; }
    SlotTimeline *timeline() const { return m_timeline; }

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeTimelineBox();
    void connectActions();
    void refresh();
    void divideRoom();
    void refreshLink();
    void refreshBoard();
    void refreshTimeline();
    void tick();
    void updateActions();
    QList<CallSnapshot> selectedCalls() const;

    FeedStore &m_store;
    Actions &m_actions;
    KillCommand *m_kill;
    CallsModel m_waiting;
    LinkBanner *m_banner;
    SlotBoard *m_board;
    TablePane *m_queuePane;
    SlotTimeline *m_timeline;
    QComboBox *m_grouping;
    QComboBox *m_window;
    QSplitter *m_splitter;
    bool m_isDivided = false;
    RefreshGate m_gate;
    Timer m_tickTimer;
};

} // namespace exaid
