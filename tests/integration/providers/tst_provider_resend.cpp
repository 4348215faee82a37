#include "tests/integration/providers/providerbench.h"

#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

// QNetworkAccessManager's own replies send a POST again, up to four times, when the server drops the
// connection. Each would be a paid call: the server counts.
class TestProviderResend : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void eachRequestGoesOutOnce_data();
    void eachRequestGoesOutOnce();
    void redirectNeverCarriesTheKey_data();
    void redirectNeverCarriesTheKey();
    void eachCallGetsAFreshConnection();
};

void TestProviderResend::eachRequestGoesOutOnce_data()
{
    QTest::addColumn<bool>("https");
    QTest::addColumn<QString>("directive");
    QTest::addColumn<QString>("code");
    for (const bool https : {false, true}) {
        const auto row = [https](const char *name, const QString &directive, const QString &code) {
            QTest::addRow("%s %s", https ? "https" : "http", name) << https << directive << code;
        };
        row("FIN without an answer", u"kill=fin"_s, u"connection_lost"_s);
        row("RST", u"kill=rst"_s, u"connection_lost"_s);
        row("thinks, then FIN", u"kill=think_fin"_s, u"connection_lost"_s);
        row("FIN once, would answer the second", u"kill=fin_once"_s, u"connection_lost"_s);
        row("half a status line", u"kill=half_status"_s, u"connection_lost"_s);
        row("part of the body", u"kill=partial_body"_s, u"truncated"_s);
        row("content length cut short", u"cut_length"_s, u"truncated"_s);
        row("JSON cut short", u"json cut_length"_s, u"truncated"_s);
        row("chunked end without finish reason", u"no_finish"_s, u"truncated"_s);
    }
}

void TestProviderResend::eachRequestGoesOutOnce()
{
    QFETCH(bool, https);
    QFETCH(QString, directive);
    QFETCH(QString, code);
    ProviderBench bench(https ? MockProvider::Scheme::Https : MockProvider::Scheme::Http);
    // Whether the end or the last bytes are seen first is a matter of chance.
    for (int i = 0; i < 15; ++i) {
        const QString tag = u"call-"_s + QString::number(i);
        CompletionRecorder call;
        call.start(*bench.provider, bench.request(u"hello [mock "_s + directive + u']', tag));
        QVERIFY(call.wait());
        QCOMPARE(call.verdict(), code);
        QVERIFY(call.failure()->mayHaveRun);
        QCOMPARE(call.failure()->provider, u"glm"_s);
        QVERIFY(!call.failure()->error.message.isEmpty());
    }
    QTest::qWait(50); // a repeat would come at once
    const QHash<QString, int> seen = bench.mock.stats().seen();
    QCOMPARE(seen.size(), 15);
    for (auto it = seen.begin(); it != seen.end(); ++it)
        QVERIFY2(it.value() == 1,
                 qPrintable(it.key() + u" was seen "_s + QString::number(it.value()) + u" times"_s));
    QCOMPARE(bench.provider->status().requests, 15);
    QCOMPARE(bench.provider->status().failures, 15);
}

void TestProviderResend::redirectNeverCarriesTheKey_data()
{
    QTest::addColumn<bool>("https");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestProviderResend::redirectNeverCarriesTheKey()
{
    QFETCH(bool, https);
    ProviderBench bench(https ? MockProvider::Scheme::Https : MockProvider::Scheme::Http);
    const MockProvider elsewhere;
    const QByteArray target = (elsewhere.baseUrl() + u"/chat/completions"_s).toUtf8();
    bench.mock.setHandler([target](const MockRequest &, MockReply &reply) { reply.redirectTo = target; });
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock kill=redirect]"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"redirected"_s);
    QVERIFY(call.failure()->error.message.contains(u"127.0.0.1:"_s + QString::number(elsewhere.port())));
    QVERIFY(!call.failure()->mayHaveRun);
    QTest::qWait(50);
    QCOMPARE(elsewhere.stats().counts().requests, 0);
    QCOMPARE(elsewhere.stats().connections(), 0);
    QCOMPARE(bench.mock.stats().counts().requests, 1);
}

void TestProviderResend::eachCallGetsAFreshConnection()
{
    // The server may have closed a connection that lay idle; as nothing is sent again, finding that out would
    // fail the call. So each call has a connection of its own.
    ProviderBench bench;
    for (int i = 0; i < 20; ++i) {
        CompletionRecorder call;
        call.start(*bench.provider, bench.request(u"[mock tokens=1]"_s, QString::number(i)));
        QVERIFY(call.wait());
        QCOMPARE(call.verdict(), u"ok"_s);
    }
    QCOMPARE(bench.mock.stats().connections(), 20);
    QCOMPARE(bench.provider->status().inFlight, 0);
}

QTEST_GUILESS_MAIN(TestProviderResend)
#include "tst_provider_resend.moc"
