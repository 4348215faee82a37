#include "core/http/httphead.h"
#include "core/http/httpreply.h"

#include <QTest>

using namespace exaid;

class TestHttpHead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parsesRequestLineAndHeaders();
    void leavesWhatFollowsAlone();
    void sorts_data();
    void sorts();
    void eachPrefixIsIncomplete();
    void recognisesUpgrade_data();
    void recognisesUpgrade();
    void replyIsWhole();
};

void TestHttpHead::parsesRequestLineAndHeaders()
{
    const auto parsed =
        HttpHead::parse("GET /monitor?x=1 HTTP/1.1\r\nHost: localhost:8079\r\nX-A: 1\r\nx-a: 2\r\n\r\n");
    const auto *head = std::get_if<HttpHead>(&parsed);
    QVERIFY(head);
    QCOMPARE(head->method, "GET");
    QCOMPARE(head->target, "/monitor?x=1");
    QCOMPARE(head->path(), "/monitor");
    QCOMPARE(head->version, 11);
    QCOMPARE(head->value("HOST"), "localhost:8079");
    QCOMPARE(head->count("X-a"), 2);
    QVERIFY(head->value("Origin").isNull());
}

void TestHttpHead::leavesWhatFollowsAlone()
{
    const QByteArray head = "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";
    const auto parsed = HttpHead::parse(QByteArray(head + "hello more"));
    QVERIFY(std::holds_alternative<HttpHead>(parsed));
    QCOMPARE(std::get<HttpHead>(parsed).size, head.size());
}

void TestHttpHead::sorts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind"); // index of HttpHead::Parsed
    QTest::newRow("nothing") << QByteArray() << 1;
    QTest::newRow("half a line") << QByteArray("GET / HT") << 1;
    QTest::newRow("no empty line") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n") << 1;
    QTest::newRow("long header") << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(20'000, 'a')) << 2;
    QTest::newRow("long and complete")
        << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(20'000, 'a') + "\r\n\r\n") << 2;
    QTest::newRow("long target") << QByteArray("GET /" + QByteArray(20'000, 'a')) << 2;
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02\r\n\r\n") << 3;
    QTest::newRow("not HTTP") << QByteArray("EHLO there\r\n\r\n") << 3;
    QTest::newRow("bad version") << QByteArray("GET / HTTP/9.9\r\n\r\n") << 3;
    QTest::newRow("space in a name") << QByteArray("GET / HTTP/1.1\r\nHo st: x\r\n\r\n") << 3;
    QTest::newRow("zero byte") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30) << 3;
    QTest::newRow("two lengths") << QByteArray(
                                        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
                                 << 3;
}

void TestHttpHead::sorts()
{
    QFETCH(QByteArray, bytes);
    QTEST(static_cast<int>(HttpHead::parse(bytes).index()), "kind");
}

void TestHttpHead::eachPrefixIsIncomplete()
{
    const QByteArray whole = "GET /a HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n";
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(std::holds_alternative<HttpHead::Incomplete>(HttpHead::parse(whole.first(length))),
                 whole.first(length).constData());
    QVERIFY(std::holds_alternative<HttpHead>(HttpHead::parse(whole)));
}

void TestHttpHead::recognisesUpgrade_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("isUpgrade");
    QTest::newRow("plain") << QByteArray("Host: x\r\n") << false;
    QTest::newRow("usual") << QByteArray("Connection: Upgrade\r\nUpgrade: websocket\r\n") << true;
    QTest::newRow("lists and cases") << QByteArray(
                                            "connection: keep-alive, UPGRADE\r\nUPGRADE: foo, WebSocket\r\n")
                                     << true;
    QTest::newRow("no connection") << QByteArray("Upgrade: websocket\r\n") << false;
    QTest::newRow("other protocol") << QByteArray("Connection: Upgrade\r\nUpgrade: h2c\r\n") << false;
}

void TestHttpHead::recognisesUpgrade()
{
    QFETCH(QByteArray, headers);
    const auto parsed = HttpHead::parse(QByteArray("GET / HTTP/1.1\r\n" + headers + "\r\n"));
    QVERIFY(std::holds_alternative<HttpHead>(parsed));
    QTEST(std::get<HttpHead>(parsed).isWebSocketUpgrade(), "isUpgrade");
}

void TestHttpHead::replyIsWhole()
{
    HttpReply reply = HttpReply::text(426, "no");
    reply.headers.append(HttpHeader{"Upgrade", "websocket"});
    const QByteArray bytes = reply.bytes();
    QVERIFY(bytes.startsWith("HTTP/1.1 426 Upgrade Required\r\n"));
    QVERIFY(bytes.contains("\r\nContent-Length: 3\r\n"));
    QVERIFY(bytes.contains("\r\nConnection: close\r\n"));
    QVERIFY(bytes.contains("\r\nUpgrade: websocket\r\n"));
    QVERIFY(bytes.endsWith("\r\n\r\nno\n"));
    QVERIFY(reply.bytes(false).endsWith("\r\n\r\n"));
}

QTEST_GUILESS_MAIN(TestHttpHead)
#include "tst_httphead.moc"
