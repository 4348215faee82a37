// What the charts show is what the ledger says: the same levels at the same moments, so the same
// slot-seconds.

#include "core/calls/admissiondriver.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrichistory.h"
#include "core/monitoring/metrics.h"
#include "core/time/manualtime.h"

#include <QTest>
#include <map>
#include <memory>
#include <random>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

class Caller final : public AdmissionListener
{
public:
    void granted(Lease given, quint64) override { lease = std::move(given); }
    void refused(const Refusal &) override { isOver = true; }
    void placeChanged(const QueuePlace &) override {}

    Lease lease;
    TicketId ticket;
    bool isOver = false;
};

QString nameOf(const PoolState &pool)
{
    switch (pool.name.kind) {
    case PoolKind::Global:
        return metric::Global;
    case PoolKind::Provider:
        return metric::Provider + pool.name.name;
    default:
        return metric::Session + u"agent-%1"_s.arg(pool.name.session.value);
    }
}

} // namespace

class TestUsageProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slotSecondsAreTheLedgers();
};

void TestUsageProbe::slotSecondsAreTheLedgers()
{
    ManualClock clock;
    ManualTime time(clock);
    Metrics metrics;
    MetricHistory history(clock);
    metrics.setHistory(&history);
    EventLog events(clock);
    AdmissionLimits limits;
    limits.providers = {{u"kimi"_s, 3}, {u"glm"_s, 2}};
    limits.queuePerSession = 6;
    AdmissionDriver driver(limits, time, metrics, events);
    driver.startUsage([](SessionId id) { return u"agent-%1"_s.arg(id.value); });

    std::mt19937 random(99); // NOLINT: the same every time
    std::vector<std::unique_ptr<Caller>> callers;
    std::map<QString, qint64> expected; // slot-microseconds, by name of the metric
    for (int step = 0; step < 6'000; ++step) {
        const auto choice = random() % 10;
        if (choice < 5) {
            Caller &caller = *callers.emplace_back(std::make_unique<Caller>());
            AdmissionAsk ask;
            ask.call = CallId{static_cast<quint64>(step) + 1};
            ask.session = SessionId{1 + random() % 4};
            ask.provider = random() % 3 == 0 ? u"glm"_s : u"kimi"_s;
            ask.queueDeadline = time.now() + 2s;
            caller.ticket = driver.request(ask, caller);
        } else if (choice < 9 && !callers.empty()) {
            const auto index = static_cast<qint64>(random() % callers.size());
            Caller &caller = *callers[static_cast<size_t>(index)];
            if (!caller.lease.isHeld() && !caller.isOver)
                driver.withdraw(caller.ticket);
            caller.lease.release();
            callers.erase(callers.begin() + index);
        } else if (step % 50 == 0) {
            limits.providers[u"kimi"_s] = 1 + static_cast<int>(random() % 4);
            driver.changeLimits(limits);
        }
        // As the ledger says it, for the time until the next event; timers fire in between, so in small
        // steps.
        const auto wait = std::chrono::microseconds(random() % 40'000);
        for (auto left = wait; left.count() > 0;) {
            const auto part = std::min(left, std::chrono::microseconds(500));
            for (const PoolState &pool : driver.controller().pools()) {
                expected[metric::Held + nameOf(pool)] += pool.held * part.count();
                if (pool.name.kind != PoolKind::Session) {
                    expected[metric::Waiting + nameOf(pool)] += pool.waiting * part.count();
                    expected[metric::Capacity + nameOf(pool)] += pool.capacity * part.count();
                }
            }
            // Straight to the timer, when one fires within.
            clock.set(clock.now() + part);
            time.advance(0ns);
            left -= part;
        }
    }
    const MetricFrame frame = history.frame({7'000, 2'000, 0, 0, 0});
    QVERIFY(expected.size() >= 13);
    for (const auto &[name, slotUs] : expected) {
        const qsizetype id = frame.names.indexOf(name);
        qint64 sum = 0;
        for (const MetricCell &cell : frame.cells) {
            const LevelFigure *level = id < 0 ? nullptr : cell.findLevel(static_cast<MetricId>(id));
            sum += level ? level->levelUs : 0;
        }
        QVERIFY2(sum == slotUs, qPrintable(u"%1: %2, the ledger says %3"_s.arg(name).arg(sum).arg(slotUs)));
    }
    for (const auto &caller : callers) {
        if (!caller->lease.isHeld())
            driver.withdraw(caller->ticket);
    }
    callers.clear();
}

QTEST_GUILESS_MAIN(TestUsageProbe)
#include "tst_usageprobe.moc"
