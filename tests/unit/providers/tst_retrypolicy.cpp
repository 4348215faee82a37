// What is asked again, when, and how often at most.

#include "core/providers/providercodes.h"
#include "core/providers/retrybudget.h"
#include "core/providers/retrypolicy.h"

#include <QJsonDocument>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <random>
#include <vector>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr TimePoint Start{std::chrono::seconds(1'000)};

Outcome failure(const QString &code, int status, const QString &providerCode = {},
                std::optional<Duration> retryAfter = {})
{
    return ProviderFailed{u"kimi"_s, u"k2"_s, {code, u"no"_s, {}}, status, retryAfter, false, providerCode};
}

RetryPolicy::Attempt firstAttempt()
{
    return {1, false, Start, Deadline(Start + 360s)};
}

} // namespace

class TestRetryPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatIsSafeIsAskedAgain_data();
    void onlyWhatIsSafeIsAskedAgain();
    void theTellingCodeIsFound_data();
    void theTellingCodeIsFound();
    void retryAfterIsObeyed();
    void nothingIsBegunThatCantEndInTime();
    void backOffGrowsAndIsJittered();
    void theSameSeedWaitsTheSame();
    void attemptsAreCounted();
    void nothingAfterAToldToken();
    void theBudgetFillsByCallsAndAnswers();
    void aRefusalBesideServicePaysForItsRepeat();
    void anyStretchOfAnOutageStaysWithinTheShare();
};

void TestRetryPolicy::onlyWhatIsSafeIsAskedAgain_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("again");
    QTest::newRow("not reached") << failure(u"connect_failed"_s, 0) << true;
    QTest::newRow("not reached in time") << Outcome(TimedOut{CallClock::Connect, 10s, {}, {}}) << true;
    QTest::newRow("408") << failure(u"http_error"_s, 408) << true;
    QTest::newRow("429, seconds") << failure(u"rate_limited"_s, 429, {}, 2s) << true;
    QTest::newRow("429, bare") << failure(u"rate_limited"_s, 429) << true;
    QTest::newRow("500") << failure(u"http_error"_s, 500) << true;
    QTest::newRow("503") << failure(u"http_error"_s, 503) << true;
    QTest::newRow("GLM 1302 in a stream") << failure(u"provider_error"_s, 200, u"1302"_s) << true;
    QTest::newRow("GLM 1305") << failure(u"rate_limited"_s, 429, u"1305"_s) << true;
    QTest::newRow("Kimi overloaded") << failure(u"http_error"_s, 400, u"engine_overloaded_error"_s) << true;
    QTest::newRow("GLM no balance") << failure(u"rate_limited"_s, 429, u"1113"_s) << false;
    QTest::newRow("Kimi quota") << failure(u"rate_limited"_s, 429, u"exceeded_current_quota_error"_s, 2s)
                                << false;
    QTest::newRow("400") << failure(u"http_error"_s, 400) << false;
    QTest::newRow("wrong key") << failure(u"auth_rejected"_s, 401) << false;
    QTest::newRow("redirected") << failure(u"redirected"_s, 307) << false;
    QTest::newRow("bad certificate") << failure(u"tls_failed"_s, 0) << false;
    QTest::newRow("lost, may have run") << failure(u"connection_lost"_s, 0) << false;
    QTest::newRow("truncated") << failure(u"truncated"_s, 200) << false;
    QTest::newRow("truncated gateway answer") << failure(u"truncated"_s, 502) << false;
    QTest::newRow("filtered") << failure(u"content_filtered"_s, 200) << false;
    QTest::newRow("no first token") << Outcome(TimedOut{CallClock::FirstToken, 120s, {}, {}}) << false;
    QTest::newRow("stalled") << Outcome(TimedOut{CallClock::Stall, 120s, {}, {}}) << false;
    QTest::newRow("total") << Outcome(TimedOut{CallClock::Total, 240s, {}, {}}) << false;
    QTest::newRow("breaker") << failure(u"circuit_open"_s, 0) << false;
    QTest::newRow("answer") << Outcome(Answer{}) << false;
    QTest::newRow("cancelled") << Outcome(Cancelled{}) << false;
}

void TestRetryPolicy::onlyWhatIsSafeIsAskedAgain()
{
    QFETCH(const Outcome, outcome);
    QFETCH(const bool, again);
    RetryPolicy policy({}, 1);
    QCOMPARE(policy.waitBefore(outcome, firstAttempt()).has_value(), again);
}

void TestRetryPolicy::theTellingCodeIsFound_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("GLM") << QByteArray(R"({"error":{"code":"1302","message":"too many"}})") << u"1302"_s;
    QTest::newRow("a number") << QByteArray(R"({"error":{"code":1305,"message":"busy"}})") << u"1305"_s;
    QTest::newRow("Kimi") << QByteArray(R"({"error":{"type":"engine_overloaded_error","message":"x"}})")
                          << u"engine_overloaded_error"_s;
    QTest::newRow("status as code") << QByteArray(
                                           R"({"error":{"code":429,"type":"rate_limit_reached_error"}})")
                                    << u"rate_limit_reached_error"_s;
    QTest::newRow("at the top") << QByteArray(R"({"code":1302,"msg":"x"})") << u"1302"_s;
    QTest::newRow("none") << QByteArray(R"({"error":"no"})") << QString();
    QTest::newRow("not an object") << QByteArray("<html>") << QString();
}

void TestRetryPolicy::theTellingCodeIsFound()
{
    QFETCH(const QByteArray, body);
    QTEST(providerCodeIn(QJsonDocument::fromJson(body).object()), "code");
}

void TestRetryPolicy::retryAfterIsObeyed()
{
    RetryPolicy policy({}, 1);
    for (int i = 0; i < 100; ++i) {
        const auto wait = policy.waitBefore(failure(u"rate_limited"_s, 429, {}, 7s), firstAttempt());
        QVERIFY(wait && *wait >= 7s && *wait <= 7'100ms);
    }
}

void TestRetryPolicy::nothingIsBegunThatCantEndInTime()
{
    RetryPolicy policy({}, 1);
    RetryPolicy::Attempt attempt = firstAttempt();
    attempt.deadline = Deadline(Start + 7s);
    QVERIFY(!policy.waitBefore(failure(u"rate_limited"_s, 429, {}, 7s), attempt));
    QVERIFY(policy.waitBefore(failure(u"rate_limited"_s, 429, {}, 6s), attempt));
    attempt.deadline = Deadline(Start);
    QVERIFY(!policy.waitBefore(failure(u"http_error"_s, 503), attempt));
}

void TestRetryPolicy::backOffGrowsAndIsJittered()
{
    ResilienceSettings settings;
    settings.attempts = 20;
    settings.longestBackoff = 4s;
    RetryPolicy policy(settings, 1);
    const Duration most[] = {500ms, 1s, 2s, 4s, 4s};
    for (int retry = 1; retry <= 5; ++retry) {
        Duration least = 1h;
        Duration longest{};
        for (int i = 0; i < 200; ++i) {
            RetryPolicy::Attempt attempt = firstAttempt();
            attempt.made = retry;
            const Duration wait = *policy.waitBefore(failure(u"http_error"_s, 503), attempt);
            least = std::min(least, wait);
            longest = std::max(longest, wait);
        }
        const Duration top = most[retry - 1];
        QVERIFY(least >= top / 2 && longest <= top);
        QVERIFY(longest - least > top / 3);
    }
}

void TestRetryPolicy::theSameSeedWaitsTheSame()
{
    RetryPolicy one({}, 42);
    RetryPolicy two({}, 42);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(one.waitBefore(failure(u"http_error"_s, 503), firstAttempt()),
                 two.waitBefore(failure(u"http_error"_s, 503), firstAttempt()));
}

void TestRetryPolicy::attemptsAreCounted()
{
    RetryPolicy policy({}, 1);
    RetryPolicy::Attempt attempt = firstAttempt();
    attempt.made = 2;
    QVERIFY(policy.waitBefore(failure(u"http_error"_s, 503), attempt));
    attempt.made = 3;
    QVERIFY(!policy.waitBefore(failure(u"http_error"_s, 503), attempt));
}

void TestRetryPolicy::nothingAfterAToldToken()
{
    RetryPolicy policy({}, 1);
    RetryPolicy::Attempt attempt = firstAttempt();
    attempt.toldSomething = true;
    QVERIFY(!policy.waitBefore(failure(u"provider_error"_s, 200, u"1302"_s), attempt));
}

void TestRetryPolicy::theBudgetFillsByCallsAndAnswers()
{
    using Grant = RetryBudget::Grant;
    RetryBudget budget(0.2);
    QCOMPARE(budget.left(), 1); // a lone failure of a quiet daemon is worth a second try
    QVERIFY(budget.tryReserve(false) == Grant::Reserved);
    QVERIFY(budget.tryReserve(false) == Grant::Denied); // one at a time
    budget.dropped();
    QVERIFY(budget.tryReserve(false) == Grant::Reserved);
    budget.sent();
    QCOMPARE(budget.spent(), 1);
    QCOMPARE(budget.denied(), 1);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(budget.left(), 0);
        budget.callArrived();
    }
    QVERIFY(budget.tryReserve(false) == Grant::Reserved);
    budget.sent();
    budget.providerAnswered();
    QVERIFY(budget.tryReserve(false) == Grant::Reserved);
    QVERIFY(RetryBudget(0).tryReserve(false) == Grant::Denied);
}

void TestRetryPolicy::aRefusalBesideServicePaysForItsRepeat()
{
    using Grant = RetryBudget::Grant;
    RetryBudget budget(0.2);
    QVERIFY(budget.tryReserve(false) == Grant::Reserved);
    budget.sent();
    budget.refusedWhileServing();
    QVERIFY(budget.tryReserve(false) == Grant::Denied); // not for failures
    QVERIFY(budget.tryReserve(true) == Grant::Paid);
    QVERIFY(budget.tryReserve(true) == Grant::Denied);
}

void TestRetryPolicy::anyStretchOfAnOutageStaysWithinTheShare()
{
    // Every request fails and wants to be repeated, up to twice, after a back-off of 10 ms to 30 s. Calls
    // come in bursts, evenly, and not at all, at random.
    constexpr double Share = 0.2;
    int windows = 0;
    double worst = 0;
    for (quint64 seed = 1; seed <= 200; ++seed) {
        std::mt19937_64 random(seed);
        const auto uniform = [&](double from, double to) {
            return std::uniform_real_distribution<double>(from, to)(random);
        };
        struct Due
        {
            double at;
            int made;      // requests so far; 0: the call arrives
            bool reserved; // a repeat is due
            bool operator>(const Due &other) const { return at > other.at; }
        };
        std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
        for (double now = 0; now < 600;) {
            const double rate = std::pow(10, uniform(-1.5, 1)); // calls a second
            const double until = now + uniform(1, 90);
            if (uniform(0, 1) < 0.2) { // a pause
                now = until;
                continue;
            }
            if (uniform(0, 1) < 0.2) { // all at once
                for (int i = 0; i < 20; ++i)
                    due.push({now, 0, false});
            }
            while ((now += std::exponential_distribution<double>(rate)(random)) < until)
                due.push({now, 0, false});
        }
        RetryBudget budget(Share);
        std::vector<double> calls;
        std::vector<double> repeats;
        while (!due.empty()) {
            const Due next = due.top();
            due.pop();
            if (next.made == 0) {
                budget.callArrived();
                calls.push_back(next.at);
            } else {
                budget.sent();
                repeats.push_back(next.at);
            }
            if (next.made < 2 && budget.tryReserve(false) == RetryBudget::Grant::Reserved)
                due.push({next.at + std::pow(10, uniform(-2, 1.5)), next.made + 1, true});
        }
        // All windows that end with a repeat and begin with one: no other is worse.
        for (size_t last = 0; last < repeats.size(); ++last) {
            for (size_t first = 0; first <= last; ++first) {
                if (repeats[last] - repeats[first] > 60)
                    continue;
                ++windows;
                const auto n = static_cast<double>(std::ranges::upper_bound(calls, repeats[last]) -
                                                   std::ranges::upper_bound(calls, repeats[first]));
                const auto sent = static_cast<double>(last - first + 1);
                QVERIFY2(sent <= 1 + n * Share / 2 + 1e-6, qPrintable(u"seed %1"_s.arg(seed)));
                if (n >= 1 / Share)
                    worst = std::max(worst, (n + sent) / n);
                else
                    QVERIFY(sent <= 1);
            }
        }
    }
    qInfo("%d windows; at most %.3f requests a call in any with five calls or more", windows, worst);
    QVERIFY(windows > 1'000);
    QVERIFY(worst <= 1 + Share + 1e-9);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
