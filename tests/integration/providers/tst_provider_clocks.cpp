#include "tests/integration/providers/providerbench.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

// Each way to hang has a name, and the clock that fires is the right one, in time.
class TestProviderClocks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void namesTheClock_data();
    void namesTheClock();
    void deadConnectionIsTheConnectClock_data();
    void deadConnectionIsTheConnectClock();
    void slowButAliveIsNotCut();
    void hangAfterTheFinishReasonIsAnAnswer();
    void deadlineOfTheCallCutsTheTotal();
};

void TestProviderClocks::namesTheClock_data()
{
    QTest::addColumn<QString>("directive");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<int>("atLeast"); // ms
    // Limits: connect 300, first token 500, stall 400, total 1000.
    QTest::newRow("silent") << u"hang=headers"_s << u"first_token"_s << 500;
    QTest::newRow("head, then silent") << u"hang=first"_s << u"first_token"_s << 500;
    QTest::newRow("head byte by byte") << u"trickle tokens=-1 gap=50"_s << u"first_token"_s << 500;
    QTest::newRow("stalls in the middle") << u"tokens=4 gap=10 hang=mid"_s << u"stall"_s << 400;
    QTest::newRow("drips below the stall limit") << u"tokens=-1 gap=300"_s << u"total"_s << 1000;
    QTest::newRow("endless") << u"tokens=-1 gap=5"_s << u"total"_s << 1000;
    QTest::newRow("endless and fast") << u"tokens=-1"_s << u"total"_s << 1000;
}

void TestProviderClocks::namesTheClock()
{
    QFETCH(QString, directive);
    QFETCH(QString, clock);
    QFETCH(int, atLeast);
    ProviderBench bench;
    CompletionRecorder warm; // the first use of the network costs some tens of milliseconds
    warm.start(*bench.provider, bench.request(u"[mock]"_s, u"warm"_s));
    QVERIFY(warm.wait());
    const CompletionLimits limits{
        .connect = 300ms, .firstToken = 500ms, .stall = 400ms, .total = 1000ms, .deadline = {}};
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock "_s + directive + u']'), limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), clock);
    const std::chrono::milliseconds expected(atLeast);
    qInfo("%s after %.1f ms, %.1f over", qPrintable(clock), toMilliseconds(call.took),
          toMilliseconds(call.took - expected));
    QVERIFY2(call.took >= expected, qPrintable(QString::number(toMilliseconds(call.took))));
    // 50 ms on a quiet machine; slack for a loaded one.
    QVERIFY2(call.took < expected + 350ms, qPrintable(QString::number(toMilliseconds(call.took))));
    QCOMPARE(call.timedOut()->provider, u"glm"_s);
    QCOMPARE(call.timedOut()->model, u"glm-4.6"_s);
    QCOMPARE(call.timedOut()->limit, Duration(expected));
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 0); // aborted there too
    QCOMPARE(bench.mock.stats().timesSeen(u"call-1"_s), 1);
}

void TestProviderClocks::deadConnectionIsTheConnectClock_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("TLS handshake that never ends") << true;
    QTest::newRow("no handshake at all") << false;
}

void TestProviderClocks::deadConnectionIsTheConnectClock()
{
    QFETCH(bool, tls);
    ProviderBench bench;
    QTcpServer deaf; // accepts and says nothing; or is full and does not even accept
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    if (!tls) {
        // Fills the backlog, so that further connection attempts hang in SYN.
        deaf.close();
        deaf.setListenBacklogSize(1);
        QVERIFY(deaf.listen(QHostAddress::LocalHost));
        deaf.pauseAccepting();
        for (int i = 0; i < 8; ++i) {
            crowd.push_back(std::make_unique<QTcpSocket>());
            crowd.back()->connectToHost(QHostAddress::LocalHost, deaf.serverPort());
        }
        QTest::qWait(100);
    }
    bench.settings.baseUrl =
        (tls ? u"https://127.0.0.1:%1/v1"_s : u"http://127.0.0.1:%1/v1"_s).arg(deaf.serverPort());
    const auto provider = bench.make();
    const CompletionLimits limits{
        .connect = 300ms, .firstToken = 2s, .stall = 2s, .total = 5s, .deadline = {}};
    CompletionRecorder call;
    call.start(*provider, bench.request(u"hello"_s), limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"connect"_s);
    QVERIFY2(call.took >= 300ms && call.took < 650ms, qPrintable(QString::number(toMilliseconds(call.took))));
    QCOMPARE(call.phaseNames(), QStringList{u"connecting"_s});
}

void TestProviderClocks::slowButAliveIsNotCut()
{
    ProviderBench bench;
    const CompletionLimits limits{
        .connect = 1s, .firstToken = 1s, .stall = 600ms, .total = 10s, .deadline = {}};
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock first=400 tokens=6 gap=250]"_s), limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QVERIFY(call.took > 1500ms);
}

void TestProviderClocks::hangAfterTheFinishReasonIsAnAnswer()
{
    // Everything was said but [DONE], and the connection stays open: no reason to lose the answer or the
    // time.
    ProviderBench bench;
    bench.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.contentType = "text/event-stream";
        reply.body = "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\n";
        reply.announceMore = true;
    });
    const CompletionLimits limits{
        .connect = 1s, .firstToken = 1s, .stall = 30s, .total = 60s, .deadline = {}};
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"hello"_s), limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->text, u"hi"_s);
    QVERIFY2(call.took < 4s, qPrintable(QString::number(toMilliseconds(call.took))));
}

void TestProviderClocks::deadlineOfTheCallCutsTheTotal()
{
    ProviderBench bench;
    const CompletionLimits limits{.connect = 1s,
                                  .firstToken = 5s,
                                  .stall = 5s,
                                  .total = 60s,
                                  .deadline = Deadline(bench.clock.now() + 300ms)};
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock hang=headers]"_s), limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"total"_s);
    QVERIFY(call.took < 650ms);
}

QTEST_GUILESS_MAIN(TestProviderClocks)
#include "tst_provider_clocks.moc"
