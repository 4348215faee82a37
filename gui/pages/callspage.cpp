#include "gui/pages/callspage.h"

#include "gui/actions.h"
#include "gui/dialogs/killcommand.h"
#include "gui/feed/feedstore.h"
#include "gui/icons.h"
#include "gui/models/callcells.h"
#include "gui/models/texts.h"
#include "gui/widgets/calldetails.h"
#include "gui/widgets/columnmenu.h"
#include "gui/widgets/linkbanner.h"
#include "gui/widgets/rowtable.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Snapshots are up to 100 ms old when they arrive; together they stay below the 250 ms we promise.
constexpr Duration CallsTickInterval = std::chrono::seconds(1);
constexpr Duration FilterPause = std::chrono::milliseconds(150); // of typing, before the history is asked

QLabel *boldLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

} // namespace

CallsPage::CallsPage(FeedStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_kill(new KillCommand(store, actions, this))
    , m_pager(store)
    , m_banner(new LinkBanner(store, this))
    , m_title(boldLabel(this))
    , m_filter(new QLineEdit(this))
    , m_table(new RowTable(this))
    , m_columns(nullptr)
    , m_details(new CallDetails(store, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_gate(store.timers(), [this] { refresh(); })
{
    setObjectName(u"callsPage"_s);
    m_table->setObjectName(u"historyTable"_s);
    m_table->setAccessibleName(tr("Calls that run and calls that ended"));
    m_table->setModel(&m_model);
    m_table->setColumnCharacters({20, 18, 14, 13, 9, 22, 11, 12, 12, 9, 9, 9, 17, 9, 8, 36, 20, 8});
    m_table->fitColumn(CallTableModel::State, callcells::stateTexts(), true);
    for (const int column : {CallTableModel::Waited, CallTableModel::Ran, CallTableModel::Total})
        m_table->fitColumn(column, {longDurationText()});
    m_table->sortByColumn(CallTableModel::Ended, Qt::DescendingOrder);
    m_columns =
        new ColumnMenu(m_table, {CallTableModel::Client, CallTableModel::WorkClass, CallTableModel::Ended,
                                 CallTableModel::Attempts, CallTableModel::Request, CallTableModel::Number});
    for (QAction *action : {actions.killCalls, actions.copyCell, actions.copyRows, actions.copyJson})
        m_table->addAction(action);
    m_splitter->setObjectName(u"callsSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(10);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(8);
    column->addWidget(m_banner);
    column->addWidget(makeBar());
    column->addWidget(m_splitter, 1);
    connectStore();
    connectActions();
    refreshLink();
}

QWidget *CallsPage::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_title->setObjectName(u"callsTitle"_s);
    m_filter->setObjectName(u"historyFilter"_s);
    m_filter->setPlaceholderText(tr("Filter, for example pool:kimi state:waiting"));
    m_filter->setAccessibleName(tr("Filter of the calls"));
    m_filter->setToolTip(tr("Shows calls that contain all words. name:word looks in one place; names are %1")
                             .arg(CallFilter::fieldNames().join(u", "_s)));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icons::find(), QLineEdit::LeadingPosition);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_filter, 2);
    auto *kill = new QToolButton(bar);
    kill->setObjectName(u"killHistoryButton"_s);
    kill->setDefaultAction(m_actions.killCalls);
    kill->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    kill->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(kill);
    auto *more = new QToolButton(bar);
    more->setObjectName(u"callsMenuButton"_s);
    more->setText(tr("&More"));
    more->setToolTip(tr("Export and columns"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(more);
    menu->addAction(m_actions.exportCsv);
    menu->addAction(m_actions.exportJson);
    menu->addSeparator();
    QMenu *columns = menu->addMenu(tr("&Columns"));
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        columns->addActions(m_columns->actions(columns));
    });
    more->setMenu(menu);
    row->addWidget(more);
    return bar;
}

void CallsPage::connectStore()
{
    connect(&m_store, &FeedStore::snapshotChanged, this, [this] {
        if (isVisible())
            m_gate.ask();
    });
    connect(&m_store, &FeedStore::linkChanged, this, &CallsPage::refreshLink);
    connect(&m_store, &FeedStore::eventsArrived, this, [this](const QList<MonitorEvent> &events) {
        if (std::ranges::any_of(events, [](const MonitorEvent &e) { return e.kind == "call_finished"_L1; }))
            m_pager.askNewer();
    });
    connect(&m_pager, &CallPager::firstPageArrived, this,
            [this](const QList<CallRow> &rows) { m_model.setEnded(rows, m_pager.hasMore()); });
    connect(&m_pager, &CallPager::nextPageArrived, this,
            [this](const QList<CallRow> &rows) { m_model.appendEnded(rows, m_pager.hasMore()); });
    connect(&m_pager, &CallPager::newerArrived, &m_model, &CallTableModel::addNewer);
    connect(&m_pager, &CallPager::changed, this, &CallsPage::refreshTexts);
    connect(&m_model, &CallTableModel::moreWanted, this, [this] { m_pager.askMore(m_model.lastEndedRow()); });
    connect(&m_model, &CallTableModel::orderChanged, this, &CallsPage::restart);
    connect(m_filter, &QLineEdit::textChanged, this,
            [this] { m_filterTimer = m_store.timers().after(FilterPause, [this] { applyFilter(); }); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showSelected();
        updateActions();
    });
}

void CallsPage::connectActions()
{
    connect(m_kill, &KillCommand::said, this, &CallsPage::said);
    connect(m_actions.killCalls, &QAction::triggered, this, &CallsPage::killSelected);
    connect(m_actions.copyCell, &QAction::triggered, this, &CallsPage::copyCell);
    connect(m_actions.copyJson, &QAction::triggered, this, &CallsPage::copyJson);
    connect(m_actions.copyRows, &QAction::triggered, this, [this] {
        if (isVisible())
            QApplication::clipboard()->setText(m_table->selectedText());
    });
    connect(m_actions.findCall, &QAction::triggered, this, [this] {
        if (!isVisible())
            return;
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_actions.exportCsv, &QAction::triggered, this,
            [this] { chooseExport(CallExport::Format::Csv); });
    connect(m_actions.exportJson, &QAction::triggered, this,
            [this] { chooseExport(CallExport::Format::Json); });
}

void CallsPage::showFiltered(const QString &filter)
{
    m_filter->setText(filter);
    applyFilter();
}

void CallsPage::applyFilter()
{
    m_filterTimer.cancel();
    m_model.setFilter(CallFilter::parse(m_filter->text()));
    restart();
}

void CallsPage::restart()
{
    if (!isVisible() || !m_store.isLive())
        return;
    m_daemonStartMs = m_store.snapshot().startedMs;
    m_pager.start(
        {.filter = m_filter->text(), .sort = m_model.order(), .descending = m_model.isDescending()});
}

void CallsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_gate.pass();
    restart();
    tick();
}

void CallsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_gate.close();
    m_tickTimer.cancel();
    m_pager.stop();
    for (QAction *action :
         {m_actions.copyCell, m_actions.copyJson, m_actions.exportCsv, m_actions.exportJson})
        action->setEnabled(false);
}

void CallsPage::refresh()
{
    if (m_store.isLive() && m_store.snapshot().startedMs != m_daemonStartMs)
        restart(); // another daemon answers now
    if (m_model.nowMs() == 0)
        m_model.setNow(m_store.daemonNowMs()); // the first snapshot, before the first tick
    const int before = m_model.runningCount();
    m_model.setRunning(m_store.snapshot().calls);
    if (m_model.runningCount() < before)
        m_pager.askNewer();
    refreshTexts();
    updateActions();
}

void CallsPage::refreshLink()
{
    m_banner->refresh();
    m_table->setStale(!m_store.isLive());
    if (m_store.isLive() && isVisible() && m_store.snapshot().startedMs != m_daemonStartMs)
        restart();
    if (!m_store.isLive())
        m_daemonStartMs = 0;
    refreshTexts();
    updateActions();
}

void CallsPage::tick()
{
    m_tickTimer = m_store.timers().after(CallsTickInterval, [this] { tick(); });
    if (window()->isMinimized())
        return;
    m_banner->refresh();
    m_model.setNow(m_store.daemonNowMs());
    if (m_pager.problem() && m_pager.problem()->code != "history_off"_L1)
        restart();
    m_pager.askNewer(); // also without an event, which a slow reader may miss
}

void CallsPage::refreshTexts()
{
    const QLocale locale;
    const QString running = tr("%n running", "calls, waiting ones too", m_model.runningCount());
    if (m_pager.matching())
        m_title->setText(tr("Calls: %1, %2 ended", "n running, number")
                             .arg(running, locale.toString(*m_pager.matching())));
    else
        m_title->setText(tr("Calls: %1", "n running").arg(running));
    if (!m_store.hasData())
        m_table->setEmptyText(
            tr("Nothing is known yet: the daemon has not answered. See the line at the top."));
    else if (m_pager.problem())
        m_table->setEmptyText(
            tr("Nothing runs, and the ended calls can't be read: %1").arg(m_pager.problem()->message));
    else if (m_pager.isLoading())
        m_table->setEmptyText(tr("Reading the history…"));
    else if (!m_filter->text().trimmed().isEmpty())
        m_table->setEmptyText(tr("Nothing matches “%1”. Clear the filter to see all calls.")
                                  .arg(foreignText(m_filter->text())));
    else
        m_table->setEmptyText(tr("No call runs, and none has ended in the last hours.\nCalls appear here as "
                                 "agents that are connected to port %1 use their tools.")
                                  .arg(m_store.snapshot().port));
}

QList<CallRow> CallsPage::selectedRows() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QList<CallRow> calls;
    for (const QModelIndex &row : std::as_const(rows))
        calls << m_model.at(row.row());
    return calls;
}

void CallsPage::showSelected()
{
    const QList<CallRow> rows = selectedRows();
    m_details->setCall(rows.size() == 1 ? std::optional(rows.constFirst()) : std::nullopt);
}

void CallsPage::updateActions()
{
    if (!isVisible())
        return; // the actions belong to the page that is shown
    const QList<CallRow> rows = selectedRows();
    m_actions.killCalls->setEnabled(m_store.isLive() && std::ranges::any_of(rows, &CallRow::runs));
    m_actions.killSession->setEnabled(false);
    m_actions.copyRows->setEnabled(!rows.isEmpty());
    m_actions.copyJson->setEnabled(!rows.isEmpty());
    m_actions.copyCell->setEnabled(m_table->currentIndex().isValid());
    m_actions.exportCsv->setEnabled(m_store.isLive());
    m_actions.exportJson->setEnabled(m_store.isLive());
}

void CallsPage::killSelected()
{
    if (!isVisible())
        return;
    QList<CallSnapshot> victims;
    for (const CallRow &row : selectedRows()) {
        const auto &calls = m_store.snapshot().calls;
        const auto found = std::ranges::find(calls, row.call, &CallSnapshot::id);
        if (row.runs() && found != calls.end())
            victims << *found;
    }
    m_kill->killCalls(victims);
}

void CallsPage::copyCell()
{
    if (isVisible())
        QApplication::clipboard()->setText(m_table->currentIndex().data().toString());
}

void CallsPage::copyJson()
{
    if (!isVisible())
        return;
    QJsonArray rows;
    for (const CallRow &row : selectedRows())
        rows.append(toJson(row));
    QApplication::clipboard()->setText(QString::fromUtf8(QJsonDocument(rows).toJson()));
}

void CallsPage::chooseExport(CallExport::Format format)
{
    if (!isVisible())
        return;
    const bool isCsv = format == CallExport::Format::Csv;
    auto *dialog = new QFileDialog(this, tr("Export the filtered calls"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(isCsv ? tr("Table (*.csv)") : tr("JSON (*.json)"));
    dialog->setDefaultSuffix(isCsv ? u"csv"_s : u"json"_s);
    dialog->selectFile(isCsv ? u"calls.csv"_s : u"calls.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format](const QString &path) { exportTo(path, format); });
    dialog->open();
}

void CallsPage::exportTo(const QString &path, CallExport::Format format)
{
    CallExport::Job job{.path = path, .format = format, .nowMs = m_store.daemonNowMs()};
    const QHeaderView *header = m_table->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!m_table->isColumnHidden(column))
            job.columns << column;
    }
    for (int row = 0; row < m_model.runningCount(); ++row)
        job.running << m_model.at(row);
    job.query = {.filter = m_filter->text(), .sort = m_model.order(), .descending = m_model.isDescending()};
    auto *exporter = new CallExport(m_store, job, this);
    connect(exporter, &CallExport::finished, this, [this](qint64 rows, const QString &file) {
        Q_EMIT said(tr("%1 calls written to %2.").arg(QLocale().toString(rows), foreignText(file)));
    });
    connect(exporter, &CallExport::failed, this, [this, path](const QString &reason) {
        Q_EMIT said(tr("%1 could not be written: %2").arg(foreignText(path), reason));
    });
    exporter->start();
}

} // namespace exaid
