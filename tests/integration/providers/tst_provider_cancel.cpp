#include "tests/integration/providers/providerbench.h"
#include "tests/support/instrumented.h"
#include "tests/support/waitfor.h"

#include <QTcpServer>
#include <QTest>
#include <algorithm>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

// Destroying the handle ends the request at the provider at once, in every phase, and nobody is told any
// more.
class TestProviderCancel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void serverSeesTheAbort_data();
    void serverSeesTheAbort();
    void whileConnecting();
    void rightAfterTheStart();
    void fromInsideEachCallback_data();
    void fromInsideEachCallback();
    void providerMayDieFirst();
};

void TestProviderCancel::serverSeesTheAbort_data()
{
    QTest::addColumn<bool>("https");
    QTest::addColumn<QString>("directive");
    QTest::addColumn<CallPhase>("phase");
    for (const bool https : {false, true}) {
        const char *scheme = https ? "https" : "http";
        QTest::addRow("%s, waiting for the head", scheme)
            << https << u"hang=headers"_s << CallPhase::AwaitingFirstToken;
        QTest::addRow("%s, waiting for the first token", scheme)
            << https << u"hang=first"_s << CallPhase::AwaitingFirstToken;
        QTest::addRow("%s, streaming", scheme) << https << u"tokens=-1 gap=20"_s << CallPhase::Streaming;
        QTest::addRow("%s, streaming fast", scheme)
            << https << u"tokens=-1 token_bytes=1000"_s << CallPhase::Streaming;
    }
}

void TestProviderCancel::serverSeesTheAbort()
{
    QFETCH(bool, https);
    QFETCH(QString, directive);
    QFETCH(CallPhase, phase);
    constexpr int Runs = 50;
    ProviderBench bench(https ? MockProvider::Scheme::Https : MockProvider::Scheme::Http);
    QList<double> latencies; // ms
    QList<double> blocked;   // ms the loop was held by the cancel
    for (int i = 0; i < Runs; ++i) {
        const QString tag = QString::number(i);
        CompletionRecorder call;
        call.start(*bench.provider, bench.request(u"[mock "_s + directive + u']', tag));
        QVERIFY(QTest::qWaitFor(
            [&] { return bench.mock.stats().timesSeen(tag) == 1 && call.phases.contains(phase); }, 10'000));
        const qint64 before = MockStats::nowNs();
        call.m_handle.reset();
        blocked << static_cast<double>(MockStats::nowNs() - before) / 1e6;
        const int events = call.events;
        QCOMPARE(bench.provider->status().inFlight, 0); // free in the same turn
        QVERIFY(waitUntil([&] { return bench.mock.stats().aborts().size() == i + 1; }));
        QCOMPARE(call.events, events);
        QCOMPARE(call.finishedCount, 0);
        const MockAbort abort = bench.mock.stats().aborts().last();
        QCOMPARE(abort.id, tag);
        latencies << static_cast<double>(abort.atNs - before) / 1e6;
    }
    std::ranges::sort(latencies);
    std::ranges::sort(blocked);
    qInfo("abort seen by the server after p50 %.2f ms, p99 %.2f ms; cancel itself took p50 %.2f ms, p99 %.2f "
          "ms",
          latencies.at(Runs / 2), latencies.last(), blocked.at(Runs / 2), blocked.last());
    if (!IsInstrumented) {
        QVERIFY2(blocked.at(Runs * 9 / 10) <= 5, qPrintable(QString::number(blocked.at(Runs * 9 / 10))));
        QVERIFY2(latencies.at(Runs / 2) <= 10, qPrintable(QString::number(latencies.at(Runs / 2))));
        QVERIFY2(latencies.last() <= 50, qPrintable(QString::number(latencies.last())));
    }
    QCOMPARE(bench.provider->status().aborts, Runs);
    QCOMPARE(bench.mock.stats().seen().size(), Runs); // nothing was sent again
}

void TestProviderCancel::whileConnecting()
{
    QTcpServer deaf; // never answers the TLS handshake
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    ProviderBench bench;
    bench.settings.baseUrl = u"https://127.0.0.1:%1/v1"_s.arg(deaf.serverPort());
    const auto provider = bench.make();
    CompletionRecorder call;
    call.start(*provider, bench.request(u"hello"_s));
    QTRY_VERIFY(deaf.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> socket(deaf.nextPendingConnection());
    QCOMPARE(call.phaseNames(), QStringList{u"connecting"_s});
    call.m_handle->cancel();
    QCOMPARE(provider->status().inFlight, 0);
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState); // not left over in its handshake
    QCOMPARE(call.events, 1);
}

void TestProviderCancel::rightAfterTheStart()
{
    ProviderBench bench;
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"hello"_s));
    QVERIFY(!call.calledInsideComplete);
    call.m_handle.reset();
    QTest::qWait(100);
    QCOMPARE(call.events, 0);
    QCOMPARE(bench.mock.stats().counts().requests, 0);
}

void TestProviderCancel::fromInsideEachCallback_data()
{
    QTest::addColumn<std::optional<CallPhase>>("phase"); // none: the first delta
    QTest::newRow("connecting") << std::optional(CallPhase::Connecting);
    QTest::newRow("awaiting the first token") << std::optional(CallPhase::AwaitingFirstToken);
    QTest::newRow("streaming") << std::optional(CallPhase::Streaming);
    QTest::newRow("delta") << std::optional<CallPhase>();
}

void TestProviderCancel::fromInsideEachCallback()
{
    QFETCH(std::optional<CallPhase>, phase);
    for (const auto scheme : {MockProvider::Scheme::Http, MockProvider::Scheme::Https}) {
        ProviderBench bench(scheme);
        for (int i = 0; i < 20; ++i) {
            CompletionRecorder call;
            call.cancelInPhase = phase;
            call.cancelInDelta = !phase;
            call.start(*bench.provider, bench.request(u"[mock tokens=3 gap=5]"_s, QString::number(i)));
            QVERIFY(waitUntil([&] { return !call.m_handle; }));
            const int events = call.events;
            QTest::qWait(5);
            QCOMPARE(call.events, events);
            QCOMPARE(call.finishedCount, 0);
            QCOMPARE(bench.provider->status().inFlight, 0);
        }
        QTRY_COMPARE(bench.mock.stats().counts().inFlight, 0);
    }
}

void TestProviderCancel::providerMayDieFirst()
{
    ProviderBench bench;
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock tokens=5 gap=20]"_s));
    QTRY_VERIFY(call.phases.contains(CallPhase::Streaming));
    bench.provider.reset(); // settings were reloaded; running calls go on
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
}

QTEST_GUILESS_MAIN(TestProviderCancel)
#include "tst_provider_cancel.moc"
