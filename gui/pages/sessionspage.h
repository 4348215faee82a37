#pragma once

// The sessions page: every agent that is connected, what it runs, waits for and has used, and what can be
// done about it. Shows what FeedStore has, at most eight times a second while visible and not at all while
// hidden. GUI thread. `store` and `actions` must outlive the page.

#include "core/time/timerservice.h"
#include "gui/feed/refreshgate.h"
#include "gui/models/sessionsmodel.h"

#include <QWidget>

namespace exaid {

class Actions;
class ColumnMenu;
class FeedStore;
class KillCommand;
class LinkBanner;
class SessionCommand;
class TablePane;

class SessionsPage final : public QWidget
{
    Q_OBJECT
public:
    SessionsPage(FeedStore &store, Actions &actions, QWidget *parent = nullptr);

    TablePane *pane() const { return m_pane; }

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);
    // The calls page should show these.
    void callsWanted(const QString &filter);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void connectActions();
    void refresh();
    void refreshLink();
    void tick();
    void updateActions();
    const SessionSnapshot *selected() const;
    // Does something with the selected session while this page is shown.
    template <typename F>
    void withSelected(F &&act);

    FeedStore &m_store;
    Actions &m_actions;
    KillCommand *m_kill;
    SessionCommand *m_command;
    SessionsModel m_sessions;
    LinkBanner *m_banner;
    TablePane *m_pane;
    RefreshGate m_gate;
    Timer m_tickTimer;
};

} // namespace exaid
