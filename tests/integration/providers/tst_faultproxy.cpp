// Each fault does what it says, over http and https, and is told as what it is; a seed always plays the same.

#include "tests/integration/providers/providerbench.h"
#include "tests/support/faultproxy.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

class TestFaultProxy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void eachFault_data();
    void eachFault();
    void scriptsAreText();
    void seedsRepeat();
};

void TestFaultProxy::eachFault_data()
{
    QTest::addColumn<bool>("https");
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("verdicts"); // any of them
    const QStringList cut{u"truncated"_s};
    for (const bool https : {false, true}) {
        const char *scheme = https ? "https" : "http";
        // Behind the TLS handshake, inside the answer.
        const int inStream = https ? 2200 : 400;
        const auto at = [&](const QString &text) { return text.arg(inStream); };
        QTest::addRow("%s, none", scheme) << https << u"none"_s << QStringList{u"ok"_s};
        QTest::addRow("%s, delay", scheme) << https << u"delay pause=10ms"_s << QStringList{u"ok"_s};
        QTest::addRow("%s, slow pieces", scheme)
            << https << u"trickle after=0 size=40 pause=1ms"_s << QStringList{u"ok"_s};
        QTest::addRow("%s, refused", scheme)
            << https << u"refuse"_s << QStringList{u"connect_failed"_s, u"connection_lost"_s};
        QTest::addRow("%s, request swallowed", scheme)
            << https << u"hang_up"_s << QStringList{u"first_token"_s, u"connect"_s};
        QTest::addRow("%s, hangs at once", scheme)
            << https << u"hang_down after=0"_s << QStringList{u"first_token"_s, u"connect"_s};
        QTest::addRow("%s, hangs in the stream", scheme)
            << https << at(u"hang_down after=%1"_s) << QStringList{u"stall"_s, u"first_token"_s};
        QTest::addRow("%s, reset before the head", scheme)
            << https << u"reset after=3"_s
            << QStringList{u"connection_lost"_s, u"connect_failed"_s, u"tls_failed"_s};
        QTest::addRow("%s, reset in the stream", scheme)
            << https << at(u"reset after=%1"_s) << QStringList{u"truncated"_s, u"connection_lost"_s};
        QTest::addRow("%s, closed in the stream", scheme)
            << https << at(u"fin after=%1"_s) << QStringList{u"truncated"_s, u"connection_lost"_s};
        QTest::addRow("%s, half closed", scheme)
            << https << at(u"half_close after=%1"_s) << QStringList{u"truncated"_s, u"connection_lost"_s};
        QTest::addRow("%s, garbage first", scheme)
            << https << u"garbage after=0 size=30"_s
            << QStringList{u"connection_lost"_s, u"tls_failed"_s,  u"connect_failed"_s,
                           u"truncated"_s,       u"first_token"_s, u"malformed"_s};
    }
}

void TestFaultProxy::eachFault()
{
    QFETCH(const bool, https);
    QFETCH(const QString, script);
    QFETCH(const QStringList, verdicts);
    ProviderBench bench(https ? MockProvider::Scheme::Https : MockProvider::Scheme::Http);
    const auto parsed = FaultScript::parse(script);
    QVERIFY(parsed);
    FaultProxy proxy(bench.mock.port());
    proxy.setScripts([&](int) { return *parsed; });
    bench.settings.baseUrl.replace(QString::number(bench.mock.port()), QString::number(proxy.port()));
    const auto provider = bench.make();
    const CompletionLimits limits{
        .connect = 1s, .firstToken = 700ms, .stall = 500ms, .total = 10s, .deadline = {}};
    CompletionRecorder call;
    call.start(*provider, bench.request(u"[mock tokens=12 gap=3]"_s), limits);
    QVERIFY(call.wait());
    QVERIFY2(verdicts.contains(call.verdict()), qPrintable(call.verdict()));
    QVERIFY(bench.mock.stats().timesSeen(u"call-1"_s) <= 1);
    QVERIFY(waitUntil([&] { return bench.mock.stats().counts().inFlight == 0; }));
    QVERIFY(waitUntil([&] { return provider->status().inFlight == 0; }));
    if (call.verdict() == "ok"_L1)
        QCOMPARE(call.completion()->text, u"t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 t10 t11 "_s);
}

void TestFaultProxy::scriptsAreText()
{
    std::mt19937_64 engine(7);
    for (int i = 0; i < 200; ++i) {
        const FaultScript script = FaultScript::random(engine);
        const auto again = FaultScript::parse(script.toString());
        QVERIFY(again);
        QCOMPARE(again->toString(), script.toString());
    }
    QVERIFY(!FaultScript::parse(u"explode"_s));
}

void TestFaultProxy::seedsRepeat()
{
    const auto play = [](quint64 seed) {
        std::mt19937_64 engine(seed);
        QStringList scripts;
        for (int i = 0; i < 50; ++i)
            scripts << FaultScript::random(engine).toString();
        return scripts;
    };
    QCOMPARE(play(42), play(42));
    QVERIFY(play(42) != play(43));
    for (const QString &kind : {u"none"_s, u"reset"_s, u"garbage"_s, u"half_close"_s})
        QVERIFY2(!play(42).filter(kind).isEmpty(), qPrintable(kind));
}

QTEST_GUILESS_MAIN(TestFaultProxy)
#include "tst_faultproxy.moc"
