#include "gui/pages/slotspage.h"

#include "gui/actions.h"
#include "gui/charts/slottimeline.h"
#include "gui/dialogs/killcommand.h"
#include "gui/feed/feedstore.h"
#include "gui/models/texts.h"
#include "gui/widgets/linkbanner.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/slotboard.h"
#include "gui/widgets/tablepane.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration SlotsTickInterval = std::chrono::seconds(1);

QToolButton *buttonOf(QAction *action, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QScrollArea *scrolled(QWidget *content, const QString &name)
{
    auto *area = new QScrollArea;
    area->setObjectName(name);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

SlotsPage::SlotsPage(FeedStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_kill(new KillCommand(store, actions, this))
    , m_banner(new LinkBanner(store, this))
    , m_board(new SlotBoard)
    , m_queuePane(new TablePane(u"queue"_s, tr("Waiting for a slot"), m_waiting, this))
    , m_timeline(new SlotTimeline)
    , m_grouping(new QComboBox)
    , m_window(new QComboBox)
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_gate(store.timers(), [this] { refresh(); })
{
    setObjectName(u"slotsPage"_s);
    m_queuePane->table()->addAction(actions.killCalls);
    m_queuePane->table()->addAction(actions.copyRows);
    m_queuePane->table()->setColumnCharacters({20, 14, 14, 24, 10, 11, 12, 12, 22});
    for (const int column : {CallsModel::Age, CallsModel::Left})
        m_queuePane->table()->fitColumn(column, {longDurationText()});
    for (const int column : {CallsModel::Phase, CallsModel::InPhase})
        m_queuePane->table()->setColumnHidden(column, true);
    m_queuePane->table()->sortByColumn(CallsModel::Queue, Qt::AscendingOrder);
    m_board->addAction(actions.killCalls);
    m_board->setContextMenuPolicy(Qt::ActionsContextMenu);

    QSplitter *splitter = m_splitter;
    splitter->setObjectName(u"slotsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    splitter->addWidget(scrolled(m_board, u"boardArea"_s));
    splitter->addWidget(makeTimelineBox());
    splitter->addWidget(m_queuePane);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 3);
    splitter->setStretchFactor(2, 2);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(10);
    column->addWidget(makeTop());
    column->addWidget(m_banner);
    column->addWidget(splitter, 1);

    connect(&store, &FeedStore::snapshotChanged, this, [this] {
        if (isVisible())
            m_gate.ask();
    });
    connect(&store, &FeedStore::linkChanged, this, &SlotsPage::refreshLink);
    connect(m_kill, &KillCommand::said, this, &SlotsPage::said);
    connectActions();
    refreshLink();
}

QWidget *SlotsPage::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    auto *hint = new QLabel(tr("Each cell is a slot; its stripe shows whose call is in it."), top);
    hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(hint, 1);
    row->addWidget(buttonOf(m_actions.killCalls, u"killSlotButton"_s, top));
    row->addWidget(buttonOf(m_actions.pauseIntake, u"pauseSlotsButton"_s, top));
    row->addWidget(buttonOf(m_actions.auditNow, u"auditSlotsButton"_s, top));
    return top;
}

QWidget *SlotsPage::makeTimelineBox()
{
    auto *box = new QWidget(this);
    auto *title = new QLabel(tr("&Over time"), box);
    QFont face = title->font();
    face.setBold(true);
    title->setFont(face);
    title->setBuddy(m_grouping);
    m_grouping->setObjectName(u"timelineGrouping"_s);
    m_grouping->setAccessibleName(tr("Rows of the timeline"));
    m_grouping->addItem(tr("by slot"), static_cast<int>(TimelineGrouping::BySlot));
    m_grouping->addItem(tr("by session"), static_cast<int>(TimelineGrouping::BySession));
    m_window->setObjectName(u"timelineWindow"_s);
    m_window->setAccessibleName(tr("Length of the timeline"));
    for (const int minutes : {1, 5, 15})
        m_window->addItem(tr("last %n minute(s)", nullptr, minutes), minutes);
    m_window->setCurrentIndex(1);
    auto *bar = new QHBoxLayout;
    bar->addWidget(title);
    bar->addStretch(1);
    bar->addWidget(m_grouping);
    bar->addWidget(m_window);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(bar);
    column->addWidget(scrolled(m_timeline, u"timelineArea"_s), 1);
    return box;
}

void SlotsPage::connectActions()
{
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] {
        m_timeline->setGrouping(static_cast<TimelineGrouping>(m_grouping->currentData().toInt()));
        refreshTimeline();
    });
    connect(m_window, &QComboBox::currentIndexChanged, this, [this] {
        m_timeline->setWindow(std::chrono::minutes(m_window->currentData().toInt()));
        refreshTimeline();
    });
    connect(m_timeline, &SlotTimeline::callClicked, m_board, &SlotBoard::select);
    // One selection at a time: the cell's or the queue's.
    connect(m_board, &SlotBoard::selectionChanged, this, [this] {
        if (m_board->selectedCall() != 0)
            m_queuePane->table()->clearSelection();
        updateActions();
    });
    connect(m_queuePane, &TablePane::selectionChanged, this, [this] {
        if (!m_queuePane->selectedKeys().isEmpty())
            m_board->clearSelection();
        updateActions();
    });
    connect(m_actions.killCalls, &QAction::triggered, this, [this] {
        if (isVisible())
            m_kill->killCalls(selectedCalls());
    });
    connect(m_actions.copyRows, &QAction::triggered, this, [this] {
        if (isVisible())
            QApplication::clipboard()->setText(m_queuePane->table()->selectedText());
    });
    connect(m_actions.findCall, &QAction::triggered, this, [this] {
        if (isVisible())
            m_queuePane->filter()->setFocus(Qt::ShortcutFocusReason);
    });
}

void SlotsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_gate.pass();
    refreshLink();
    tick();
}

void SlotsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_gate.close();
    m_tickTimer.cancel();
}

void SlotsPage::refresh()
{
    QList<CallSnapshot> waiting;
    std::ranges::copy_if(m_store.snapshot().calls, std::back_inserter(waiting),
                         [](const CallSnapshot &call) { return call.phase == CallPhase::Queued; });
    if (m_waiting.nowMs() == 0)
        m_waiting.setNow(m_store.daemonNowMs()); // the first snapshot, before the first tick
    m_waiting.update(waiting);
    refreshBoard();
    refreshTimeline();
    updateActions();
    if (m_store.hasData() && !std::exchange(m_isDivided, true))
        divideRoom();
}

// The cells get what they need, up to a half; the queue gets what is left.
void SlotsPage::divideRoom()
{
    layout()->activate(); // shown for the first time, nothing is in its place yet
    const int all = m_splitter->height() - 2 * m_splitter->handleWidth();
    const int board = std::min(m_board->heightForWidth(m_board->width()) + 4, all / 2);
    const int title = m_grouping->sizeHint().height() + 12;
    const int timeline = std::min(m_timeline->sizeHint().height() + title, (all - board) * 2 / 3);
    m_splitter->setSizes({board, timeline, all - board - timeline});
}

void SlotsPage::refreshBoard()
{
    m_board->showSlots(m_store.snapshot(), m_store.slotHistory(), m_store.daemonNowMs(), !m_store.isLive());
}

void SlotsPage::refreshTimeline()
{
    if (m_store.hasData())
        m_timeline->refresh(m_store.slotHistory(), m_store.snapshot(), m_store.daemonNowMs());
}

void SlotsPage::refreshLink()
{
    m_banner->refresh();
    m_queuePane->table()->setStale(!m_store.isLive());
    m_queuePane->setEmptyText(m_store.hasData() ? tr("Nobody waits.") : tr("Nothing is known yet."));
    refreshBoard();
    updateActions();
}

void SlotsPage::tick()
{
    m_tickTimer = m_store.timers().after(SlotsTickInterval, [this] { tick(); });
    if (window()->isMinimized())
        return;
    m_banner->refresh();
    m_waiting.setNow(m_store.daemonNowMs());
    refreshBoard();
    refreshTimeline();
}

void SlotsPage::updateActions()
{
    if (!isVisible())
        return; // the actions belong to the page that is shown
    const bool live = m_store.isLive();
    m_actions.killCalls->setEnabled(live && !selectedCalls().isEmpty());
    m_actions.killSession->setEnabled(false);
    m_actions.copyRows->setEnabled(!m_queuePane->selectedKeys().isEmpty());
    m_actions.auditNow->setEnabled(live);
}

QList<CallSnapshot> SlotsPage::selectedCalls() const
{
    QVariantList ids = m_queuePane->selectedKeys();
    if (m_board->selectedCall() != 0)
        ids = {QVariant::fromValue(m_board->selectedCall())};
    QList<CallSnapshot> calls;
    for (const CallSnapshot &call : m_store.snapshot().calls) {
        if (ids.contains(QVariant::fromValue(call.id)))
            calls << call;
    }
    return calls;
}

} // namespace exaid
