#include "gui/pages/sessionspage.h"

#include "gui/actions.h"
#include "gui/dialogs/killcommand.h"
#include "gui/dialogs/sessioncommand.h"
#include "gui/feed/feedstore.h"
#include "gui/models/texts.h"
#include "gui/widgets/columnmenu.h"
#include "gui/widgets/linkbanner.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Snapshots are up to 100 ms old when they arrive; together they stay below the 250 ms we promise.
constexpr Duration SessionsTickInterval = std::chrono::seconds(1);

} // namespace

SessionsPage::SessionsPage(FeedStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_kill(new KillCommand(store, actions, this))
    , m_command(new SessionCommand(store, this))
    , m_banner(new LinkBanner(store, this))
    , m_pane(new TablePane(u"allSessions"_s, tr("Sessions"), m_sessions, this))
    , m_gate(store.timers(), [this] { refresh(); })
{
    setObjectName(u"sessionsPage"_s);
    RowTable *table = m_pane->table();
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setColumnCharacters({18, 17, 9, 11, 7, 8, 8, 7, 7, 9, 11, 8, 12, 24});
    table->fitColumn(SessionsModel::Priority,
                     {SessionsModel::priorityText(true), SessionsModel::priorityText(false)});
    table->fitColumn(SessionsModel::Since, {longDurationText()});
    table->sortByColumn(SessionsModel::Name, Qt::AscendingOrder);
    new ColumnMenu(table, {});
    m_pane->addButton(actions.limitSession);
    m_pane->addButton(actions.disconnectSession);
    for (QAction *action :
         {actions.batchSession, actions.killSession, actions.callsOfSession, actions.copyRows})
        table->addAction(action);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(8);
    column->addWidget(m_banner);
    column->addWidget(m_pane, 1);
    connect(&store, &FeedStore::snapshotChanged, this, [this] {
        if (isVisible())
            m_gate.ask();
    });
    connect(&store, &FeedStore::linkChanged, this, &SessionsPage::refreshLink);
    connect(m_pane, &TablePane::selectionChanged, this, &SessionsPage::updateActions);
    connectActions();
    refreshLink();
}

template <typename F>
void SessionsPage::withSelected(F &&act)
{
    if (const SessionSnapshot *session = isVisible() ? selected() : nullptr)
        act(*session);
}

void SessionsPage::connectActions()
{
    connect(m_kill, &KillCommand::said, this, &SessionsPage::said);
    connect(m_command, &SessionCommand::said, this, &SessionsPage::said);
    connect(m_actions.limitSession, &QAction::triggered, this,
            [this] { withSelected([this](const SessionSnapshot &s) { m_command->askLimit(s); }); });
    connect(m_actions.disconnectSession, &QAction::triggered, this,
            [this] { withSelected([this](const SessionSnapshot &s) { m_command->confirmDisconnect(s); }); });
    connect(m_actions.batchSession, &QAction::triggered, this, [this](bool batch) {
        withSelected([&](const SessionSnapshot &s) { m_command->setBatch(s.name, batch); });
    });
    connect(m_actions.killSession, &QAction::triggered, this,
            [this] { withSelected([this](const SessionSnapshot &s) { m_kill->killSession(s.name); }); });
    connect(m_actions.callsOfSession, &QAction::triggered, this, [this] {
        withSelected([this](const SessionSnapshot &s) { Q_EMIT callsWanted(u"session:"_s + s.name); });
    });
    connect(m_actions.copyRows, &QAction::triggered, this, [this] {
        if (isVisible())
            QApplication::clipboard()->setText(m_pane->table()->selectedText());
    });
    connect(m_actions.findCall, &QAction::triggered, this, [this] {
        if (isVisible())
            m_pane->filter()->setFocus(Qt::ShortcutFocusReason);
    });
}

void SessionsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_gate.pass();
    tick();
}

void SessionsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_gate.close();
    m_tickTimer.cancel();
    for (QAction *action : {m_actions.limitSession, m_actions.disconnectSession, m_actions.batchSession,
                            m_actions.callsOfSession})
        action->setEnabled(false);
}

void SessionsPage::refresh()
{
    if (m_sessions.nowMs() == 0)
        m_sessions.setNow(m_store.daemonNowMs()); // the first snapshot, before the first tick
    m_sessions.update(m_store.snapshot().sessions);
    updateActions();
}

void SessionsPage::refreshLink()
{
    m_banner->refresh();
    m_pane->table()->setStale(!m_store.isLive());
    if (m_store.hasData())
        m_pane->setEmptyText(tr("No agent is connected.\nPoint one at %1, port %2.")
                                 .arg(m_store.snapshot().address, QString::number(m_store.snapshot().port)));
    else
        m_pane->setEmptyText(
            tr("Nothing is known yet: the daemon has not answered. See the line at the top."));
    updateActions();
}

void SessionsPage::tick()
{
    m_tickTimer = m_store.timers().after(SessionsTickInterval, [this] { tick(); });
    if (window()->isMinimized())
        return;
    m_banner->refresh();
    m_sessions.setNow(m_store.daemonNowMs());
}

const SessionSnapshot *SessionsPage::selected() const
{
    const QVariantList keys = m_pane->selectedKeys();
    if (keys.isEmpty())
        return nullptr;
    const auto found =
        std::ranges::find(m_sessions.rows(), keys.constFirst().toString(), &SessionSnapshot::name);
    return found == m_sessions.rows().end() ? nullptr : &*found;
}

void SessionsPage::updateActions()
{
    if (!isVisible())
        return; // the actions belong to the page that is shown
    const SessionSnapshot *session = selected();
    const bool can = session && m_store.isLive();
    m_actions.limitSession->setEnabled(can);
    m_actions.disconnectSession->setEnabled(can);
    m_actions.batchSession->setEnabled(can);
    m_actions.batchSession->setChecked(session && session->batch);
    m_actions.callsOfSession->setEnabled(can);
    m_actions.killSession->setEnabled(can && session->running + session->waiting > 0);
    m_actions.killCalls->setEnabled(false);
    m_actions.copyRows->setEnabled(session != nullptr);
}

} // namespace exaid
