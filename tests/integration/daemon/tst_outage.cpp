// Providers that go down, refuse and move their limits, over real sockets: how often they are asked, that no
// slot is held meanwhile, and how soon all is well again. Times are scaled so that the test takes seconds.

#include "core/calls/admissiondriver.h"
#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

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

// Keeps so many calls under way, for ever, each of another length.
void keepBusy(ExaiClient &client, int calls)
{
    const auto ask = [&client, sent = std::make_shared<int>(0)] {
        client.chat(u"[mock delay=20 gap=%1 tokens=8]"_s.arg(15 + ++*sent * 7 % 16), Kimi);
    };
    client.onFinished = [ask](const ClientCall &) { ask(); };
    for (int i = 0; i < calls; ++i)
        ask();
}

} // namespace

class TestOutage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDownProviderIsLeftAloneAndServesSoonAfterItsReturn();
    void noSlotIsHeldInBackOffAndTheDeadlineHolds();
    void theFallbackModelAnswers();
    void aMovingHiddenLimitIsFollowed();
    void overloadCodesAreRepeatedAndQuotaIsNot();
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
    QTRY_VERIFY(answered() >= 30);
    QCOMPARE(providerOf(daemon, u"kimi"_s).effectiveLimit, 8);
    QCOMPARE(providerOf(daemon, u"kimi"_s).refusals, 0);
    for (const int hidden : {2, 1}) {
        const qint64 before = providerOf(daemon, u"kimi"_s).refusals;
        mock.setHiddenLimit(hidden);
        QTRY_VERIFY(providerOf(daemon, u"kimi"_s).effectiveLimit <= hidden);
        const qint64 refusals = providerOf(daemon, u"kimi"_s).refusals - before;
        qInfo("down to %d: %lld refusals", hidden, refusals);
        // Two, and those that were on their way when the first came.
        QVERIFY(refusals <= 4);
        const auto soFar = answered();
        QTRY_VERIFY(answered() >= soFar + 10);
    }
    mock.setHiddenLimit(5);
    const auto soFar = answered();
    QTRY_VERIFY(answered() >= soFar + 10);
    QTRY_VERIFY(providerOf(daemon, u"kimi"_s).effectiveLimit >= 5);
    qInfo("up to 5: found after %lld answers", static_cast<long long>(answered() - soFar));
    QVERIFY(answered() - soFar <= 30);
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

QTEST_GUILESS_MAIN(TestOutage)
#include "tst_outage.moc"
