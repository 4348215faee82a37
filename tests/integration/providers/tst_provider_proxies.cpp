#include "core/providers/provideraccessmanager.h"
#include "tests/integration/providers/providerbench.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

namespace {

// Passes on whatever it is asked to, to one port of this machine, and keeps what it was asked.
class TinyProxy : public QTcpServer
{
public:
    explicit TinyProxy(quint16 target)
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port for the proxy");
        connect(this, &QTcpServer::newConnection, this, [this, target] {
            QTcpSocket *const client = nextPendingConnection();
            auto *const provider = new QTcpSocket(client);
            provider->setProxy(QNetworkProxy::NoProxy);
            connect(provider, &QTcpSocket::readyRead, client,
                    [client, provider] { client->write(provider->readAll()); });
            connect(provider, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
            connect(client, &QTcpSocket::readyRead, client, [=, this] { told(client, provider, target); });
        });
    }

    QByteArray answer = "HTTP/1.1 200 Connection established\r\n\r\n";
    QByteArrayList heads;

private:
    void told(QTcpSocket *client, QTcpSocket *provider, quint16 target)
    {
        if (provider->state() != QAbstractSocket::UnconnectedState) {
            provider->write(client->readAll());
            return;
        }
        const QByteArray head = client->peek(64 * 1024);
        const qsizetype end = head.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        heads << head.first(end + 2);
        provider->connectToHost(QHostAddress(QHostAddress::LocalHost), target);
        if (head.startsWith("CONNECT ")) {
            client->skip(end + 4);
            client->write(answer);
            return;
        }
        // The provider itself wants to hear a path.
        const QByteArray all = client->readAll();
        const qsizetype url = all.indexOf("http://");
        const qsizetype path = all.indexOf('/', url + 7);
        provider->write(all.first(url) + all.sliced(path));
    }
};

} // namespace

// As QNetworkAccessManager has it: what the application or the system says about proxies holds.
class TestProviderProxies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void cleanup() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void httpsThroughATunnel();
    void theHostIsStillChecked();
    void httpIsForwarded();
    void aProxyThatRefuses();
    void aProxyThatIsNotThere();

private:
    // And so nothing was asked.
    static void neverConnects(ProviderBench &bench)
    {
        const auto provider = bench.make();
        CompletionRecorder call;
        call.start(*provider, bench.request(u"[mock]"_s));
        QVERIFY(call.wait());
        QCOMPARE(call.verdict(), u"connect_failed"_s);
        QVERIFY(!call.failure()->mayHaveRun);
    }
    static void use(const TinyProxy &proxy, const QString &user = {}, const QString &password = {})
    {
        QNetworkProxy::setApplicationProxy(
            QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort(), user, password));
    }
};

void TestProviderProxies::httpsThroughATunnel()
{
    ProviderBench bench(MockProvider::Scheme::Https);
    TinyProxy proxy(bench.mock.port());
    use(proxy);
    ProviderAccessManager network(bench.timers);
    // Qt asks for no proxy for "localhost", which is the only name in the certificate.
    QNetworkRequest request(QUrl(u"https://llm.example:4443/v1/chat/completions"_s));
    request.setPeerVerifyName(u"localhost"_s);
    request.setRawHeader("X-Request-ID", "call-1");
    request.setRawHeader("Authorization", "Bearer very-secret");
    const QByteArray body = R"({"messages":[{"role":"user","content":"[mock json tokens=3]"}]})";
    const std::unique_ptr<QNetworkReply> reply(network.post(request, body));
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->error() == QNetworkReply::NoError, qPrintable(reply->errorString()));
    QVERIFY(reply->readAll().contains("t0 t1 t2 "));
    QVERIFY2(proxy.heads.last().startsWith("CONNECT llm.example:4443 HTTP/1.1\r\n"),
             proxy.heads.last().constData());
    QVERIFY(!proxy.heads.join().contains("very-secret"));
    QCOMPARE(bench.mock.stats().timesSeen(u"call-1"_s), 1);
}

void TestProviderProxies::theHostIsStillChecked()
{
    ProviderBench bench(MockProvider::Scheme::Https);
    TinyProxy proxy(bench.mock.port());
    use(proxy);
    bench.settings.baseUrl = u"https://api.example.com/v1"_s; // the certificate says localhost
    const auto provider = bench.make();
    CompletionRecorder call;
    call.start(*provider, bench.request(u"[mock]"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"tls_failed"_s);
    QVERIFY2(call.failure()->error.message.contains(u"host"_s), qPrintable(call.failure()->error.message));
    QVERIFY(proxy.heads.last().startsWith("CONNECT api.example.com:443 HTTP/1.1\r\n"));
    QCOMPARE(bench.mock.stats().counts().requests, 0); // neither the prompt nor the key went out
}

void TestProviderProxies::httpIsForwarded()
{
    ProviderBench bench;
    TinyProxy proxy(bench.mock.port());
    use(proxy, u"me"_s, u"word"_s);
    bench.settings.baseUrl = u"http://llm.example:8080/glm/v1"_s;
    const auto provider = bench.make();
    CompletionRecorder call;
    call.start(*provider, bench.request(u"[mock tokens=3]"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    const QByteArray head = proxy.heads.last();
    QVERIFY2(head.startsWith("POST http://llm.example:8080/glm/v1/chat/completions HTTP/1.1\r\n"
                             "Host: llm.example:8080\r\n"),
             head.constData());
    QVERIFY(head.contains("\r\nProxy-Authorization: Basic bWU6d29yZA==\r\n"));
}

void TestProviderProxies::aProxyThatRefuses()
{
    ProviderBench bench(MockProvider::Scheme::Https);
    TinyProxy proxy(bench.mock.port());
    proxy.answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    use(proxy);
    bench.settings.baseUrl = u"https://llm.example:4443/v1"_s;
    neverConnects(bench);
}

void TestProviderProxies::aProxyThatIsNotThere()
{
    for (const QString &scheme : {u"http"_s, u"https"_s}) {
        ProviderBench bench;
        {
            const TinyProxy proxy(0);
            use(proxy);
        }
        bench.settings.baseUrl = scheme + u"://llm.example:4443/v1"_s;
        neverConnects(bench);
    }
}

QTEST_GUILESS_MAIN(TestProviderProxies)
#include "tst_provider_proxies.moc"
