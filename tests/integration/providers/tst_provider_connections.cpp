#include "core/providers/provideraccessmanager.h"
#include "tests/integration/providers/providerbench.h"

#include <QDir>
#include <QNetworkReply>
#include <QTest>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// Each request has a connection of its own: a client that shares them queues what is over its limit unseen, a
// second semaphore under ours. The server counts what really runs at once.
class TestProviderConnections : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void allCallsRunAtOnce_data();
    void allCallsRunAtOnce();
    void largeBodiesArriveWhole();
    void oneHungCallHoldsUpNoOther();
    void callsBringNoThreads();
    void whatIsUnreadIsBounded();
};

void TestProviderConnections::allCallsRunAtOnce_data()
{
    QTest::addColumn<bool>("https");
    QTest::addColumn<int>("calls");
    QTest::newRow("http 24") << false << 24;
    QTest::newRow("https 24") << true << 24;
    QTest::newRow("http 100") << false << 100;
}

void TestProviderConnections::allCallsRunAtOnce()
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

void TestProviderConnections::largeBodiesArriveWhole()
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

void TestProviderConnections::oneHungCallHoldsUpNoOther()
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

// All of them live on the core thread.
void TestProviderConnections::callsBringNoThreads()
{
#ifdef Q_OS_LINUX
    const auto threads = [] {
        return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    };
    ProviderBench bench;
    std::vector<std::unique_ptr<CompletionRecorder>> recorders;
    const auto start = [&](int count) {
        for (int i = 0; i < count; ++i) {
            recorders.push_back(std::make_unique<CompletionRecorder>());
            recorders.back()->start(
                *bench.provider, bench.request(u"[mock hang=headers]"_s, QString::number(recorders.size())));
        }
    };
    start(1);
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 1);
    const auto few = threads();
    start(50);
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 51);
    QVERIFY(threads() <= few);
#else
    QSKIP("counts threads as Linux shows them");
#endif
}

// Of an endless answer that nobody reads.
void TestProviderConnections::whatIsUnreadIsBounded()
{
    constexpr qint64 Limit = 16 * 1024;
    ProviderBench bench;
    ProviderAccessManager network(bench.timers);
    QNetworkRequest request(QUrl(QString(bench.settings.baseUrl + u"/chat/completions"_s)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QByteArray body =
        R"({"stream":true,"messages":[{"role":"user","content":"[mock tokens=-1 token_bytes=60000]"}]})";
    const std::unique_ptr<QNetworkReply> reply(network.post(request, body));
    reply->setReadBufferSize(Limit);
    QTRY_VERIFY(reply->bytesAvailable() > Limit / 2);
    QTest::qWait(300); // the provider goes on sending
    QVERIFY2(reply->bytesAvailable() <= Limit, qPrintable(QString::number(reply->bytesAvailable())));
    qint64 read = 0;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { read += reply->readAll().size(); });
    read += reply->readAll().size(); // and goes on when somebody does
    QTRY_VERIFY(read > 100 * Limit);
    reply->abort();
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 0); // and is heard to leave
}

QTEST_GUILESS_MAIN(TestProviderConnections)
#include "tst_provider_connections.moc"
