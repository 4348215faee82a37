#pragma once

// The daemon's events as they come, with level and word filter, and the evidence of the one that is selected.
// Follows the newest until the reader scrolls up, and again once he is back at the end. GUI thread. `store`
// and `actions` must outlive the page.

#include "gui/models/eventlevelproxy.h"
#include "gui/models/eventsmodel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace exaid {

class Actions;
class FeedStore;
class TablePane;

class EventsPage final : public QWidget
{
    Q_OBJECT
public:
    EventsPage(FeedStore &store, Actions &actions, QWidget *parent = nullptr);

    TablePane *pane() const { return m_pane; }
    // What happened in that span; with words only warnings and errors that contain them. A button takes the
    // span back.
    void showSpan(const EventSpan &span, const QString &words);

Q_SIGNALS:
    // A filter for the calls page: what the selected event is about.
    void callsWanted(const QString &filter);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeBar();
    void connectActions();
    void take(const QList<MonitorEvent> &events);
    void learnKinds(const QList<MonitorEvent> &events);
    void followIfWanted();
    void scrolled(int value);
    const MonitorEvent *selected() const; // null: none, or many
    void showDetails();
    void showCall();
    void showCallsOfSession();
    void updateActions();
    void clearSpan();

    FeedStore &m_store;
    Actions &m_actions;
    EventsModel m_events;
    EventLevelProxy m_level;
    TablePane *m_pane;
    QComboBox *m_least;
    QComboBox *m_kind;   // those that were seen, by name
    QPushButton *m_span; // hidden: all times are shown
    QCheckBox *m_follow;
    QPlainTextEdit *m_details;
    bool m_isAppending = false; // rows come: the scroll bar moves by itself
};

} // namespace exaid
