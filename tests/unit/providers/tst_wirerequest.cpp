#include "core/providers/wirerequest.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestWireRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void head_data();
    void head();
    void aHeaderStartsNoOther();
};

void TestWireRequest::head_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("path") << u"https://api.example.test/v1/files"_s
                          << QByteArray("GET /v1/files HTTP/1.1\r\nHost: api.example.test\r\n");
    QTest::newRow("port and query") << u"http://127.0.0.1:8080/a b?purpose=x%20y"_s
                                    << QByteArray(
                                           "GET /a%20b?purpose=x%20y HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n");
    QTest::newRow("no path") << u"http://host"_s << QByteArray("GET / HTTP/1.1\r\nHost: host\r\n");
    QTest::newRow("IPv6") << u"http://[::1]:81/x"_s << QByteArray("GET /x HTTP/1.1\r\nHost: [::1]:81\r\n");
    QTest::newRow("international") << u"https://bücher.example/x"_s
                                   << QByteArray("GET /x HTTP/1.1\r\nHost: xn--bcher-kva.example\r\n");
    QTest::newRow("user and password stay here")
        << u"https://me:secret@host/x"_s << QByteArray("GET /x HTTP/1.1\r\nHost: host\r\n");
}

void TestWireRequest::head()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, start);
    WireRequest request;
    request.url = QUrl(url);
    const QByteArray head = request.head();
    QVERIFY2(head.startsWith(start), head.constData());
    QVERIFY(head.endsWith("\r\nConnection: close\r\n\r\n"));
    QVERIFY(!head.contains("Content-Length") && !head.contains("secret"));

    request.verb = "POST";
    QVERIFY(request.head().contains("\r\nContent-Length: 0\r\n"));
    request.body = "abc";
    QVERIFY(request.head().contains("\r\nContent-Length: 3\r\n"));
}

void TestWireRequest::aHeaderStartsNoOther()
{
    WireRequest request;
    request.url = QUrl(u"http://host/"_s);
    request.add("X-Good", "1");
    request.add("X-Bad", "1\r\nX-Evil: 1");
    const QByteArray head = request.head();
    QVERIFY(head.contains("\r\nX-Good: 1\r\n"));
    QVERIFY(!head.contains("X-Bad") && !head.contains("X-Evil"));
}

QTEST_APPLESS_MAIN(TestWireRequest)
#include "tst_wirerequest.moc"
