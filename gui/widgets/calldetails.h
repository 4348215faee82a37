#pragma once

// All that is known about one call: who asked what of whom, how it ended, and its clocks. Asks the daemon for
// the clocks of one that runs, once a second while it is shown. GUI thread. `store` must outlive it.

#include "core/monitoring/callrow.h"
#include "core/time/timerservice.h"

#include <QWidget>

class QFormLayout;
class QLabel;

namespace exaid {

class CallClocks;
class FeedStore;

class CallDetails final : public QWidget
{
    Q_OBJECT
public:
    explicit CallDetails(FeedStore &store, QWidget *parent = nullptr);

    // What the table knows of the selected call; the daemon is asked for the rest. None: nothing is selected.
    void setCall(const std::optional<CallRow> &row);
    const std::optional<CallRow> &call() const { return m_row; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QLabel *addField(const QString &name, const QString &title);
    void ask();
    void fill(const CallRow &row);

    FeedStore &m_store;
    std::optional<CallRow> m_row;
    QLabel *m_hint;
    QWidget *m_body;
    QFormLayout *m_form;
    QLabel *m_state;
    QLabel *m_what;
    QLabel *m_who;
    QLabel *m_model;
    QLabel *m_times;
    QLabel *m_use;
    QLabel *m_ids;
    QLabel *m_message;
    CallClocks *m_clocks;
    Timer m_askTimer;
};

} // namespace exaid
