#include "gui/pages/eventspage.h"

#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"

#include <QAbstractItemView>
#include <QAbstractProxyModel>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostKinds = 100; // to choose from; the daemon has some dozens

} // namespace

EventsPage::EventsPage(FeedStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_pane(new TablePane(u"events"_s, tr("Events"), m_level, this))
    , m_least(new QComboBox)
    , m_kind(new QComboBox)
    , m_span(new QPushButton)
    , m_follow(new QCheckBox(tr("&Follow the newest")))
    , m_details(new QPlainTextEdit(this))
{
    setObjectName(u"eventsPage"_s);
    m_level.setSourceModel(&m_events);
    m_pane->setEmptyText(tr("Nothing has happened since this window was opened."));
    m_pane->table()->setColumnCharacters({15, 16, 18, 20, 8, 60});
    m_pane->table()->sortByColumn(EventsModel::Time, Qt::AscendingOrder);
    m_pane->table()->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_pane->table()->addAction(actions.callOfEvent);
    m_pane->table()->addAction(actions.callsOfSession);
    m_pane->table()->addAction(actions.copyRows);
    m_details->setObjectName(u"eventDetails"_s);
    m_details->setAccessibleName(tr("Details of the selected event"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setPlaceholderText(tr("Select an event to see its details."));

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"eventsSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    splitter->addWidget(m_pane);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(8);
    column->addWidget(makeBar());
    column->addWidget(splitter, 1);

    connect(&store, &FeedStore::eventsArrived, this, &EventsPage::take);
    connectActions();
}

QWidget *EventsPage::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("&Show"), bar);
    label->setBuddy(m_least);
    m_least->setObjectName(u"leastLevel"_s);
    m_least->setAccessibleName(tr("Which events are shown"));
    m_least->addItem(tr("everything"), static_cast<int>(EventLevel::Info));
    m_least->addItem(tr("warnings and errors"), static_cast<int>(EventLevel::Warning));
    m_least->addItem(tr("errors only"), static_cast<int>(EventLevel::Error));
    m_kind->setObjectName(u"eventKind"_s);
    m_kind->setAccessibleName(tr("Which kind of events is shown"));
    m_kind->view()->setAccessibleName(m_kind->accessibleName());
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_kind->addItem(tr("of every kind"), QString());
    m_span->setObjectName(u"eventSpan"_s);
    m_span->setToolTip(tr("Show the events of all times again"));
    m_span->hide();
    m_follow->setObjectName(u"followEvents"_s);
    m_follow->setChecked(true);
    row->addWidget(label);
    row->addWidget(m_least);
    row->addWidget(m_kind);
    row->addWidget(m_span);
    row->addStretch(1);
    row->addWidget(m_follow);
    return bar;
}

void EventsPage::connectActions()
{
    connect(m_least, &QComboBox::currentIndexChanged, this, [this] {
        m_level.setLeast(static_cast<EventLevel>(m_least->currentData().toInt()));
        followIfWanted();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_level.setKind(m_kind->currentData().toString());
        followIfWanted();
    });
    connect(m_span, &QPushButton::clicked, this, &EventsPage::clearSpan);
    connect(m_follow, &QCheckBox::toggled, this, &EventsPage::followIfWanted);
    connect(m_pane->table()->verticalScrollBar(), &QScrollBar::valueChanged, this, &EventsPage::scrolled);
    connect(m_pane, &TablePane::selectionChanged, this, [this] {
        showDetails();
        updateActions();
    });
    // Not activated(): where one click activates, nobody could select a row.
    connect(m_pane->table(), &QAbstractItemView::doubleClicked, this,
            [this] { m_actions.callOfEvent->isEnabled() ? showCall() : showCallsOfSession(); });
    connect(m_actions.callOfEvent, &QAction::triggered, this, [this] {
        if (isVisible())
            showCall();
    });
    connect(m_actions.callsOfSession, &QAction::triggered, this, [this] {
        if (isVisible())
            showCallsOfSession();
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

void EventsPage::showSpan(const EventSpan &span, const QString &words)
{
    const auto clock = [](qint64 ms) {
        return QDateTime::fromMSecsSinceEpoch(ms).time().toString(u"HH:mm:ss"_s);
    };
    m_follow->setChecked(false);
    m_level.setSpan(span);
    m_least->setCurrentIndex(words.isEmpty() ? 0 : 1);
    m_kind->setCurrentIndex(0);
    m_pane->filter()->setText(words);
    m_span->setText(tr("%1 to %2 – show all", "times").arg(clock(span.fromMs), clock(span.toMs)));
    m_span->show();
}

void EventsPage::clearSpan()
{
    m_level.setSpan(std::nullopt);
    m_least->setCurrentIndex(0);
    m_kind->setCurrentIndex(0);
    m_pane->filter()->clear();
    m_span->hide();
}

void EventsPage::take(const QList<MonitorEvent> &events)
{
    m_isAppending = true;
    m_events.append(events);
    m_isAppending = false;
    learnKinds(events);
    if (isVisible())
        followIfWanted();
}

void EventsPage::learnKinds(const QList<MonitorEvent> &events)
{
    for (const MonitorEvent &event : events) {
        if (event.kind.isEmpty() || m_kind->count() > MostKinds || m_kind->findData(event.kind) >= 0)
            continue;
        int place = 1; // by name, below "every kind"
        while (place < m_kind->count() && m_kind->itemData(place).toString() < event.kind)
            ++place;
        m_kind->insertItem(place, event.kind, event.kind);
    }
}

void EventsPage::followIfWanted()
{
    if (!m_follow->isChecked())
        return;
    m_isAppending = true;
    m_pane->table()->scrollToBottom();
    m_isAppending = false;
}

void EventsPage::scrolled(int value)
{
    // Layout moves the bar too; only a reader's move at the standing range says what he wants.
    if (!m_isAppending && isVisible() && m_pane->table()->verticalScrollBar()->isSliderDown())
        m_follow->setChecked(value >= m_pane->table()->verticalScrollBar()->maximum());
}

const MonitorEvent *EventsPage::selected() const
{
    const QModelIndexList rows = m_pane->table()->selectionModel()->selectedRows();
    if (rows.size() != 1)
        return nullptr;
    const auto *words = qobject_cast<const QAbstractProxyModel *>(m_pane->table()->model());
    return &m_events.at(m_level.mapToSource(words->mapToSource(rows.constFirst())).row());
}

void EventsPage::showCall()
{
    const MonitorEvent *event = selected();
    if (const QString call = event ? callOf(*event) : QString(); !call.isEmpty())
        Q_EMIT callsWanted(u"call:"_s + call);
}

void EventsPage::showCallsOfSession()
{
    const MonitorEvent *event = selected();
    if (const QString session = event ? sessionOf(*event) : QString(); !session.isEmpty())
        Q_EMIT callsWanted(u"session:"_s + session);
}

void EventsPage::showDetails()
{
    const MonitorEvent *event = selected();
    if (!event) {
        m_details->clear();
        return;
    }
    const QString fields = fieldsText(*event);
    m_details->setPlainText(fields.isEmpty() ? event->message : event->message + u"\n\n"_s + fields);
    // Somebody reads: the table must not run away.
    m_follow->setChecked(false);
}

void EventsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followIfWanted();
    updateActions();
}

void EventsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_actions.callOfEvent->setEnabled(false);
    m_actions.callsOfSession->setEnabled(false);
}

void EventsPage::updateActions()
{
    if (!isVisible())
        return; // the actions belong to the page that is shown
    m_actions.killCalls->setEnabled(false);
    m_actions.killSession->setEnabled(false);
    m_actions.copyRows->setEnabled(!m_pane->selectedKeys().isEmpty());
    const MonitorEvent *event = selected();
    m_actions.callOfEvent->setEnabled(event && !callOf(*event).isEmpty());
    m_actions.callsOfSession->setEnabled(event && !sessionOf(*event).isEmpty());
}

} // namespace exaid
