#include "gui/pages/chartspage.h"

#include "gui/actions.h"
#include "gui/charts/chartcard.h"
#include "gui/charts/percentilechart.h"
#include "gui/charts/stackchart.h"
#include "gui/feed/feedstore.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/linkbanner.h"
#include "gui/widgets/numbertile.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 TilesTag = 1;
constexpr quint64 ChartsTag = 2;
constexpr qint64 SecondUs = 1'000'000;
constexpr Duration MetricsInterval = 1s;
// A quiet chart only moves to the left; nobody sees that it does so in larger steps.
constexpr Duration QuietInterval = 5s;
constexpr int Bins = 60;         // of percentiles and columns
constexpr int MaxPoints = 1'440; // a day in minutes
constexpr qint64 LongestSpanSecs = 93'600;

// As often as a pixel's worth of time passes.
Duration chartInterval(qint64 spanSecs)
{
    return spanSecs <= 600 ? 1s : spanSecs <= 7'200 ? 5s : 30s;
}

// Which events made the numbers of a chart: a filter of the events page.
QString eventWords(const QString &chart)
{
    if (chart == "timeouts"_L1)
        return u"kind:call_finished TIMEOUT"_s;
    if (chart == "refusals"_L1)
        return u"kind:call_finished"_s;
    return chart == "leaks"_L1 ? u"kind:leak"_s : QString();
}

QToolButton *makeButton(const QString &name, const QString &text, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

ChartsPage::ChartsPage(FeedStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_banner(new LinkBanner(store, this))
    , m_pause(makeButton(u"pauseCharts"_s, tr("Pause"), tr("Let the charts stand still (Space)"), this))
    , m_reset(makeButton(u"resetZoom"_s, tr("Whole window"),
                         tr("Show the whole window again (Backspace: one step back)"), this))
    , m_state(new ElidedLabel(this))
    , m_provider(new QComboBox(this))
    , m_usageBy(new QComboBox(this))
    , m_latencyKind(new QComboBox(this))
{
    setObjectName(u"chartsPage"_s);
    setAccessibleName(tr("Charts"));
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(8);
    column->addWidget(m_banner);
    column->addWidget(makeBar());
    column->addWidget(makeTiles());
    column->addWidget(makeGrid(), 1);

    connect(&store, &FeedStore::metricsArrived, this, &ChartsPage::take);
    connect(&store, &FeedStore::linkChanged, this, [this] {
        if (isVisible())
            tick();
    });
    for (QComboBox *choice : {m_provider, m_usageBy, m_latencyKind})
        connect(choice, &QComboBox::currentIndexChanged, this, &ChartsPage::refreshCharts);
    refreshState();
}

QWidget *ChartsPage::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto *group = new QButtonGroup(this);
    const std::pair<qint64, QString> spans[] = {
        {300, tr("5 min", "window")}, {3'600, tr("1 h", "window")}, {86'400, tr("24 h", "window")}};
    for (const auto &[seconds, text] : spans) {
        QToolButton *button = makeButton(u"span%1"_s.arg(seconds), text,
                                         tr("Show the last %1", "5 min, 1 h, 24 h").arg(text), bar);
        button->setCheckable(true);
        button->setChecked(seconds == m_spanSecs);
        group->addButton(button);
        connect(button, &QToolButton::clicked, this, [this, chosen = seconds] { setSpan(chosen); });
        row->addWidget(button);
        m_spans << button;
    }
    m_pause->setCheckable(true);
    connect(m_pause, &QToolButton::toggled, this, &ChartsPage::setPaused);
    connect(m_reset, &QToolButton::clicked, this, &ChartsPage::resetZoom);
    m_state->setObjectName(u"chartsState"_s);
    m_provider->setObjectName(u"chartsProvider"_s);
    m_provider->setAccessibleName(tr("Provider whose waits and times are shown"));
    m_provider->addItem(tr("All providers"), QString());
    row->addSpacing(10);
    row->addWidget(m_pause);
    row->addWidget(m_reset);
    row->addSpacing(10);
    row->addWidget(m_state, 1);
    row->addWidget(m_provider);
    return bar;
}

QWidget *ChartsPage::makeTiles()
{
    auto *strip = new QWidget(this);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const std::pair<QString, QString> tiles[] = {
        {tr("slots in use"), tr("Slots in use now, of all that there are; the line is the last minute")},
        {tr("waiting"), tr("Calls that wait for a slot now; the line is the last minute")},
        {tr("calls a minute"), tr("Calls that ended in the last minute")},
        {tr("wait, p95"),
         tr("95 of 100 calls that got a slot in the last minute waited no longer than this")},
        {tr("duration, p95"), tr("95 of 100 calls that ended in the last minute took no longer than this")},
        {tr("tokens a minute"), tr("Tokens in and out, as the providers counted them, in the last minute")}};
    for (const auto &[title, help] : tiles) {
        auto *tile = new NumberTile(title, help, strip);
        tile->setObjectName(u"tile%1"_s.arg(m_tiles.size()));
        row->addWidget(tile);
        m_tiles << tile;
    }
    return strip;
}

QWidget *ChartsPage::makeGrid()
{
    m_usageBy->setObjectName(u"usageBy"_s);
    m_usageBy->setAccessibleName(tr("Stack the slots in use by"));
    m_usageBy->addItem(tr("by provider"), static_cast<int>(ChartBuilder::UsageBy::Provider));
    m_usageBy->addItem(tr("by session"), static_cast<int>(ChartBuilder::UsageBy::Session));
    m_latencyKind->setObjectName(u"latencyKind"_s);
    m_latencyKind->setAccessibleName(tr("Which time is shown"));
    m_latencyKind->addItem(tr("whole call"), static_cast<int>(ChartBuilder::Latency::Total));
    m_latencyKind->addItem(tr("with a slot"), static_cast<int>(ChartBuilder::Latency::Run));
    m_latencyKind->addItem(tr("to the first token"), static_cast<int>(ChartBuilder::Latency::FirstToken));

    ChartCard *usage = addCard(
        u"usage"_s, tr("Slots in use"), new StackChart(StackChart::Shape::Areas),
        tr("No slot was in use in this time."), [this](const ChartBuilder &b, const ChartCard &c) {
            return b.usage(static_cast<ChartBuilder::UsageBy>(m_usageBy->currentData().toInt()), c.columns());
        });
    usage->addControl(m_usageBy);
    addCard(u"wait"_s, tr("Wait for a slot"), new PercentileChart, tr("No call got a slot in this time."),
            [this](const ChartBuilder &b, const ChartCard &) { return b.wait(chosenProvider(), Bins); });
    ChartCard *latency = addCard(
        u"latency"_s, tr("Duration"), new PercentileChart, tr("No call to a provider ended in this time."),
        [this](const ChartBuilder &b, const ChartCard &) {
            return b.latency(static_cast<ChartBuilder::Latency>(m_latencyKind->currentData().toInt()),
                             chosenProvider(), Bins);
        });
    latency->addControl(m_latencyKind);
    const auto columns = [] { return new StackChart(StackChart::Shape::Columns); };
    addCard(u"timeouts"_s, tr("Timeouts by clock"), columns(), tr("No call ran out of time."),
            [](const ChartBuilder &b, const ChartCard &) { return b.timeouts(Bins); });
    addCard(u"refusals"_s, tr("Refusals by limit"), columns(), tr("No call was refused."),
            [](const ChartBuilder &b, const ChartCard &) { return b.refusals(Bins); });
    addCard(u"leaks"_s, tr("Leaks"), columns(), tr("No leak was found: every slot came back."),
            [](const ChartBuilder &b, const ChartCard &) { return b.leaks(Bins); });
    addCard(u"retries"_s, tr("Repeated requests"), columns(), tr("No request was sent twice."),
            [](const ChartBuilder &b, const ChartCard &) { return b.retries(Bins); });
    addCard(u"tokens"_s, tr("Tokens"), columns(), tr("No tokens were counted."),
            [](const ChartBuilder &b, const ChartCard &) { return b.tokens(Bins); });
    addCard(u"cost"_s, tr("Cost"), columns(),
            tr("No cost is known: nothing was answered, or by models without a price."),
            [](const ChartBuilder &b, const ChartCard &) { return b.cost(Bins); });

    auto *inside = new QWidget(this);
    auto *grid = new QGridLayout(inside);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_cards.at(0), 0, 0, 1, 2);
    for (qsizetype i = 1; i < m_cards.size(); ++i)
        grid->addWidget(m_cards.at(i), 1 + static_cast<int>(i - 1) / 2, static_cast<int>(i - 1) % 2);
    for (int row = 0; row < grid->rowCount(); ++row)
        grid->setRowStretch(row, row == 0 ? 4 : 3);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"chartsScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    return scroll;
}

ChartCard *ChartsPage::addCard(const QString &name, const QString &title, ChartWidget *chart,
                               const QString &empty, Build build)
{
    auto *card = new ChartCard(name, title, chart, this);
    chart->setEmptyText(empty);
    connect(card, &ChartCard::said, this, &ChartsPage::said);
    connect(chart, &ChartWidget::zoomWanted, this, &ChartsPage::zoomTo);
    connect(chart, &ChartWidget::cursorMoved, this, [this](std::optional<qint64> us) {
        for (ChartCard *each : std::as_const(m_cards))
            each->chart()->setCursorAt(us);
    });
    connect(chart, &ChartWidget::picked, this, [this, name](qint64 fromUs, qint64 toUs) {
        Q_EMIT eventsWanted({fromUs / 1'000, toUs / 1'000}, eventWords(name));
    });
    m_cards << card;
    m_entries.append({card, std::move(build)});
    return card;
}

void ChartsPage::setSpan(qint64 seconds)
{
    if (seconds == m_spanSecs && !m_zoom.isZoomed())
        return;
    m_spanSecs = seconds;
    m_zoom.reset();
    m_spans.at(seconds <= 300 ? 0 : seconds <= 3'600 ? 1 : 2)->setChecked(true);
    m_charted.clear();
    setPaused(false);
    m_askedCharts = {};
    ask();
    refreshCharts();
}

void ChartsPage::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_pausedAt = paused ? std::optional(shownWindow()) : std::nullopt;
    m_paused = paused;
    m_pause->setChecked(paused);
    m_askedCharts = {};
    ask();
    refreshCharts();
}

void ChartsPage::zoomTo(qint64 fromUs, qint64 toUs)
{
    if (!m_zoom.zoomTo({fromUs, toUs}))
        return;
    m_askedCharts = {}; // perhaps finer values are to be had
    ask();
    refreshCharts();
}

void ChartsPage::undoZoom()
{
    if (!m_zoom.undo())
        return;
    m_askedCharts = {};
    ask();
    refreshCharts();
}

void ChartsPage::resetZoom()
{
    m_zoom.reset();
    m_askedCharts = {};
    ask();
    refreshCharts();
}

ChartWindow ChartsPage::shownWindow() const
{
    if (m_zoom.isZoomed())
        return m_zoom.current();
    if (m_pausedAt)
        return *m_pausedAt;
    return {m_charted.nowUs() - m_spanSecs * SecondUs, m_charted.nowUs()};
}

void ChartsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setFocus();
    m_askedCharts = {};
    tick();
    refreshCharts();
    updateActions();
}

void ChartsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.cancel();
}

void ChartsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (isVisible() && !m_charted.isEmpty())
        QMetaObject::invokeMethod(this, &ChartsPage::refreshCharts, Qt::QueuedConnection); // after the layout
}

void ChartsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space)
        setPaused(!m_paused);
    else if (event->key() == Qt::Key_Backspace)
        undoZoom();
    else
        QWidget::keyPressEvent(event);
}

void ChartsPage::tick()
{
    m_timer = m_store.timers().after(MetricsInterval, [this] { tick(); });
    if (window()->isMinimized())
        return;
    m_banner->refresh();
    refreshState();
    ask();
}

void ChartsPage::ask()
{
    if (!isVisible() || !m_store.isLive())
        return;
    m_store.askMetrics(m_recent.next(60, 60, TilesTag));
    const TimePoint now = m_store.now();
    const bool standsStill = m_paused || m_zoom.isZoomed();
    if (m_askedCharts != TimePoint{} && (standsStill || now - m_askedCharts < chartInterval(m_spanSecs)))
        return;
    m_askedCharts = now;
    if (!m_zoom.isZoomed()) {
        m_store.askMetrics(m_charted.next(m_spanSecs, MaxPoints, ChartsTag));
        return;
    }
    // A span that is young enough is there in finer cells.
    const qint64 back = (m_charted.nowUs() - shownWindow().fromUs) / SecondUs + 2;
    m_store.askMetrics(m_charted.next(std::clamp<qint64>(back, 60, LongestSpanSecs), MaxPoints, ChartsTag));
}

void ChartsPage::take(const MetricFrame &frame)
{
    if (!isVisible())
        return;
    if (frame.tag == TilesTag) {
        m_recent.take(frame);
        refreshTiles();
        return;
    }
    if (frame.tag != ChartsTag)
        return;
    m_charted.take(frame);
    refreshProviders();
    const bool isDue = m_charted.hasNews() || m_store.now() - m_drawn >= QuietInterval;
    if (isDue && !(m_paused && !frame.whole))
        refreshCharts();
}

void ChartsPage::refreshCharts()
{
    refreshState();
    if (!isVisible())
        return;
    m_drawn = m_store.now();
    const ChartBuilder builder(m_charted, shownWindow(), m_labels);
    for (const Entry &entry : std::as_const(m_entries))
        entry.card->setData(entry.build(builder, *entry.card));
}

void ChartsPage::refreshTiles()
{
    const ChartWindow minute{m_recent.nowUs() - 60 * SecondUs, m_recent.nowUs()};
    const ChartBuilder builder(m_recent, minute, m_labels);
    const ChartData usage = builder.usage(ChartBuilder::UsageBy::Provider, 60);
    std::vector<double> held(usage.columns, 0), waiting;
    for (const ChartSeries &series : usage.series) {
        if (series.style == ChartSeries::Style::Stack) {
            for (size_t i = 0; i < held.size(); ++i)
                held[i] += series.values[i];
        } else if (series.style == ChartSeries::Style::Line) {
            waiting = series.values;
        }
    }
    const int capacity = m_recent.levelNow(metric::Capacity + metric::Global);
    const int inUse = m_recent.levelNow(metric::Held + metric::Global);
    const int waits = m_recent.levelNow(metric::Waiting + metric::Global);
    m_tiles.at(0)->setValue(
        tr("%1 of %2", "slots in use, capacity").arg(QString::number(inUse), QString::number(capacity)),
        held);
    m_tiles.at(1)->setValue(QString::number(waits), waiting, waits > 0);

    std::vector<double> calls(60, 0), tokens(60, 0);
    double callSum = 0, tokenSum = 0;
    LogHistogram wait, total;
    for (const MetricCell &cell : m_recent.cells()) {
        const auto second =
            static_cast<size_t>(std::clamp<qint64>((cell.startUs - minute.fromUs) / SecondUs, 0, 59));
        for (const CountFigure &count : cell.counts) {
            const QString &name = m_recent.nameOf(count.id);
            const auto number = static_cast<double>(count.number);
            if (name.startsWith(metric::Calls)) {
                calls[second] += number;
                callSum += number;
            } else if (name.startsWith(metric::TokensIn) || name.startsWith(metric::TokensOut)) {
                tokens[second] += number;
                tokenSum += number;
            }
        }
        for (const SpreadFigure &spread : cell.spreads) {
            const QString &name = m_recent.nameOf(spread.id);
            if (name.startsWith(metric::Wait))
                wait.merge(spread.values);
            else if (name.startsWith(metric::Total))
                total.merge(spread.values);
        }
    }
    const auto p95 = [](const LogHistogram &values) {
        const auto value = values.quantile(0.95);
        return valueText(value ? toSeconds(*value) : std::numeric_limits<double>::quiet_NaN(),
                         ChartUnit::Seconds);
    };
    m_tiles.at(2)->setValue(valueText(callSum, ChartUnit::Number), calls);
    m_tiles.at(3)->setValue(p95(wait), {});
    m_tiles.at(4)->setValue(p95(total), {});
    m_tiles.at(5)->setValue(valueText(tokenSum, ChartUnit::Tokens), tokens);
}

void ChartsPage::refreshState()
{
    const auto clock = [](qint64 us) {
        return QDateTime::fromMSecsSinceEpoch(us / 1000).time().toString(u"HH:mm:ss"_s);
    };
    const ChartWindow window = shownWindow();
    QString text;
    if (m_charted.isEmpty())
        text = m_store.isLive() ? tr("Waiting for the daemon's values…") : tr("Nothing is known yet.");
    else if (m_zoom.isZoomed())
        text = tr("%1 to %2. Backspace goes back.", "times").arg(clock(window.fromUs), clock(window.toUs));
    else if (m_paused)
        text = tr("Paused at %1. Space goes on.", "time").arg(clock(window.toUs));
    else if (!m_store.isLive())
        text = tr("The values end at %1.", "time").arg(clock(window.toUs));
    else
        text = tr("Drag over a chart to look closer, click for the events of that time.");
    m_state->setText(text);
    m_reset->setEnabled(m_zoom.isZoomed());
    for (NumberTile *tile : std::as_const(m_tiles))
        tile->setStale(!m_store.isLive());
}

void ChartsPage::refreshProviders()
{
    for (const PoolSnapshot &pool : m_store.snapshot().pools) {
        if (pool.kind != "provider"_L1 || m_labels.value(pool.name) == pool.label)
            continue;
        m_labels.insert(pool.name, pool.label.isEmpty() ? pool.name : pool.label);
        if (m_provider->findData(pool.name) < 0)
            m_provider->addItem(m_labels.value(pool.name), pool.name);
    }
}

QString ChartsPage::chosenProvider() const
{
    return m_provider->currentData().toString();
}

void ChartsPage::updateActions()
{
    if (!isVisible())
        return; // the actions belong to the page that is shown
    for (QAction *action : {m_actions.killCalls, m_actions.killSession, m_actions.copyRows})
        action->setEnabled(false);
}

} // namespace exaid
