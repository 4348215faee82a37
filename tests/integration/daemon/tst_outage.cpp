// Providers that go down, refuse and move their limits, over real sockets: how often they are asked, that no
// slot is held meanwhile, and how soon all is well again. Times are scaled so that the test takes seconds.

#include "core/calls/admissiondriver.h"
#include "core/tools/filesrun.h"
#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>
#include <algorithm>
#include <memory>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Kimi = u"kimi-k2-turbo-preview"_s;

ProviderSnapshot providerOf(DaemonThread &daemon, const QString &id)
{
    ProviderSnapshot found;
    daemon.run([&](Daemon &d) {
        const Snapshot snapshot = d.snapshot();
        for (const ProviderSnapshot &provider : snapshot.providers) {
            if (provider.id == id)
                found = provider;
        }
    });
    return found;
}

QList<CallSnapshot> callsOf(DaemonThread &daemon)
{
    QList<CallSnapshot> calls;
    daemon.run([&](Daemon &d) { calls = d.snapshot().calls; });
    return calls;
}

// Keeps so many calls under way, for ever, until the client's onFinished is taken away. All take the same
// time and begin one after the other, so that no two end at once.
void keepBusy(ExaiClient &client, int calls)
{
    constexpr int TokenMs = 45; // 380 ms a call
    const auto ask = [&client] { client.chat(u"[mock delay=20 gap=%1 tokens=8]"_s.arg(TokenMs), Kimi); };
    client.onFinished = [ask](const ClientCall &) { ask(); };
    for (int i = 0; i < calls; ++i) {
        ask();
        QTest::qWait(TokenMs);
    }
}

// The worst share of requests to calls in any stretch of time of a minute at most that has five calls or
// more, as the provider saw them; and that fewer calls had one repeat at most.
struct AnyStretch
{
    double worstShare = 0;
    int mostRepeatsOfFew = 0;
};

AnyStretch overAnyStretch(const QList<MockRequest> &requests, const QHash<QString, ClientCall> &calls)
{
    constexpr double Minute = 60e9;
    constexpr double Way = 100e6; // from the client's call to the provider's sight, generously
    QList<double> arrivals;
    for (const ClientCall &call : calls)
        arrivals << static_cast<double>(call.sentNs);
    std::ranges::sort(arrivals);
    QList<double> repeats;
    QSet<QString> seen;
    for (const MockRequest &request : requests) {
        const QString call = request.id.section(u'-', 0, 1);
        if (seen.contains(call))
            repeats << static_cast<double>(request.seenAtNs);
        seen.insert(call);
    }
    AnyStretch found;
    for (qsizetype first = 0; first < repeats.size(); ++first) {
        for (qsizetype last = first; last < repeats.size(); ++last) {
            if (repeats[last] - repeats[first] > Minute)
                break;
            const auto from = std::ranges::lower_bound(arrivals, repeats[first] - Way);
            const auto to = std::ranges::upper_bound(arrivals, repeats[last]);
            const auto count = static_cast<double>(to - from);
            const auto again = static_cast<int>(last - first + 1);
            if (count >= 5)
                found.worstShare = std::max(found.worstShare, (count + again) / count);
            else
                found.mostRepeatsOfFew = std::max(found.mostRepeatsOfFew, again);
        }
    }
    return found;
}

} // namespace

class TestOutage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDownProviderIsLeftAloneAndServesSoonAfterItsReturn();
    void theBudgetAloneBoundsTheRequestsToADownProvider();
    void noSlotIsHeldInBackOffAndTheDeadlineHolds();
    void theFallbackModelAnswers();
    void aMovingHiddenLimitIsFollowed();
    void overloadCodesAreRepeatedAndQuotaIsNot();
    void everyProviderToolIsRepeated_data();
    void everyProviderToolIsRepeated();
    void everyProviderToolHeedsTheBreaker();
};

void TestOutage::aDownProviderIsLeftAloneAndServesSoonAfterItsReturn()
{
    constexpr qint64 IntervalMs = 1'000;
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.resilience.breakerInterval = std::chrono::milliseconds(IntervalMs);
    settings.resilience.backoff = 50ms;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());

    // Down: 503 to everything. A call every 20 ms for 3 s.
    mock.setHandler([](const MockRequest &, MockReply &reply) { reply.status = 503; });
    int arrivals = 0;
    const qint64 start = steadyNs();
    while (steadyNs() - start < 3'000'000'000) {
        client.chat(u"[mock tokens=1]"_s, Kimi);
        ++arrivals;
        QTest::qWait(20);
    }
    QTRY_COMPARE_WITH_TIMEOUT(client.unanswered(), 0, 20'000);
    const int requests = mock.stats().counts().requests;
    qInfo("down: %d calls, %d requests", arrivals, requests);
    QVERIFY(requests <= 1.2 * arrivals);
    const AnyStretch any = overAnyStretch(mock.stats().requests(), client.calls());
    QVERIFY(any.worstShare <= 1.2);
    QVERIFY(any.mostRepeatsOfFew <= 1);
    int unavailable = 0;
    for (const ClientCall &call : client.calls()) {
        QCOMPARE(call.finals, 1);
        if (call.code() != "PROVIDER_UNAVAILABLE"_L1)
            continue;
        ++unavailable;
        QVERIFY(call.reply[u"error"][u"retry_after"].toDouble() > 0);
    }
    QVERIFY(unavailable > arrivals / 2);
    QCOMPARE(daemon.admission().violation, QString());
    QVERIFY(daemon.admission().allFree);
    const ProviderSnapshot down = providerOf(daemon, u"kimi"_s);
    QVERIFY2(down.breaker == "open"_L1 || down.breaker == "half_open"_L1, qPrintable(down.breaker));
    QVERIFY(down.breakerOpened >= 1 && down.failures >= 5);

    // Back: served within the interval and a second.
    mock.setHandler({});
    const qint64 back = steadyNs();
    qint64 served = 0;
    client.onFinished = [&](const ClientCall &call) {
        if (call.ok() && served == 0)
            served = steadyNs();
    };
    while (served == 0 && steadyNs() - back < 20'000'000'000) {
        client.chat(u"[mock tokens=1]"_s, Kimi);
        QTest::qWait(20);
    }
    const double afterMs = static_cast<double>(served - back) / 1e6;
    qInfo("back: served after %.0f ms", afterMs);
    QVERIFY(served != 0 && afterMs <= IntervalMs + 1'000 * TimeScale);
    QTRY_COMPARE(client.unanswered(), 0);
    QStringList ids;
    for (int i = 0; i < 20; ++i)
        ids << client.chat(u"[mock tokens=1]"_s, Kimi);
    QTRY_COMPARE(client.unanswered(), 0);
    QVERIFY(std::ranges::all_of(ids, [&](const QString &id) { return client.callOf(id).ok(); }));
    QCOMPARE(providerOf(daemon, u"kimi"_s).breaker, u"closed"_s);
}

void TestOutage::theBudgetAloneBoundsTheRequestsToADownProvider()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.resilience.breakerFailures = 0;
    settings.resilience.backoff = 20ms;
    settings.limits.globalInflight = settings.limits.sessionInflight = 8;
    settings.providers[0].maxInflight = 8;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    mock.setHandler([](const MockRequest &, MockReply &reply) { reply.status = 503; });
    // Evenly, then all at once, then seldom.
    for (const auto &[calls, gapMs] : {std::pair(100, 10), std::pair(20, 0), std::pair(10, 100)}) {
        for (int i = 0; i < calls; ++i) {
            client.chat(u"[mock tokens=1]"_s, Kimi);
            if (gapMs > 0)
                QTest::qWait(gapMs);
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(client.unanswered(), 0, 20'000);
    const int requests = mock.stats().counts().requests;
    const AnyStretch any = overAnyStretch(mock.stats().requests(), client.calls());
    qInfo("%lld calls, %d requests; %.3f requests a call at most in any stretch with five calls",
          static_cast<long long>(client.calls().size()), requests, any.worstShare);
    QVERIFY(requests > client.calls().size()); // the budget is used
    QVERIFY(any.worstShare <= 1.2);
    QVERIFY(any.mostRepeatsOfFew <= 1);
    QCOMPARE(providerOf(daemon, u"kimi"_s).retries, requests - client.calls().size());
    QVERIFY(daemon.admission().allFree);
}

void TestOutage::noSlotIsHeldInBackOffAndTheDeadlineHolds()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = 1;
    settings.limits.queueTimeout = 1s;
    settings.providers[0].clocks.total.fill(2s);
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    // Refused with a wait that fits, then silent: the total deadline of 3 s ends it.
    mock.setHandler([asked = 0](const MockRequest &request, MockReply &reply) mutable {
        if (request.providerPath() != "kimi"_L1)
            return;
        if (++asked == 1) {
            reply.status = 503;
            reply.retryAfter = "1.5";
        } else {
            reply.hang = MockHang::Headers;
        }
    });
    const QString id = client.chat(u"hello"_s, Kimi);
    QTRY_VERIFY(std::ranges::any_of(callsOf(daemon), [](const CallSnapshot &call) {
        return call.phase == CallPhase::BackingOff && call.leaseId == 0;
    }));
    QCOMPARE(daemon.admission().leases, 0); // of the ledger
    QVERIFY(daemon.admission().allFree);
    const QString other = client.chat(u"[mock tokens=1]"_s, u"glm-4.5-flash"_s); // the one slot serves others
    QTRY_COMPARE(client.callOf(other).finals, 1);
    QVERIFY(client.callOf(other).ok());
    QTRY_COMPARE_WITH_TIMEOUT(client.callOf(id).finals, 1, 10'000);
    const ClientCall &call = client.callOf(id);
    qInfo("ended after %.0f ms, deadline 3000 ms", call.ms());
    QCOMPARE(call.code(), u"TIMEOUT"_s);
    QVERIFY(call.ms() <= 3'000 + 50 * TimeScale);
    QCOMPARE(mock.stats().counts(u"kimi"_s).requests, 2);
    const bool told = std::ranges::any_of(call.frames, [](const QJsonObject &frame) {
        return frame[u"message"].toString().contains(u"asking again in"_s);
    });
    QVERIFY(told);
    QTRY_VERIFY(daemon.admission().allFree);
}

void TestOutage::theFallbackModelAnswers()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.resilience.breakerFailures = 1;
    settings.providers[0].fallbackModel = u"glm-4.5-flash"_s;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString failed = client.chat(u"[mock status=503]"_s, Kimi);
    QTRY_COMPARE(client.callOf(failed).finals, 1);
    const QString answered = client.chat(u"[mock tokens=1]"_s, Kimi);
    QTRY_COMPARE(client.callOf(answered).finals, 1);
    const ClientCall &call = client.callOf(answered);
    QVERIFY(call.ok());
    QCOMPARE(call.reply[u"metadata"][u"provider"].toString(), u"glm"_s);
    QCOMPARE(call.reply[u"metadata"][u"model"].toString(), u"glm-4.5-flash"_s); // never a silent switch
    const bool told = std::ranges::any_of(call.frames, [](const QJsonObject &frame) {
        return frame[u"message"].toString().contains(u"does not answer at present"_s);
    });
    QVERIFY(told);
}

void TestOutage::aMovingHiddenLimitIsFollowed()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = settings.limits.sessionInflight = 8;
    settings.providers[0].maxInflight = 8;
    settings.resilience.backoff = 20ms;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    mock.setHiddenLimit(8);
    keepBusy(client, 12);
    const auto answered = [&] {
        return std::ranges::count_if(client.calls(), [](const ClientCall &call) { return call.ok(); });
    };
    const auto answer = [&](int calls) {
        const auto before = answered();
        return QTest::qWaitFor([&] { return answered() >= before + calls; }, 20'000);
    };
    // Of what the provider would take, as counted there.
    const auto useOver = [&](int calls, int hidden) {
        const qint64 since = MockStats::nowNs();
        const qint64 before = mock.stats().inFlightNs();
        if (!answer(calls))
            return 0.0;
        return static_cast<double>(mock.stats().inFlightNs() - before) /
               static_cast<double>(hidden * (MockStats::nowNs() - since));
    };
    QVERIFY(answer(20));
    QCOMPARE(providerOf(daemon, u"kimi"_s).effectiveLimit, 8);
    QCOMPARE(mock.stats().refusals(), 0);
    int before = 8;
    for (const int hidden : {2, 1}) {
        const int refusals = mock.stats().refusals();
        mock.setHiddenLimit(hidden);
        // What runs comes to its end, and the new level is found and used.
        QVERIFY(answer(before - hidden + 4));
        const int refused = mock.stats().refusals() - refusals;
        qInfo("down to %d: %d refusals", hidden, refused);
        QCOMPARE(providerOf(daemon, u"kimi"_s).effectiveLimit, hidden);
        QVERIFY(roomScale() > 1 || refused <= 2);
        before = hidden;
        QVERIFY(answer(5));
    }
    mock.setHiddenLimit(5);
    QVERIFY(answer(10));
    const double use = useOver(50, 5);
    qInfo("up to 5: %.1f %% of it used from the 10th answer on", 100 * use);
    QVERIFY(providerOf(daemon, u"kimi"_s).effectiveLimit >= 5);
    QVERIFY(roomScale() > 1 || use >= 0.95);
    client.onFinished = {};
    QTRY_COMPARE_WITH_TIMEOUT(client.unanswered(), 0, 20'000);
    for (const ClientCall &call : client.calls())
        QVERIFY2(call.ok(), qPrintable(call.code())); // the agents saw none of it
    QCOMPARE(daemon.admission().violation, QString());
}

void TestOutage::overloadCodesAreRepeatedAndQuotaIsNot()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.resilience.backoff = 20ms;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString busy = client.chat(u"[mock status=429,200 code=1302]"_s, u"glm-4.5-flash"_s);
    QTRY_COMPARE_WITH_TIMEOUT(client.callOf(busy).finals, 1, 10'000);
    QVERIFY(client.callOf(busy).ok());
    const QString broke = client.chat(u"[mock status=429,200 code=1113 x]"_s, u"glm-4.5-flash"_s);
    QTRY_COMPARE(client.callOf(broke).finals, 1);
    QCOMPARE(client.callOf(broke).code(), u"PROVIDER_ERROR"_s);
    QCOMPARE(mock.stats().counts(u"glm"_s).requests, 3);
}

void TestOutage::everyProviderToolIsRepeated_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<int>("fails"); // which of its requests, the first is 1
    QTest::addColumn<int>("requests");
    const QJsonObject search{{u"search_query"_s, u"x"_s}};
    const QJsonObject chat{{u"messages"_s, QJsonArray{u"hello"_s}}};
    const QJsonObject list{{u"operation"_s, u"list"_s}};
    const QJsonObject clean{{u"operation"_s, u"cleanup_all"_s}};
    QTest::newRow("glm_web_search") << u"glm_web_search"_s << search << 1 << 2;
    QTest::newRow("kimi_chat_with_tools") << u"kimi_chat_with_tools"_s << chat << 1 << 2;
    QTest::newRow("kimi_manage_files: list") << u"kimi_manage_files"_s << list << 1 << 2;
    // The list, two files to delete: one goes, the other fails once and is not listed anew.
    QTest::newRow("kimi_manage_files: in the middle") << u"kimi_manage_files"_s << clean << 3 << 4;
}

void TestOutage::everyProviderToolIsRepeated()
{
    QFETCH(const QString, tool);
    QFETCH(const QJsonObject, arguments);
    QFETCH(const int, fails);
    QFETCH(const int, requests);
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.resilience.backoff = 20ms;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    for (const QString &name : {u"a.txt"_s, u"b.txt"_s})
        mock.addFile(FilesRun::remoteName(client.sessionId(), name), "text", 1);
    mock.setHandler([asked = 0, fails](const MockRequest &, MockReply &reply) mutable {
        if (++asked != fails)
            return;
        reply = MockReply();
        reply.status = 503;
    });
    const QString id = client.call(tool, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(client.callOf(id).finals, 1, 10'000);
    QVERIFY2(client.callOf(id).ok(), qPrintable(client.callOf(id).code()));
    QCOMPARE(mock.stats().requests().size(), requests);
    QTRY_VERIFY(daemon.admission().allFree);
}

void TestOutage::everyProviderToolHeedsTheBreaker()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.resilience.breakerFailures = 2;
    settings.resilience.retryShare = 0;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply = MockReply();
        reply.status = 503;
    });
    for (const char *code : {"PROVIDER_ERROR", "PROVIDER_ERROR", "PROVIDER_UNAVAILABLE"}) {
        const QString id = client.call(u"glm_web_search"_s, {{u"search_query"_s, u"x"_s}});
        QTRY_COMPARE(client.callOf(id).finals, 1);
        QCOMPARE(client.callOf(id).code(), QString::fromLatin1(code));
    }
    QCOMPARE(mock.stats().requests().size(), 2);
    QCOMPARE(providerOf(daemon, u"glm"_s).failures, 2);
}

QTEST_GUILESS_MAIN(TestOutage)
#include "tst_outage.moc"
