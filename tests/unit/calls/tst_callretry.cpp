// What happens to calls whose provider fails, refuses or falls silent, in simulated time.

#include "askworld.h"

#include <QTest>
#include <algorithm>
#include <deque>
#include <random>

using namespace exaid;
using namespace exaid::test;

namespace {

Behaviour failing(const QString &code, int status, std::optional<Duration> retryAfter = {})
{
    Behaviour behaviour;
    behaviour.firstToken = 10ms;
    behaviour.failure = failedWith(code, status, retryAfter);
    return behaviour;
}

// The failures first, then answers.
std::function<Behaviour()> script(std::deque<Behaviour> failures)
{
    return [failures]() mutable {
        if (failures.empty())
            return Behaviour{};
        const Behaviour next = failures.front();
        failures.pop_front();
        return next;
    };
}

} // namespace

class TestCallRetry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRefusedCallIsAskedAgainWithoutASlotMeanwhile();
    void itKeepsItsPlaceInLine();
    void nothingIsSentAfterARefusalOfAnother();
    void aRefusalBesideServiceIsRepeatedWithoutBudget();
    void cancelInBackOffEndsAtOnce();
    void theDeadlineHoldsInBackOff();
    void whatMayHaveRunIsNotRepeated();
    void theBudgetLimitsRepeats();
    void anOpenBreakerRefusesAtOnce();
    void waitingCallsAreRefusedWhenTheBreakerOpens();
    void aDownProviderIsAskedSeldomAndServesSoonAfterItsReturn();
    void theIncidentEndsEachCallAtItsOneDeadline();
    void aHungStreamEndsAtItsStallLimit();
    void aLongPauseSurvivesWithTheLearnedLimit();
};

void TestCallRetry::aRefusedCallIsAskedAgainWithoutASlotMeanwhile()
{
    AskWorld world;
    world.next = script({failing(u"http_error"_s, 503, 3s)});
    Listener ear;
    world.submit(ear);
    QCOMPARE(world.leases(), 1);
    world.time.advance(20ms);
    QCOMPARE(world.leases(), 0);
    QVERIFY(ear.phases.constLast() == CallPhase::BackingOff);
    QCOMPARE(world.engine->snapshot().constFirst().attempts, 1);
    QCOMPARE(world.engine->snapshot().constFirst().leaseId, quint64{0});
    // The slot serves others while this one waits.
    Listener other;
    world.submit(other);
    world.time.advance(1s);
    QCOMPARE(other.verdict(), u"ok"_s);
    QCOMPARE(ear.finals, 0);
    world.time.advance(3s);
    QCOMPARE(ear.verdict(), u"ok"_s);
    QCOMPARE(ear.finals, 1);
    QVERIFY(world.provider().requests.back() - world.provider().requests.front() >= 3s);
    QCOMPARE(ear.notes.size(), 1);
    QCOMPARE(world.metrics.counters().retries, 1);
}

void TestCallRetry::itKeepsItsPlaceInLine()
{
    AskWorld world;
    world.next = script({failing(u"http_error"_s, 503)});
    Listener first;
    world.submit(first);
    Listener others[4];
    for (Listener &other : others)
        world.submit(other);
    for (int i = 0; i < 100 && first.finals == 0; ++i)
        world.time.advance(50ms);
    const auto served = std::ranges::count_if(others, [](const Listener &l) { return l.finals > 0; });
    QVERIFY(served < 4); // not behind those who came later
    QCOMPARE(first.verdict(), u"ok"_s);
}

void TestCallRetry::nothingIsSentAfterARefusalOfAnother()
{
    AskWorld world(8);
    world.next = [] {
        Behaviour behaviour;
        behaviour.rest = 5s;
        return behaviour;
    };
    Listener first;
    world.submit(first);
    world.time.advance(1s);
    // Granted, but not yet sent, when another request is refused.
    Listener second;
    world.engine->submit({world.session, 1, u"other"_s, u"ask"_s, {}}, second);
    int leasesThen = 0;
    const Timer between = world.time.after(0ns, [&] {
        leasesThen = world.leases();
        auto refused = world.guard->begin();
        world.guard->ended(*refused, failedWith(u"rate_limited"_s, 429));
    });
    world.time.advance(0ns);
    QCOMPARE(leasesThen, 2);
    world.time.advance(1s);
    QCOMPARE(world.provider().requests.size(), size_t{1});
    QCOMPARE(world.leases(), 1); // nor does it hold a slot
    QCOMPARE(world.engine->snapshot().size(), 2);
    // When the first has ended there is room for one.
    world.time.advance(4s);
    QCOMPARE(first.verdict(), u"ok"_s);
    QCOMPARE(world.provider().requests.size(), size_t{2});
    world.time.advance(6s);
    QCOMPARE(second.verdict(), u"ok"_s);
    QCOMPARE(second.finals, 1);
    QCOMPARE(world.metrics.counters().retries, 0); // it was no attempt
}

void TestCallRetry::aRefusalBesideServiceIsRepeatedWithoutBudget()
{
    AskWorld world(2);
    Behaviour slow;
    slow.rest = 10s;
    const Behaviour no = failing(u"rate_limited"_s, 429);
    world.next = script({slow, no, no});
    Listener first;
    world.submit(first);
    world.time.advance(1s); // it speaks
    Listener second;
    world.submit(second);
    world.time.advance(9s); // refused, and waiting for its turn
    QCOMPARE(world.guard->snapshot({}).budgetLeft, 1);
    world.time.advance(1min);
    QCOMPARE(first.verdict(), u"ok"_s);
    QCOMPARE(second.verdict(), u"ok"_s);
    QCOMPARE(world.guard->snapshot({}).refusals, 2);
}

void TestCallRetry::cancelInBackOffEndsAtOnce()
{
    AskWorld world;
    world.next = script({failing(u"http_error"_s, 503, 30s)});
    Listener ear;
    const CallId id = world.submit(ear);
    world.time.advance(1s);
    QVERIFY(ear.phases.constLast() == CallPhase::BackingOff);
    QVERIFY(world.engine->cancel(id, CancelCause::ByClient));
    world.time.advance(0ns);
    QCOMPARE(ear.verdict(), u"CANCELLED"_s);
    world.time.advance(1h);
    QCOMPARE(ear.finals, 1);
    QCOMPARE(world.provider().requests.size(), size_t{1});
}

void TestCallRetry::theDeadlineHoldsInBackOff()
{
    AskWorld world;
    world.ask->plan_.limits.total = 60s;
    Behaviour hang;
    hang.hangs = true;
    world.next = script({failing(u"http_error"_s, 503, 150s), hang});
    Listener ear;
    world.submit(ear);
    QCOMPARE(ear.limit, std::optional<Duration>(180s)); // told to the client: queue and total
    world.time.advance(180s - 1ms);
    QCOMPARE(world.provider().requests.size(), size_t{2});
    QCOMPARE(ear.finals, 0);
    world.time.advance(1ms);
    QCOMPARE(ear.finals, 1);
    QCOMPARE(ear.times.total, Duration(180s));
    QCOMPARE(ear.verdict(), u"TIMEOUT"_s);
    // A back-off that would end too late is not begun.
    world.next = script({failing(u"http_error"_s, 503, 180s)});
    Listener late;
    world.submit(late);
    world.time.advance(1s);
    QCOMPARE(late.verdict(), u"PROVIDER_ERROR"_s);
}

void TestCallRetry::whatMayHaveRunIsNotRepeated()
{
    AskWorld world;
    world.next = script({failing(u"connection_lost"_s, 0)});
    Listener ear;
    world.submit(ear);
    world.time.advance(1min);
    QCOMPARE(ear.verdict(), u"PROVIDER_ERROR"_s);
    QCOMPARE(world.provider().requests.size(), size_t{1});
}

void TestCallRetry::theBudgetLimitsRepeats()
{
    ResilienceSettings settings;
    settings.breakerFailures = 0;
    AskWorld world(8, settings);
    world.next = [] { return failing(u"http_error"_s, 503); };
    std::vector<std::unique_ptr<Listener>> ears;
    for (int i = 0; i < 50; ++i) {
        ears.push_back(std::make_unique<Listener>());
        world.submit(*ears.back());
        world.time.advance(100ms);
    }
    world.time.advance(1min);
    QVERIFY(std::ranges::all_of(ears, [](const auto &e) { return e->finals == 1; }));
    QVERIFY(world.provider().requests.size() <= 60);
    QVERIFY2(world.provider().requests.size() >= 53, // and the share is used
             qPrintable(QString::number(world.provider().requests.size())));
}

void TestCallRetry::anOpenBreakerRefusesAtOnce()
{
    AskWorld world(8);
    world.next = [] { return failing(u"connect_failed"_s, 0); };
    Listener ears[6];
    for (Listener &ear : ears)
        world.submit(ear);
    world.time.advance(1s);
    const size_t asked = world.provider().requests.size();
    Listener late;
    world.submit(late);
    world.time.advance(0ns);
    QCOMPARE(late.verdict(), u"PROVIDER_UNAVAILABLE"_s);
    const auto &refused = std::get<Refused>(*late.outcome);
    QVERIFY(refused.retryAfter && *refused.retryAfter > 10s && *refused.retryAfter <= 15s);
    QCOMPARE(world.provider().requests.size(), asked);
    QCOMPARE(world.leases(), 0);
}

void TestCallRetry::waitingCallsAreRefusedWhenTheBreakerOpens()
{
    AskWorld world(1);
    world.next = [] { return failing(u"connect_failed"_s, 0); };
    Listener ears[40];
    for (Listener &ear : ears)
        world.submit(ear);
    world.time.advance(5s);
    QVERIFY(std::ranges::all_of(ears, [](const Listener &e) { return e.finals == 1; }));
    QVERIFY(world.provider().requests.size() <= 5);
    QCOMPARE(world.admission->controller().violation().value_or(QString()), QString());
}

void TestCallRetry::aDownProviderIsAskedSeldomAndServesSoonAfterItsReturn()
{
    for (const double perMinute : {6.0, 60.0, 600.0}) {
        AskWorld world(8);
        const TimePoint start = world.time.now();
        const TimePoint back = start + 10min;
        world.next = [&] { return world.time.now() < back ? failing(u"connect_failed"_s, 0) : Behaviour{}; };
        std::mt19937_64 random(5);
        std::exponential_distribution<double> gap(perMinute / 60);
        std::vector<TimePoint> arrivals;
        std::vector<std::unique_ptr<Listener>> ears;
        while (world.time.now() < back + 1min) {
            world.time.advance(
                std::chrono::duration_cast<Duration>(std::chrono::duration<double>(gap(random))));
            arrivals.push_back(world.time.now());
            ears.push_back(std::make_unique<Listener>());
            world.submit(*ears.back());
        }
        world.time.advance(10min);
        double worst = 0;
        const auto within = [](const std::vector<TimePoint> &times, TimePoint end) {
            return static_cast<double>(
                std::ranges::count_if(times, [end](TimePoint t) { return t > end - 60s && t <= end; }));
        };
        for (size_t i = 0; i < arrivals.size() && arrivals[i] < back; i += 1 + arrivals.size() / 500) {
            if (const double in = within(arrivals, arrivals[i]); in >= 5)
                worst = std::max(worst, within(world.provider().requests, arrivals[i]) / in);
        }
        qInfo("%.0f calls a minute: at most %.2f requests a call in any minute of the outage", perMinute,
              worst);
        QVERIFY(worst <= 1.2);
        // From the breaker's interval and a second on, every call is served.
        for (size_t i = 0; i < arrivals.size(); ++i) {
            QCOMPARE(ears[i]->finals, 1);
            if (arrivals[i] >= back + 16s && perMinute >= 60)
                QCOMPARE(ears[i]->verdict(), u"ok"_s);
        }
    }
}

void TestCallRetry::theIncidentEndsEachCallAtItsOneDeadline()
{
    // The incident: requests that never answer, clients that ask again after 180 s, and a library that
    // repeated each three times in silence, holding its slot all along. Here: one request a call, one
    // deadline.
    AskWorld world(2);
    world.next = [] {
        Behaviour behaviour;
        behaviour.hangs = true;
        return behaviour;
    };
    world.ask->plan_.limits.firstToken = {}; // only the total clock, as then
    world.ask->plan_.limits.total = 180s;
    const TimePoint start = world.time.now();
    std::vector<std::unique_ptr<Listener>> ears;
    for (int minute = 0; minute < 21; minute += 3) {
        for (int i = 0; i < 2; ++i) {
            ears.push_back(std::make_unique<Listener>());
            world.submit(*ears.back());
        }
        world.time.advance(180s);
        QCOMPARE(world.leases(), 0); // not held a moment past the limit
        QCOMPARE(world.provider().inFlight, 0);
    }
    QCOMPARE(world.time.now() - start, Duration(21min));
    for (const auto &ear : ears) {
        QCOMPARE(ear->finals, 1);
        const auto *timedOut = std::get_if<TimedOut>(&*ear->outcome);
        QVERIFY(timedOut && timedOut->clock == CallClock::Total);
        QCOMPARE(ear->times.total, Duration(180s));
    }
    QCOMPARE(world.provider().requests.size(), ears.size()); // none was repeated
}

void TestCallRetry::aHungStreamEndsAtItsStallLimit()
{
    AskWorld world;
    world.next = [] {
        Behaviour behaviour;
        behaviour.rest = 10h;
        return behaviour;
    };
    Listener ear;
    world.submit(ear);
    world.time.advance(100ms + 120s);
    world.time.advance(1ms);
    QCOMPARE(ear.finals, 1);
    const auto *timedOut = std::get_if<TimedOut>(&*ear.outcome);
    QVERIFY(timedOut && timedOut->clock == CallClock::Stall);
    QVERIFY(ear.times.ran <= 100ms + 120s + 50ms);
    QCOMPARE(world.leases(), 0);
}

void TestCallRetry::aLongPauseSurvivesWithTheLearnedLimit()
{
    AskWorld world;
    world.ask->plan_.limits.total = 500s;
    Duration pause = 45s;
    world.next = [&] {
        Behaviour behaviour;
        behaviour.rest = pause;
        return behaviour;
    };
    Listener first;
    world.submit(first);
    world.time.advance(50s);
    QCOMPARE(first.verdict(), u"ok"_s); // with the defaults
    world.guard->streamEnded(QString(), 100s);
    pause = 379s;
    Listener second;
    world.submit(second);
    world.time.advance(380s);
    QCOMPARE(second.verdict(), u"ok"_s);
    const ProviderSnapshot snapshot = world.guard->snapshot({});
    QCOMPARE(snapshot.models.constFirst().stallLimitMs, qint64{400'000});
    QCOMPARE(snapshot.models.constFirst().longestPauseMs, qint64{100'000});
}

QTEST_GUILESS_MAIN(TestCallRetry)
#include "tst_callretry.moc"
