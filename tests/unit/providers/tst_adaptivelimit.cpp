// Against a provider with a hidden limit, in simulated time.

#include "core/providers/adaptivelimit.h"
#include "core/providers/ratelimits.h"

#include <QHash>
#include <QTest>
#include <algorithm>
#include <random>
#include <vector>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

// Calls always wait; each is answered after 1 to 3 s, its first token comes after 200 ms, a refusal after 5.
class Provider
{
public:
    Provider(int configured, quint64 seed)
        : limit(configured)
        , m_random(seed)
    {}

    // Runs until this many more calls have been answered.
    void answer(int calls)
    {
        const int until = answered + calls;
        fill();
        while (answered < until) {
            const auto next = std::ranges::min_element(m_events, {}, &Event::at);
            const Event event = *next;
            m_events.erase(next);
            busy += toSeconds(event.at - now) * std::min(accepted, hidden);
            total += toSeconds(event.at - now) * hidden;
            now = event.at;
            handle(event);
            fill();
        }
    }
    void forgetUse() { busy = total = 0; }

    AdaptiveLimit limit;
    int hidden = 0;
    int refusals = 0;
    int sentBefore = 0; // of these: on their way when the last refusal came
    int answered = 0;
    int accepted = 0;
    double busy = 0;
    double total = 0;
    TimePoint now{1'000s};

private:
    enum class What { FirstToken, End, Refusal, Wake };
    struct Event
    {
        TimePoint at{};
        What what = What::Wake;
        AdaptiveLimit::Serial serial = 0;
    };

    void fill()
    {
        limit.settle(now);
        while (limit.inFlight() < limit.ceiling(now)) {
            const AdaptiveLimit::Serial serial = limit.started(now);
            m_lastSent = serial;
            if (accepted >= hidden) {
                m_events.push_back({now + 5ms, What::Refusal, serial});
            } else {
                ++accepted;
                m_events.push_back({now + 200ms, What::FirstToken, serial});
                std::uniform_int_distribution<int> service(1'000, 3'000);
                m_events.push_back({now + std::chrono::milliseconds(service(m_random)), What::End, serial});
            }
        }
        if (const auto next = limit.nextChange(now); next && *next > now)
            m_events.push_back({*next, What::Wake, 0});
    }
    void handle(const Event &event)
    {
        switch (event.what) {
        case What::FirstToken:
            limit.accepted(event.serial);
            break;
        case What::End:
            --accepted;
            ++answered;
            limit.ended(event.serial);
            break;
        case What::Refusal:
            ++refusals;
            if (event.serial <= m_sentAtRefusal)
                ++sentBefore;
            m_sentAtRefusal = m_lastSent;
            limit.refused(now, event.serial, {});
            break;
        case What::Wake:
            break;
        }
    }

    std::vector<Event> m_events;
    std::mt19937_64 m_random;
    AdaptiveLimit::Serial m_lastSent = 0;
    AdaptiveLimit::Serial m_sentAtRefusal = 0;
};

} // namespace

class TestAdaptiveLimit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsAHiddenLimit();
    void aSmallStepDownIsNoFreeFall();
    void oneRequestIsOnTrialBelowTheConfigured();
    void triesStayFew();
    void neverAboveTheConfigured();
    void aLonelyRefusalHolds();
    void canBeSwitchedOff();
    void headersAreRead();
    void resetTimes_data();
    void resetTimes();
};

void TestAdaptiveLimit::followsAHiddenLimit()
{
    constexpr int Runs = 500;
    int refusalsDown = 0;
    int unforeseen = 0; // runs with two requests on their way at the first refusal
    double worstUse = 1;
    for (quint64 seed = 1; seed <= Runs; ++seed) {
        Provider provider(8, seed);
        provider.hidden = 8;
        provider.answer(20);
        QCOMPARE(provider.limit.effective(provider.now), 8);
        QCOMPARE(provider.refusals, 0);
        int level = 8;
        for (const int down : {2, 1}) {
            provider.hidden = down;
            const int before = provider.refusals;
            const int sentBefore = provider.sentBefore;
            // All that runs comes to its end, and the new level is found and used.
            provider.answer(level - down + 4);
            QCOMPARE(provider.limit.effective(provider.now), down);
            const int refusals = provider.refusals - before;
            const int onTheirWay = provider.sentBefore - sentBefore;
            refusalsDown += refusals;
            unforeseen += onTheirWay > 0 ? 1 : 0;
            // Strictly two, but for what can't be taken back.
            QVERIFY2(refusals - onTheirWay <= 2,
                     qPrintable(u"seed %1: %2 refusals"_s.arg(seed).arg(refusals)));
            level = down;
            provider.answer(10);
        }
        provider.hidden = 5;
        provider.answer(10);
        provider.forgetUse();
        provider.answer(40);
        worstUse = std::min(worstUse, provider.busy / provider.total);
    }
    qInfo("%d runs: %.2f refusals to a step down, %d steps with more on their way; worst use after a step up "
          "%.1f %%",
          Runs, refusalsDown / (2.0 * Runs), unforeseen, 100 * worstUse);
    QVERIFY(refusalsDown <= 2 * 2 * Runs);
    QVERIFY(unforeseen <= 2 * Runs / 20);
    QVERIFY(worstUse >= 0.95);
}

void TestAdaptiveLimit::aSmallStepDownIsNoFreeFall()
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        Provider provider(8, seed);
        provider.hidden = 8;
        provider.answer(20);
        provider.hidden = 7;
        const int before = provider.refusals;
        provider.answer(20);
        QCOMPARE(provider.limit.effective(provider.now), 7);
        QVERIFY(provider.refusals - before <= 2);
    }
}

void TestAdaptiveLimit::oneRequestIsOnTrialBelowTheConfigured()
{
    AdaptiveLimit limit(8);
    TimePoint now{1'000s};
    std::vector<AdaptiveLimit::Serial> sent;
    for (int i = 0; i < 4; ++i)
        sent.push_back(limit.started(now));
    QCOMPARE(limit.ceiling(now), 8);
    now += 10ms;
    limit.refused(now, sent[3], {});
    QCOMPARE(limit.inFlight(), 3);
    QCOMPARE(limit.ceiling(now), 2); // nothing new until one is left
    limit.ended(sent[0]);
    QCOMPARE(limit.ceiling(now), 2);
    limit.ended(sent[1]);
    limit.accepted(sent[2]);
    QCOMPARE(limit.ceiling(now), 2);
    const auto next = limit.started(now);
    QCOMPARE(limit.ceiling(now), 2);
    // Not refused for three times the time that the refusal took, at least 100 ms: taken.
    QCOMPARE(limit.nextChange(now), std::optional(now + 100ms));
    now += 100ms;
    limit.settle(now);
    QCOMPARE(limit.ceiling(now), 3);
    limit.accepted(next); // late news change nothing
    QCOMPARE(limit.ceiling(now), 3);
    const auto third = limit.started(now);
    QCOMPARE(limit.ceiling(now), 3);
    limit.accepted(third);
    // Three were in flight when the fourth was refused: found.
    QCOMPARE(limit.effective(now), 3);
    QCOMPARE(limit.ceiling(now), 3);
}

void TestAdaptiveLimit::triesStayFew()
{
    Provider provider(8, 3);
    provider.hidden = 3;
    provider.answer(100);
    const int before = provider.refusals;
    provider.answer(600);
    // One try in TryAfter calls taken at the limit.
    QVERIFY2(provider.refusals - before <= 600 / AdaptiveLimit::TryAfter,
             qPrintable(QString::number(provider.refusals - before)));
    QVERIFY(provider.limit.effective(provider.now) >= 3);
}

void TestAdaptiveLimit::neverAboveTheConfigured()
{
    Provider provider(4, 1);
    provider.hidden = 100;
    provider.answer(200);
    QCOMPARE(provider.limit.effective(provider.now), 4);
    provider.limit.setConfigured(2);
    QCOMPARE(provider.limit.effective(provider.now), 2);
    provider.limit.setConfigured(6);
    QCOMPARE(provider.limit.effective(provider.now), 6);
}

void TestAdaptiveLimit::aLonelyRefusalHolds()
{
    AdaptiveLimit limit(1);
    const TimePoint now{1'000s};
    limit.refused(now, limit.started(now), 7s);
    QCOMPARE(limit.effective(now), 0);
    QCOMPARE(limit.effective(now + 7s), 1);
    limit.refused(now + 7s, limit.started(now + 7s), {});
    QVERIFY(limit.heldUntil(now + 7s));
    limit.refused(now + 60s, limit.started(now + 60s), 3600s);
    QCOMPARE(limit.effective(now + 120s), 1); // a minute at most
    limit.holdUntil(now + 200s);
    QCOMPARE(limit.effective(now + 199s), 0);
}

void TestAdaptiveLimit::canBeSwitchedOff()
{
    AdaptiveLimit limit(4, false);
    limit.refused(TimePoint(1'000s), limit.started(TimePoint(999s)), 7s);
    limit.told(1);
    QCOMPARE(limit.effective(TimePoint(1'000s)), 4);
    QCOMPARE(limit.inFlight(), 0);
}

void TestAdaptiveLimit::headersAreRead()
{
    const QHash<QByteArray, QByteArray> sent{{"x-ratelimit-limit-requests", "60"},
                                             {"x-ratelimit-remaining-requests", "0"},
                                             {"x-ratelimit-reset-requests", "1m30s"},
                                             {"x-ratelimit-remaining-tokens", "149984"},
                                             {"x-ratelimit-limit-concurrency", "3"}};
    const RateLimits limits = rateLimitsFrom([&](const QByteArray &name) { return sent.value(name); });
    QCOMPARE(limits.requests.limit, std::optional<qint64>(60));
    QVERIFY(limits.requests.isUsedUp() && !limits.tokens.isUsedUp());
    QCOMPARE(limits.wait(), std::optional<Duration>(90s));
    QCOMPARE(limits.concurrency.limit, std::optional<qint64>(3));
    QVERIFY(rateLimitsFrom([](const QByteArray &) { return QByteArray(); }).isEmpty());
    const QHash<QByteArray, QByteArray> draft{{"ratelimit-limit", "100, 100;w=60"},
                                              {"ratelimit-remaining", "12"}};
    QCOMPARE(rateLimitsFrom([&](const QByteArray &name) { return draft.value(name); }).requests.limit,
             std::optional<qint64>(100));

    AdaptiveLimit limit(8);
    limit.told(3);
    QCOMPARE(limit.effective({}), 3);
}

void TestAdaptiveLimit::resetTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ms"); // -1: nothing
    QTest::newRow("seconds") << QByteArray("1s") << qint64{1'000};
    QTest::newRow("minutes") << QByteArray("6m0s") << qint64{360'000};
    QTest::newRow("fractions") << QByteArray("1h2m3.5s") << qint64{3'723'500};
    QTest::newRow("milliseconds") << QByteArray("250ms") << qint64{250};
    QTest::newRow("a number") << QByteArray("12") << qint64{12'000};
    QTest::newRow("too long") << QByteArray("1999999999") << qint64{86'400'000};
    QTest::newRow("empty") << QByteArray("") << qint64{-1};
    QTest::newRow("words") << QByteArray("soon") << qint64{-1};
    QTest::newRow("a dot") << QByteArray(".") << qint64{-1};
    QTest::newRow("unknown unit") << QByteArray("3d") << qint64{-1};
    QTest::newRow("negative") << QByteArray("-3") << qint64{-1};
}

void TestAdaptiveLimit::resetTimes()
{
    QFETCH(const QByteArray, text);
    const auto parsed = parseResetTime(text);
    QTEST(parsed ? qint64{std::chrono::floor<std::chrono::milliseconds>(*parsed).count()} : qint64{-1}, "ms");
}

QTEST_GUILESS_MAIN(TestAdaptiveLimit)
#include "tst_adaptivelimit.moc"
