#include "core/providers/providerchannel.h"
#include "tests/integration/providers/providerbench.h"

#include <QDir>
#include <QNetworkReply>
#include <QTest>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

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
    void aLaneIsFreshAndCounted();
    void lanesEndTheirThreads();
    void whatIsUnreadIsBounded();
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

void TestProviderLanes::aLaneIsFreshAndCounted()
{
    ProviderChannel channel;
    auto a = channel.take();
    auto b = channel.take();
    QVERIFY(a->isIdle() && b->isIdle());
    QCOMPARE(channel.busy(), 2);
    channel.giveBack(std::move(a));
    QCOMPARE(channel.busy(), 1);
    channel.giveBack(std::move(b));
    QCOMPARE(channel.busy(), 0);
}

// Each lane brings a thread, and its end happens out of sight, on the reaper's.
void TestProviderLanes::lanesEndTheirThreads()
{
#ifdef Q_OS_LINUX
    const auto threads = [] {
        return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    };
    ProviderBench bench;
    const auto call = [&bench](int i) {
        CompletionRecorder recorder;
        recorder.start(*bench.provider, bench.request(u"[mock tokens=1]"_s, QString::number(i)));
        return recorder.wait() && recorder.verdict() == u"ok"_s;
    };
    QVERIFY(call(0)); // the reaper and the mock have their threads now
    const auto few = threads() + 2;
    for (int i = 1; i < 50; ++i)
        QVERIFY(call(i));
    QTRY_VERIFY_WITH_TIMEOUT(threads() <= few, 10'000);
#else
    QSKIP("counts threads as Linux shows them");
#endif
}

// Of an endless answer that nobody reads.
void TestProviderLanes::whatIsUnreadIsBounded()
{
    ProviderBench bench;
    ProviderChannel channel;
    auto lane = channel.take();
    QNetworkRequest request(QUrl(QString(bench.settings.baseUrl + u"/chat/completions"_s)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply *const reply = lane->send(
        "POST", request,
        R"({"stream":true,"messages":[{"role":"user","content":"[mock tokens=-1 token_bytes=60000]"}]})");
    QTRY_VERIFY(reply->bytesAvailable() > 0);
    QTest::qWait(300); // the provider goes on sending
    QVERIFY2(reply->bytesAvailable() <= Lane::ReadLimit,
             qPrintable(QString::number(reply->bytesAvailable())));
    lane->release(false);
    channel.giveBack(std::move(lane));
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 0); // and is heard to leave
}

QTEST_GUILESS_MAIN(TestProviderLanes)
#include "tst_provider_lanes.moc"
