// Clients are killed in every phase of their calls. The provider must see the abort at once, and nothing may
// be left behind.

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QTest>
#include <memory>

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

QTEST_GUILESS_MAIN(TestCuts)
#include "tst_cuts.moc"
