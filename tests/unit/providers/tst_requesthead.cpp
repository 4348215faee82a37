#include "core/providers/requesthead.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestRequestHead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void start_data();
    void start();
    void bodySize();
    void headersThatAreNotSent();
};

void TestRequestHead::start_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<RequestTarget>("target");
    QTest::addColumn<QByteArray>("start");
    const auto row = [](const char *name, const QString &url, const QByteArray &start,
                        RequestTarget target = RequestTarget::Path) {
        QTest::newRow(name) << url << target << start;
    };
    row("path", u"https://api.example.test/v1/files"_s,
        "GET /v1/files HTTP/1.1\r\nHost: api.example.test\r\n");
    row("port and query", u"http://127.0.0.1:8080/a b?purpose=x%20y"_s,
        "GET /a%20b?purpose=x%20y HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n");
    row("no path", u"http://host"_s, "GET / HTTP/1.1\r\nHost: host\r\n");
    row("IPv6", u"http://[::1]:81/x"_s, "GET /x HTTP/1.1\r\nHost: [::1]:81\r\n");
    row("international", u"https://bücher.example/x"_s, "GET /x HTTP/1.1\r\nHost: xn--bcher-kva.example\r\n");
    row("user and password stay here", u"https://me:secret@host/x"_s, "GET /x HTTP/1.1\r\nHost: host\r\n");
    row("through a proxy", u"http://me:secret@host:81/x?y=1#z"_s,
        "GET http://host:81/x?y=1 HTTP/1.1\r\nHost: host:81\r\n", RequestTarget::WholeUrl);
}

void TestRequestHead::start()
{
    QFETCH(QString, url);
    QFETCH(RequestTarget, target);
    QFETCH(QByteArray, start);
    const QByteArray head = requestHead("GET", QNetworkRequest(QUrl(url)), 0, target);
    QVERIFY2(head.startsWith(start), head.constData());
    QVERIFY(head.endsWith("\r\nConnection: close\r\n\r\n"));
    QVERIFY(!head.contains("secret"));
}

void TestRequestHead::bodySize()
{
    const QNetworkRequest request(QUrl(u"http://host/"_s));
    QVERIFY(!requestHead("GET", request, 0).contains("Content-Length"));
    QVERIFY(!requestHead("DELETE", request, 0).contains("Content-Length"));
    QVERIFY(requestHead("POST", request, 0).contains("\r\nContent-Length: 0\r\n"));
    QVERIFY(requestHead("POST", request, 3).contains("\r\nContent-Length: 3\r\n"));
}

void TestRequestHead::headersThatAreNotSent()
{
    QNetworkRequest request(QUrl(u"http://host/"_s));
    request.setRawHeader("X-Good", "1");
    request.setRawHeader("X-Bad", "1\r\nX-Evil: 1");
    request.setRawHeader("host", "elsewhere");
    request.setRawHeader("Transfer-Encoding", "chunked");
    request.setRawHeader("Connection", "keep-alive");
    request.setRawHeader("Content-Length", "7");
    const QByteArray head = requestHead("POST", request, 3);
    QVERIFY(head.contains("\r\nX-Good: 1\r\n"));
    QVERIFY(!head.contains("X-Bad") && !head.contains("X-Evil"));
    QVERIFY(!head.contains("elsewhere") && !head.contains("chunked") && !head.contains("keep-alive"));
    QCOMPARE(head.count("Content-Length"), 1);
}

QTEST_APPLESS_MAIN(TestRequestHead)
#include "tst_requesthead.moc"
