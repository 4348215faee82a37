#include "core/providers/providerchannel.h"
#include "core/time/manualtime.h"
#include "tests/integration/providers/providerbench.h"

#include <QTest>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

// Qt opens six connections a manager and queues the rest unseen: a second semaphore under ours. The server
// counts what really runs at once.
class TestProviderLanes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void allCallsRunAtOnce_data();
    void allCallsRunAtOnce();
    void largeBodiesArriveWhole();
    void oneHungCallHoldsUpNoOther();
    void lanesAreReusedAndDropped();
    void lanesThatWereCutOffAreNotReused();
};

void TestProviderLanes::allCallsRunAtOnce_data()
{
    QTest::addColumn<bool>("https");
    QTest::addColumn<int>("calls");
    QTest::newRow("http 24") << false << 24;
    QTest::newRow("https 24") << true << 24;
    QTest::newRow("http 100") << false << 100;
}

void TestProviderLanes::allCallsRunAtOnce()
{
    QFETCH(bool, https);
    QFETCH(int, calls);
    ProviderBench bench(https ? MockProvider::Scheme::Https : MockProvider::Scheme::Http);
    for (int wave = 0; wave < 2; ++wave) {
        bench.mock.resetStats();
        std::vector<std::unique_ptr<CompletionRecorder>> recorders;
        for (int i = 0; i < calls; ++i) {
            recorders.push_back(std::make_unique<CompletionRecorder>());
            recorders.back()->start(*bench.provider,
                                    bench.request(u"[mock delay=500]"_s, QString::number(i)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(bench.mock.stats().counts().inFlight, calls, 20'000);
        QCOMPARE(bench.provider->status().inFlight, calls);
        for (const auto &recorder : recorders) {
            QVERIFY(recorder->wait());
            QCOMPARE(recorder->verdict(), u"ok"_s);
        }
        QCOMPARE(bench.mock.stats().counts().maxInFlight, calls);
        QCOMPARE(bench.mock.stats().seen().size(), calls);
        QCOMPARE(bench.provider->status().lanes, calls); // the second wave reuses the first one's
        QCOMPARE(bench.provider->status().inFlight, 0);
    }
}

void TestProviderLanes::largeBodiesArriveWhole()
{
    ProviderBench bench;
    std::vector<std::unique_ptr<CompletionRecorder>> recorders;
    const QString filler(200'000, u'z');
    for (int i = 0; i < 24; ++i) {
        recorders.push_back(std::make_unique<CompletionRecorder>());
        recorders.back()->start(*bench.provider,
                                bench.request(filler + u"[mock tokens=2]"_s, QString::number(i)));
    }
    for (const auto &recorder : recorders) {
        QVERIFY(recorder->wait());
        QCOMPARE(recorder->verdict(), u"ok"_s);
    }
    for (const MockRequest &request : bench.mock.stats().requests())
        QVERIFY(request.lastUserMessage().startsWith(filler));
}

void TestProviderLanes::oneHungCallHoldsUpNoOther()
{
    ProviderBench bench;
    std::vector<std::unique_ptr<CompletionRecorder>> hung;
    for (int i = 0; i < 10; ++i) {
        hung.push_back(std::make_unique<CompletionRecorder>());
        hung.back()->start(*bench.provider,
                           bench.request(u"[mock hang=headers]"_s, u"hung-"_s + QString::number(i)));
    }
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 10);
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock]"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QVERIFY2(call.took < 2s, qPrintable(QString::number(toMilliseconds(call.took))));
}

void TestProviderLanes::lanesAreReusedAndDropped()
{
    ManualClock clock;
    ManualTime time(clock);
    ProviderChannel channel(time);
    auto a = channel.take();
    auto b = channel.take();
    QCOMPARE(channel.busy(), 2);
    const Lane *const first = a.get();
    channel.giveBack(std::move(a), false);
    QCOMPARE(channel.lanes(), 2);
    a = channel.take();
    QCOMPARE(a.get(), first);
    channel.giveBack(std::move(a), false);
    time.advance(30s);
    channel.giveBack(std::move(b), false);
    time.advance(ProviderChannel::IdleTime - 30s);
    QCOMPARE(channel.lanes(), 1);
    time.advance(30s);
    QCOMPARE(channel.lanes(), 0);
    QVERIFY(!time.hasPending());
}

void TestProviderLanes::lanesThatWereCutOffAreNotReused()
{
    ManualClock clock;
    ManualTime time(clock);
    ProviderChannel channel(time);
    channel.giveBack(channel.take(), true);
    QCOMPARE(channel.lanes(), 0);
    channel.giveBack(channel.take(), false);
    QCOMPARE(channel.lanes(), 1);
    QCOMPARE(channel.busy(), 0);
}

QTEST_GUILESS_MAIN(TestProviderLanes)
#include "tst_provider_lanes.moc"
