#include "core/frontends/doorpolicy.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

HttpHead headOf(const QByteArray &text)
{
    return std::get<HttpHead>(HttpHead::parse(text));
}

const QByteArray Upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n";

} // namespace

class TestDoorPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hosts_data();
    void hosts();
    void origins_data();
    void origins();
    void routes_data();
    void routes();
};

void TestDoorPolicy::hosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isOwn");
    QTest::newRow("localhost") << u"localhost"_s << true;
    QTest::newRow("any port") << u"localhost:1"_s << true;
    QTest::newRow("case and dot") << u"LocalHost.:8079"_s << true;
    QTest::newRow("127.0.0.1") << u"127.0.0.1:8079"_s << true;
    QTest::newRow("127.1.2.3") << u"127.1.2.3"_s << true;
    QTest::newRow("::1") << u"[::1]:8079"_s << true;
    QTest::newRow("own address") << u"192.168.7.7:8079"_s << true;
    QTest::newRow("host setting") << u"box.lan:8079"_s << true;
    QTest::newRow("allowed") << u"proxy.example"_s << true;
    QTest::newRow("foreign") << u"evil.example"_s << false;
    QTest::newRow("localhost as a part") << u"localhost.evil.example"_s << false;
    QTest::newRow("name that starts with 127") << u"127.0.0.1.evil.example"_s << false;
    QTest::newRow("other address") << u"10.1.1.1"_s << false;
    QTest::newRow("unbracketed ::1") << u"::1"_s << true;
    QTest::newRow("half a bracket") << u"[::1"_s << false;
    QTest::newRow("user part") << u"localhost@evil.example"_s << false;
    QTest::newRow("empty") << u""_s << false;
}

void TestDoorPolicy::hosts()
{
    QFETCH(QString, host);
    ServerSettings settings;
    settings.host = u"box.lan"_s;
    settings.allowedHosts = {u"Proxy.Example"_s};
    QTEST(isOwnHost(host, QHostAddress(u"192.168.7.7"_s), settings), "isOwn");
}

void TestDoorPolicy::origins_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("listed") << u"https://ui.example"_s << true;
    QTest::newRow("case and slash") << u"HTTPS://UI.example/"_s << true;
    QTest::newRow("other scheme") << u"http://ui.example"_s << false;
    QTest::newRow("other port") << u"https://ui.example:8443"_s << false;
    QTest::newRow("suffix") << u"https://ui.example.evil"_s << false;
    QTest::newRow("null") << u"null"_s << false;
    QTest::newRow("loopback") << u"http://127.0.0.1:8079"_s << false;
    QTest::newRow("empty") << u""_s << false;
}

void TestDoorPolicy::origins()
{
    QFETCH(QString, origin);
    ServerSettings settings;
    settings.allowedOrigins = {u"https://ui.example"_s};
    QTEST(isAllowedOrigin(origin, settings), "isAllowed");
}

void TestDoorPolicy::routes_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status"); // 0: exai, 1: monitor, 2: MCP
    QTest::newRow("root") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\n" + Upgrade) << 0;
    QTest::newRow("any path") << QByteArray("GET /ws/x HTTP/1.1\r\nHost: localhost\r\n" + Upgrade) << 0;
    QTest::newRow("monitor") << QByteArray("GET /monitor HTTP/1.1\r\nHost: localhost\r\n" + Upgrade) << 1;
    QTest::newRow("monitor, query") << QByteArray("GET /monitor?a HTTP/1.1\r\nHost: localhost\r\n" + Upgrade)
                                    << 1;
    QTest::newRow("live") << QByteArray("GET /health/live HTTP/1.1\r\nHost: localhost\r\n") << 200;
    QTest::newRow("live, HEAD") << QByteArray("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\n") << 200;
    QTest::newRow("live, POST") << QByteArray("POST /health/live HTTP/1.1\r\nHost: localhost\r\n") << 426;
    QTest::newRow("health") << QByteArray("GET /health HTTP/1.1\r\nHost: localhost\r\n") << 10;
    QTest::newRow("metrics") << QByteArray("GET /metrics?x=1 HTTP/1.1\r\nHost: localhost\r\n") << 11;
    QTest::newRow("metrics, POST") << QByteArray("POST /metrics HTTP/1.1\r\nHost: localhost\r\n") << 426;
    QTest::newRow("foreign host, metrics")
        << QByteArray("GET /metrics HTTP/1.1\r\nHost: evil.example\r\n") << 421;
    QTest::newRow("foreign origin, metrics")
        << QByteArray("GET /metrics HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil\r\n") << 403;
    QTest::newRow("plain") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\n") << 426;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n" + Upgrade) << 400;
    QTest::newRow("two hosts") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n" + Upgrade)
                               << 400;
    QTest::newRow("foreign host") << QByteArray("GET / HTTP/1.1\r\nHost: evil.example\r\n" + Upgrade) << 421;
    QTest::newRow("foreign host, live")
        << QByteArray("GET /health/live HTTP/1.1\r\nHost: evil.example\r\n") << 421;
    QTest::newRow("foreign origin")
        << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n" + Upgrade) << 403;
    QTest::newRow("two origins") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                                               "https://ui.example\r\nOrigin: https://ui.example\r\n" +
                                               Upgrade)
                                 << 403;
    QTest::newRow("allowed origin")
        << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://ui.example\r\n" + Upgrade) << 0;
    const QByteArray mcp = "POST /mcp HTTP/1.1\r\nHost: localhost:8079\r\n";
    QTest::newRow("MCP") << mcp << 2;
    QTest::newRow("MCP, WebSocket") << QByteArray("GET /mcp HTTP/1.1\r\nHost: localhost\r\n" + Upgrade) << 0;
    QTest::newRow("MCP, own origin") << mcp + "Origin: http://localhost:8079\r\n" << 2;
    QTest::newRow("MCP, other port") << mcp + "Origin: http://localhost:3000\r\n" << 403;
    QTest::newRow("MCP, foreign origin") << mcp + "Origin: http://evil.example\r\n" << 403;
    QTest::newRow("MCP, foreign host") << QByteArray("POST /mcp HTTP/1.1\r\nHost: evil.example\r\n") << 421;
}

void TestDoorPolicy::routes()
{
    QFETCH(QByteArray, head);
    ServerSettings settings;
    settings.allowedOrigins = {u"https://ui.example"_s};
    const DoorVerdict verdict = judge(headOf(head + "\r\n"), QHostAddress::LocalHost, settings);
    const auto *reply = std::get_if<HttpReply>(&verdict);
    const auto *page = std::get_if<DoorPage>(&verdict);
    const int status = reply  ? reply->status
                       : page ? 10 + static_cast<int>(*page)
                              : static_cast<int>(std::get<DoorRoute>(verdict));
    QTEST(status, "status");
}

QTEST_GUILESS_MAIN(TestDoorPolicy)
#include "tst_doorpolicy.moc"
