#pragma once

// The calls page: those that run and those that ended in the last hours in one table, with a filter, the
// details and clocks of the selected one, and export. Shows what FeedStore has, at most eight times a second
// while visible and not at all while hidden. GUI thread. `store` and `actions` must outlive the page.

#include "core/time/timerservice.h"
#include "gui/feed/callexport.h"
#include "gui/feed/callpager.h"
#include "gui/feed/refreshgate.h"
#include "gui/models/calltablemodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSplitter;

namespace exaid {

class Actions;
class CallDetails;
class ColumnMenu;
class FeedStore;
class KillCommand;
class LinkBanner;
class RowTable;

class CallsPage final : public QWidget
{
    Q_OBJECT
public:
    CallsPage(FeedStore &store, Actions &actions, QWidget *parent = nullptr);

    RowTable *table() const { return m_table; }
    QLineEdit *filter() const { return m_filter; }
    QSplitter *splitter() const { return m_splitter; }
    const CallTableModel &model() const { return m_model; }
    // Shows what this filter lets through, as if it had been typed.
    void showFiltered(const QString &filter);
    // Without asking where to; what the export actions do once a file was chosen.
    void exportTo(const QString &path, CallExport::Format format);

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeBar();
    void connectStore();
    void connectActions();
    void refresh();
    void refreshLink();
    void tick();
    void restart();
    void applyFilter();
    void refreshTexts();
    void updateActions();
    void showSelected();
    QList<CallRow> selectedRows() const;
    void killSelected();
    void copyCell();
    void copyJson();
    void chooseExport(CallExport::Format format);

    FeedStore &m_store;
    Actions &m_actions;
    KillCommand *m_kill;
    CallTableModel m_model;
    CallPager m_pager;
    LinkBanner *m_banner;
    QLabel *m_title;
    QLineEdit *m_filter;
    RowTable *m_table;
    ColumnMenu *m_columns;
    CallDetails *m_details;
    QSplitter *m_splitter;
    qint64 m_daemonStartMs = 0; // whose history is shown
    RefreshGate m_gate;
    Timer m_tickTimer;
    Timer m_filterTimer;
};

} // namespace exaid
