// Clients are killed in every phase of their calls. The provider must see the abort at once, and nothing may
// be left behind.

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// Finer than QTRY_…, which looks only every 50 ms: a thousand cuts should not take minutes.
template <typename F>
bool soon(F &&holds)
{
    return QTest::qWaitFor(std::forward<F>(holds), 10'000);
}

} // namespace

class TestCuts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain02_pain10_aDepartedClientCostsNothing_data();
    void pain02_pain10_aDepartedClientCostsNothing();
    void pain11_cancelReallyCancels();
    void theNextWaiterGetsTheSlotAtOnce_data();
    void theNextWaiterGetsTheSlotAtOnce();
    void whoHoldsNothingIsForgottenAtOnce_data();
    void whoHoldsNothingIsForgottenAtOnce();
};

void TestCuts::pain02_pain10_aDepartedClientCostsNothing_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("phase");
    QTest::newRow("queued") << u"[mock tokens=1]"_s << u"queued"_s;
    QTest::newRow("connecting") << u"[mock hang=headers]"_s << u"connecting"_s;
    QTest::newRow("waiting for the head") << u"[mock hang=headers]"_s << u"sent"_s;
    QTest::newRow("waiting for the first token") << u"[mock hang=first]"_s << u"sent"_s;
    QTest::newRow("streaming") << u"[mock tokens=-1 gap=5]"_s << u"streaming"_s;
}

void TestCuts::pain02_pain10_aDepartedClientCostsNothing()
{
    QFETCH(const QString, prompt);
    QFETCH(const QString, phase);
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("EXAID_CUTS", &given);
    const int cuts = given ? asked : TimeScale > 1 ? 40 : 200;
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    if (phase == "queued"_L1)
        settings.limits.globalInflight = 1;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient holder(daemon.port());
    QTRY_VERIFY(holder.isReady());
    if (phase == "queued"_L1) {
        holder.chat(u"[mock hang=headers]"_s, u"glm-4.5-flash"_s);
        QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    }
    const int before = mock.stats().counts().inFlight;
    QList<double> delays;
    for (int i = 0; i < cuts; ++i) {
        const auto client = std::make_unique<ExaiClient>(daemon.port());
        QVERIFY(soon([&] { return client->isReady(); }));
        const int requestsBefore = mock.stats().counts().requests;
        const auto abortsBefore = mock.stats().aborts().size();
        const QString id = client->chat(prompt, u"kimi-k2-0905-preview"_s, {{u"stream"_s, true}});
        if (phase == "queued"_L1 || phase == "connecting"_L1)
            QVERIFY(soon([&] {
                return client->callOf(id).firstFrameNs != 0;
            })); // accepted; the request is on its way or still waits
        if (phase == "sent"_L1)
            QVERIFY(soon([&] { return mock.stats().counts().requests == requestsBefore + 1; }));
        if (phase == "streaming"_L1)
            QVERIFY(soon([&] { return client->callOf(id).sawChunk; }));
        const bool reached = mock.stats().counts().inFlight > before;
        const qint64 cutNs = steadyNs();
        client->abort();
        QVERIFY(soon([&] { return mock.stats().counts().inFlight == before; }));
        if (reached) {
            QVERIFY(soon([&] { return mock.stats().aborts().size() == abortsBefore + 1; }));
            delays << static_cast<double>(mock.stats().aborts().last().atNs - cutNs) / 1e6;
        }
    }
    if (!delays.isEmpty()) {
        qInfo("%lld cuts reached the provider: abort seen after p50 %.2f ms, p99 %.2f ms, max %.2f ms",
              static_cast<long long>(delays.size()), percentile(delays, 0.5), percentile(delays, 0.99),
              percentile(delays, 1));
        QVERIFY(percentile(delays, 0.99) <= 10 * TimeScale);
    }
    holder.abort();
    QTRY_COMPARE(mock.stats().counts().inFlight, 0);
    const AdmissionState state = daemon.admission();
    QCOMPARE(state.violation, QString());
    QCOMPARE(state.leases, 0);
    QCOMPARE(state.waiting, 0);
    QVERIFY(state.allFree);
}

void TestCuts::pain11_cancelReallyCancels()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString id = client.chat(u"[mock hang=first]"_s, u"kimi-k2-0905-preview"_s);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    client.send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, id}});
    QTRY_COMPARE(mock.stats().aborts().size(), 1);
    QTRY_COMPARE(client.callOf(id).finals, 1);
    QCOMPARE(client.callOf(id).code(), u"CANCELLED"_s);
}

void TestCuts::theNextWaiterGetsTheSlotAtOnce_data()
{
    QTest::addColumn<QString>("phase");
    for (const char *phase : {"connecting", "waiting for the head", "waiting for the first token",
                              "streaming", "streaming a flood", "in a search loop", "in a continuation"})
        QTest::newRow(phase) << QString::fromLatin1(phase);
}

// One slot, one call in it, another behind it. The call's client goes: how long until the slot is the
// other's, and until the other's request is at the provider.
void TestCuts::theNextWaiterGetsTheSlotAtOnce()
{
    QFETCH(const QString, phase);
    const int cuts = TimeScale > 1 ? 20 : 100;
    static const QHash<QString, QString> prompts{
        {u"waiting for the head"_s, u"[mock hang=headers]"_s},
        {u"waiting for the first token"_s, u"[mock hang=first]"_s},
        {u"streaming"_s, u"[mock tokens=-1 gap=5]"_s},
        {u"streaming a flood"_s, u"[mock tokens=-1]"_s},
        {u"in a search loop"_s, u"[mock search=1 tokens=1] second"_s},
        {u"in a continuation"_s, u"[mock length tokens=1] second"_s}};
    MockProvider mock;
    mock.setHandler([](const MockRequest &request, MockReply &reply) {
        const bool isLater = request.json.value("messages"_L1).toArray().size() > 2;
        if (isLater && request.lastUserMessage().contains(u"second"_s))
            reply.hang = MockHang::First;
    });
    // For "connecting": takes connections and never shakes hands.
    QTcpServer mute;
    QList<qint64> arrivals;
    std::vector<std::unique_ptr<QTcpSocket>> taken;
    connect(&mute, &QTcpServer::newConnection, this, [&] {
        while (QTcpSocket *socket = mute.nextPendingConnection()) {
            arrivals << steadyNs();
            socket->setParent(nullptr);
            taken.emplace_back(socket);
        }
    });
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    const bool isConnecting = phase == "connecting"_L1;
    const QString url =
        isConnecting ? u"https://127.0.0.1:%1/kimi/v1"_s.arg(mute.serverPort()) : mock.baseUrl(u"kimi"_s);
    Settings settings = settingsFor(url, mock.baseUrl(u"glm"_s));
    settings.providers[0].maxInflight = 1;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    const int perCall = phase.startsWith(u"in a"_s) ? 2 : 1; // requests until the phase is reached
    const auto seen = [&] {
        return isConnecting ? arrivals.size() : static_cast<qsizetype>(mock.stats().counts().requests);
    };
    QList<double> grants;
    QList<double> delays;
    for (int i = 0; i < cuts; ++i) {
        const auto victim = std::make_unique<ExaiClient>(daemon.port());
        const auto waiter = std::make_unique<ExaiClient>(daemon.port());
        QVERIFY(waitUntil([&] { return victim->isReady() && waiter->isReady(); }));
        const auto before = seen();
        const QString id =
            victim->chat(prompts.value(phase, u"x"_s), u"kimi-k2-0905-preview"_s,
                         {{u"stream"_s, true}, {u"use_websearch"_s, phase == "in a search loop"_L1}});
        QVERIFY(waitUntil([&] { return seen() == before + perCall; }));
        if (phase.startsWith(u"streaming"))
            QVERIFY(waitUntil([&] { return victim->callOf(id).sawChunk; }));
        const QString next = waiter->chat(u"[mock hang=headers]"_s, u"kimi-k2-0905-preview"_s);
        QVERIFY(waitUntil(
            [&] { return waiter->callOf(next).firstFrameNs != 0 && daemon.admission().waiting == 1; }));
        const qint64 cutNs = steadyNs();
        victim->abort();
        QVERIFY(waitUntil([&] { return seen() == before + perCall + 1; }));
        const qint64 thereNs = isConnecting ? arrivals.last() : mock.stats().requests().last().seenAtNs;
        grants << static_cast<double>(daemon.lastGrantNs() - cutNs) / 1e6;
        delays << static_cast<double>(thereNs - cutNs) / 1e6;
        waiter->abort();
        QVERIFY(waitUntil([&] { return daemon.admission().leases == 0; }));
    }
    qInfo("%lld cuts: the waiter had the slot after p50 %.2f ms, p99 %.2f ms, max %.2f ms; its request was "
          "there "
          "after p50 %.2f ms, p99 %.2f ms",
          static_cast<long long>(delays.size()), percentile(grants, 0.5), percentile(grants, 0.99),
          percentile(grants, 1), percentile(delays, 0.5), percentile(delays, 0.99));
    QVERIFY(percentile(grants, 0.99) <= 5 * roomScale());
    QVERIFY(percentile(delays, 0.95) <= 20 * roomScale());
    QVERIFY(daemon.admission().allFree);
}

void TestCuts::whoHoldsNothingIsForgottenAtOnce_data()
{
    QTest::addColumn<bool>("backsOff");
    QTest::newRow("queued") << false;
    QTest::newRow("backing off") << true;
}

// In these phases there is no slot to pass on: the call itself must go.
void TestCuts::whoHoldsNothingIsForgottenAtOnce()
{
    QFETCH(const bool, backsOff);
    const int cuts = TimeScale > 1 ? 20 : 100;
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.providers[0].maxInflight = 1;
    settings.resilience.breakerFailures = 0;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient holder(daemon.port());
    QTRY_VERIFY(holder.isReady());
    if (!backsOff) {
        holder.chat(u"[mock hang=headers]"_s, u"kimi-k2-0905-preview"_s);
        QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    }
    const auto isIn = [&](CallPhase phase) {
        bool found = false;
        daemon.run([&](Daemon &d) {
            const auto calls = d.snapshot().calls;
            found = std::ranges::any_of(calls, [&](const CallSnapshot &c) { return c.phase == phase; });
        });
        return found;
    };
    const CallPhase phase = backsOff ? CallPhase::BackingOff : CallPhase::Queued;
    QList<double> delays;
    for (int i = 0; i < cuts; ++i) {
        // An answer fills the budget for the repeat to come.
        if (backsOff) {
            const QString fine = holder.chat(u"[mock tokens=1]"_s, u"kimi-k2-0905-preview"_s);
            QVERIFY(waitUntil([&] { return holder.callOf(fine).finals == 1; }));
        }
        const auto victim = std::make_unique<ExaiClient>(daemon.port());
        QVERIFY(waitUntil([&] { return victim->isReady(); }));
        const int requests = mock.stats().counts().requests;
        victim->chat(u"[mock status=503 retry_after=30]"_s, u"kimi-k2-0905-preview"_s);
        QVERIFY(waitUntil([&] { return isIn(phase); }));
        QCOMPARE(daemon.admission().leases, backsOff ? 0 : 1); // of the ledger
        const qint64 cutNs = steadyNs();
        victim->abort();
        QVERIFY(waitUntil([&] { return !isIn(phase); }));
        delays << static_cast<double>(steadyNs() - cutNs) / 1e6;
        QCOMPARE(daemon.admission().waiting, 0);
        QCOMPARE(mock.stats().counts().requests, requests + (backsOff ? 1 : 0)); // never asked again
    }
    qInfo("%lld cuts: forgotten after p50 %.2f ms, p99 %.2f ms, seen from outside",
          static_cast<long long>(delays.size()), percentile(delays, 0.5), percentile(delays, 0.99));
    QVERIFY(percentile(delays, 0.99) <= 5 * roomScale());
}

QTEST_GUILESS_MAIN(TestCuts)
#include "tst_cuts.moc"
