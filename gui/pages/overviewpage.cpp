#include "gui/pages/overviewpage.h"

#include "gui/actions.h"
#include "gui/charts/slotusagechart.h"
#include "gui/dialogs/killcommand.h"
#include "gui/feed/feedstore.h"
#include "gui/models/texts.h"
#include "gui/widgets/counterstrip.h"
#include "gui/widgets/daemonheader.h"
#include "gui/widgets/linkbanner.h"
#include "gui/widgets/poolpanel.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Snapshots are up to 100 ms old when they arrive; together they stay below the 250 ms we promise.
constexpr Duration TickInterval = std::chrono::milliseconds(500);

} // namespace

OverviewPage::OverviewPage(FeedStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_kill(new KillCommand(store, actions, this))
    , m_header(new DaemonHeader(store, this))
    , m_banner(new LinkBanner(store, this))
    , m_counters(new CounterStrip(this))
    , m_pools(new PoolPanel(this))
    , m_chart(new SlotUsageChart(this))
    , m_callsPane(new TablePane(u"calls"_s, tr("Running and waiting calls"), m_calls, this))
    , m_sessionsPane(new TablePane(u"sessions"_s, tr("Sessions"), m_sessions, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_gate(store.timers(), [this] { refresh(); })
{
    setObjectName(u"overviewPage"_s);
    m_callsPane->addButton(actions.killCalls);
    m_callsPane->table()->addAction(actions.copyRows);
    m_callsPane->table()->setColumnCharacters({19, 14, 10, 22, 14, 11, 11, 11, 15});
    m_callsPane->table()->fitColumn(CallsModel::Phase, phaseTexts(), true);
    for (const int column : {CallsModel::InPhase, CallsModel::Age, CallsModel::Left})
        m_callsPane->table()->fitColumn(column, {longDurationText()});
    m_callsPane->table()->sortByColumn(CallsModel::Age, Qt::DescendingOrder);
    m_sessionsPane->addButton(actions.killSession);
    m_sessionsPane->table()->addAction(actions.copyRows);
    m_sessionsPane->table()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_sessionsPane->table()->setColumnCharacters({19, 19, 11, 11, 8, 10, 10, 9, 9, 11, 14, 8, 14, 20});
    m_sessionsPane->table()->fitColumn(SessionsModel::Since, {longDurationText()});
    for (const int column :
         {SessionsModel::Priority, SessionsModel::Limit, SessionsModel::Rate, SessionsModel::Share})
        m_sessionsPane->table()->setColumnHidden(column, true); // the sessions page has them
    m_sessionsPane->table()->sortByColumn(SessionsModel::Name, Qt::AscendingOrder);
    m_splitter->setObjectName(u"tablesSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(10);
    m_splitter->addWidget(m_callsPane);
    m_splitter->addWidget(m_sessionsPane);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);

    auto *auditButton = new QToolButton(this);
    auditButton->setObjectName(u"auditNowButton"_s);
    auditButton->setDefaultAction(actions.auditNow);
    auditButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auditButton->setFocusPolicy(Qt::StrongFocus);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(10);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_header, 1);
    top->addWidget(auditButton);
    column->addLayout(top);
    column->addWidget(m_banner);
    column->addWidget(m_counters);
    column->addWidget(makeUsageCard());
    column->addWidget(m_splitter, 1);

    connect(&store, &FeedStore::snapshotChanged, this, [this] {
        if (isVisible())
            m_gate.ask();
    });
    connect(&store, &FeedStore::linkChanged, this, &OverviewPage::refreshLink);
    connect(m_kill, &KillCommand::said, this, &OverviewPage::said);
    connectActions();
    m_callsPane->table()->setFocus();
    refreshLink();
}

QWidget *OverviewPage::makeUsageCard()
{
    auto *card = new QFrame(this);
    card->setFrameShape(QFrame::StyledPanel);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(12, 10, 8, 8);
    row->setSpacing(18);
    row->addWidget(m_pools, 2);
    row->addWidget(m_chart, 3);
    return card;
}

void OverviewPage::connectActions()
{
    connect(m_actions.killCalls, &QAction::triggered, this, &OverviewPage::killSelectedCalls);
    connect(m_actions.killSession, &QAction::triggered, this, &OverviewPage::killSelectedSession);
    connect(m_actions.copyRows, &QAction::triggered, this, &OverviewPage::copySelectedRows);
    connect(m_actions.findCall, &QAction::triggered, this, [this] {
        if (!isVisible())
            return;
        m_callsPane->filter()->setFocus(Qt::ShortcutFocusReason);
        m_callsPane->filter()->selectAll();
    });
    connect(m_actions.auditNow, &QAction::triggered, this, [this] {
        m_store.auditNow();
        Q_EMIT said(tr("Audit asked for. Leaks that it finds are counted above."));
    });
    connect(m_callsPane, &TablePane::selectionChanged, this, &OverviewPage::updateActions);
    connect(m_sessionsPane, &TablePane::selectionChanged, this, &OverviewPage::updateActions);
}

void OverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_gate.pass();
    tick();
}

void OverviewPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_gate.close();
    m_tickTimer.cancel();
}

void OverviewPage::refresh()
{
    const Snapshot &snapshot = m_store.snapshot();
    m_calls.update(snapshot.calls);
    m_sessions.update(snapshot.sessions);
    m_chartIsBehind = m_pools->setPools(snapshot.pools) || m_chartIsBehind;
    m_counters->setCounters(snapshot.counters);
    m_header->refresh();
    updateActions();
}

void OverviewPage::refreshLink()
{
    const bool stale = !m_store.isLive();
    m_banner->refresh();
    m_header->refresh();
    m_pools->setStale(stale);
    m_counters->setStale(stale);
    m_callsPane->table()->setStale(stale);
    m_sessionsPane->table()->setStale(stale);
    if (m_store.hasData()) {
        const Snapshot &snapshot = m_store.snapshot();
        m_callsPane->setEmptyText(
            tr("Nothing runs and nobody waits.\nCalls appear here as agents that are connected to port %1 "
               "use their tools.")
                .arg(snapshot.port));
        m_sessionsPane->setEmptyText(tr("No agent is connected.\nPoint one at %1, port %2.")
                                         .arg(snapshot.address, QString::number(snapshot.port)));
    } else {
        m_callsPane->setEmptyText(
            tr("Nothing is known yet: the daemon has not answered. See the line at the top."));
        m_sessionsPane->setEmptyText(tr("Nothing is known yet."));
    }
    refreshAges();
    updateActions();
}

void OverviewPage::refreshAges()
{
    m_calls.setNow(m_store.daemonNowMs());
    m_sessions.setNow(m_store.daemonNowMs());
}

void OverviewPage::tick()
{
    m_tickTimer = m_store.timers().after(TickInterval, [this] { tick(); });
    if (window()->isMinimized())
        return;
    m_onEvenTick = !m_onEvenTick;
    // Where no slot changed hands, moving the line once a second is enough for the eye, and half the work.
    if (m_onEvenTick || std::exchange(m_chartIsBehind, false))
        m_chart->refresh(m_store.history(), m_store.now());
    if (!m_onEvenTick)
        return;
    m_banner->refresh();
    m_header->refresh();
    refreshAges();
}

void OverviewPage::updateActions()
{
    if (!isVisible())
        return; // the actions belong to the page that is shown
    const bool live = m_store.isLive();
    const bool anyCall = !m_callsPane->selectedKeys().isEmpty();
    const QString session = selectedSession();
    const bool sessionHasCalls = std::ranges::any_of(m_calls.rows(), [&](const CallSnapshot &call) {
        return !session.isEmpty() && call.session == session;
    });
    m_actions.killCalls->setEnabled(live && anyCall);
    m_actions.killSession->setEnabled(live && sessionHasCalls);
    m_actions.copyRows->setEnabled(anyCall || !session.isEmpty());
    m_actions.auditNow->setEnabled(live);
}

QList<CallSnapshot> OverviewPage::selectedCalls() const
{
    QList<CallSnapshot> calls;
    for (const QVariant &key : m_callsPane->selectedKeys()) {
        const auto found = std::ranges::find(m_calls.rows(), key.value<quint64>(), &CallSnapshot::id);
        if (found != m_calls.rows().end())
            calls << *found;
    }
    return calls;
}

QString OverviewPage::selectedSession() const
{
    const QVariantList keys = m_sessionsPane->selectedKeys();
    return keys.isEmpty() ? QString() : keys.constFirst().toString();
}

void OverviewPage::killSelectedCalls()
{
    if (isVisible())
        m_kill->killCalls(selectedCalls());
}

void OverviewPage::killSelectedSession()
{
    if (isVisible())
        m_kill->killSession(selectedSession());
}

void OverviewPage::copySelectedRows()
{
    if (!isVisible())
        return;
    const RowTable *table =
        m_sessionsPane->table()->hasFocus() ? m_sessionsPane->table() : m_callsPane->table();
    QApplication::clipboard()->setText(table->selectedText());
}

} // namespace exaid
