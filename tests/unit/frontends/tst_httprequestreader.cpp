#include "core/http/httprequestreader.h"

#include <QTest>

using namespace exaid;

// Each request once in one piece and once byte by byte: how it is cut must not matter.
class tst_httprequestreader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsRequests_data();
    void readsRequests();
    void refusesRequests_data();
    void refusesRequests();
    void leavesTheNextRequest();
    void saysWhenAClientWaits();
};

namespace {

constexpr qint64 MaxBody = 100;

HttpRequestReader::State feed(HttpRequestReader &reader, const QByteArray &text, qsizetype step)
{
    QByteArray buffer;
    for (qsizetype at = 0; at < text.size(); at += step) {
        buffer += text.mid(at, step);
        reader.take(buffer);
    }
    return reader.state();
}

} // namespace

void tst_httprequestreader::readsRequests_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    const QByteArray head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("no body") << QByteArray("GET /mcp HTTP/1.1\r\nHost: a\r\n\r\n") << QByteArray() << true;
    QTest::newRow("empty body") << head + "Content-Length: 0\r\n\r\n" << QByteArray() << true;
    QTest::newRow("body") << head + "Content-Length: 5\r\n\r\nhello" << QByteArray("hello") << true;
    QTest::newRow("chunks") << head + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
                            << QByteArray("hello") << true;
    QTest::newRow("chunk extension and trailer")
        << head + "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n"
        << QByteArray("hello") << true;
    QTest::newRow("closes") << head + "Connection: close\r\nContent-Length: 1\r\n\r\nx" << QByteArray("x")
                            << false;
    QTest::newRow("HTTP/1.0") << QByteArray("GET /mcp HTTP/1.0\r\nHost: a\r\n\r\n") << QByteArray() << false;
}

void tst_httprequestreader::readsRequests()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, body);
    QFETCH(bool, keepAlive);
    for (const qsizetype step : {text.size(), qsizetype(1), qsizetype(7)}) {
        HttpRequestReader reader(MaxBody);
        QCOMPARE(feed(reader, text, step), HttpRequestReader::State::Complete);
        const HttpRequest request = reader.request();
        QCOMPARE(request.body, body);
        QCOMPARE(request.keepAlive, keepAlive);
        QCOMPARE(request.head.path(), "/mcp");
        QCOMPARE(request.head.count("Host"), 1);
    }
}

void tst_httprequestreader::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    const QByteArray head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("not HTTP") << QByteArray("hello world\r\n\r\n") << 400;
    QTest::newRow("head too long") << head + "X: " + QByteArray(17'000, 'x') + "\r\n\r\n" << 431;
    QTest::newRow("endless head") << head + "X: " + QByteArray(17'000, 'x') << 431;
    QTest::newRow("body too long") << head + "Content-Length: 101\r\n\r\n" << 413;
    QTest::newRow("chunks too long") << head + "Transfer-Encoding: chunked\r\n\r\n64\r\n" +
                                            QByteArray(100, 'x') + "\r\n1\r\nx\r\n"
                                     << 413;
    QTest::newRow("chunk without a size") << head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" << 400;
    QTest::newRow("negative length") << head + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("two lengths") << head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx" << 400;
    QTest::newRow("length and chunks")
        << head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        << 400;
}

void tst_httprequestreader::refusesRequests()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    for (const qsizetype step : {text.size(), qsizetype(7)}) {
        HttpRequestReader reader(MaxBody);
        QCOMPARE(feed(reader, text, step), HttpRequestReader::State::Failed);
        QCOMPARE(reader.failure().status, status);
    }
}

void tst_httprequestreader::leavesTheNextRequest()
{
    QByteArray bytes = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxyGET / HTTP/1.1\r\n";
    HttpRequestReader reader(MaxBody);
    QCOMPARE(reader.take(bytes), HttpRequestReader::State::Complete);
    QCOMPARE(bytes, "GET / HTTP/1.1\r\n");
}

void tst_httprequestreader::saysWhenAClientWaits()
{
    QByteArray bytes = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    HttpRequestReader reader(MaxBody);
    QCOMPARE(reader.take(bytes), HttpRequestReader::State::Body);
    QVERIFY(reader.wantsContinue());
}

QTEST_GUILESS_MAIN(tst_httprequestreader)
#include "tst_httprequestreader.moc"
