#include "core/providers/httpanswerreader.h"

#include <QTest>

using namespace exaid;
using State = HttpAnswerReader::State;

class TestHttpAnswerReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersInAnyPieces_data();
    void answersInAnyPieces();
    void ends_data();
    void ends();
    void endlessHead_data();
    void endlessHead();
    void headersAsSent();
    void whatFollowsIsNotRead();
};

void TestHttpAnswerReader::answersInAnyPieces_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("untilEnd"); // complete only when the connection ends
    QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello") << 200
                            << QByteArray("hello") << false;
    QTest::newRow("no body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") << 200
                             << QByteArray() << false;
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204 << QByteArray() << false;
    QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "5\r\nhello\r\n6;note=x\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n")
                            << 200 << QByteArray("hello world") << false;
    QTest::newRow("no chunk but the end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 200 << QByteArray()
        << false;
    QTest::newRow("until the end") << QByteArray("HTTP/1.0 500 Oops\r\nContent-Type: text/plain\r\n\r\nsorry")
                                   << 500 << QByteArray("sorry") << true;
    QTest::newRow("interim answers first")
        << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
                      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        << 200 << QByteArray("ok") << false;
    QTest::newRow("no reason phrase")
        << QByteArray("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok") << 200 << QByteArray("ok") << false;
}

void TestHttpAnswerReader::answersInAnyPieces()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, untilEnd);
    for (qsizetype piece = 1; piece <= bytes.size(); ++piece) {
        HttpAnswerReader reader;
        QByteArray got;
        State state = State::Head;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            state = reader.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)), got);
        QCOMPARE(state, untilEnd ? State::Body : State::Complete);
        QCOMPARE(reader.finish(), State::Complete);
        QCOMPARE(got, body);
        QCOMPARE(reader.status(), status);
        for (const auto &[name, value] : reader.headers())
            QVERIFY(name != "X-Sum" && name != "Link");
    }
}

void TestHttpAnswerReader::ends_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<State>("fed");
    QTest::addColumn<State>("ended");
    const QByteArray ok("HTTP/1.1 200 OK\r\n");
    QTest::newRow("nothing") << QByteArray() << State::Head << State::Head;
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 2") << State::Head << State::Head;
    QTest::newRow("head without an end") << ok << State::Head << State::Head;
    QTest::newRow("short body") << QByteArray(ok + "Content-Length: 5\r\n\r\nhel") << State::Body
                                << State::Body;
    QTest::newRow("chunk missing") << QByteArray(ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
                                   << State::Body << State::Body;
    QTest::newRow("garbage") << QByteArray("\x01\x02 this is not HTTP\r\n\r\n") << State::Malformed
                             << State::Malformed;
    QTest::newRow("bad chunk") << QByteArray(ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n")
                               << State::Malformed << State::Malformed;
    QTest::newRow("two lengths") << QByteArray(ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello")
                                 << State::Malformed << State::Malformed;
}

void TestHttpAnswerReader::ends()
{
    QFETCH(QByteArray, bytes);
    QFETCH(State, fed);
    QFETCH(State, ended);
    HttpAnswerReader reader;
    QByteArray body;
    QCOMPARE(reader.feed(bytes, body), fed);
    QCOMPARE(reader.finish(), ended);
    QCOMPARE(reader.problem().isEmpty(), fed != State::Malformed);
}

void TestHttpAnswerReader::endlessHead_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("more");
    const QByteArray ok("HTTP/1.1 200 OK\r\n");
    QTest::newRow("lines") << ok << QByteArray("X-Fill: xxxxxxxxxxxxxxxxxxxxxxx\r\n");
    QTest::newRow("one line") << QByteArray(ok + "X-Fill: ") << QByteArray(100, 'x');
    QTest::newRow("status line") << QByteArray("HTTP/1.1 200 ") << QByteArray(100, 'x');
    QTest::newRow("interim answers") << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
    QTest::newRow("chunk size") << QByteArray(ok + "Transfer-Encoding: chunked\r\n\r\n5;x=")
                                << QByteArray(100, 'x');
    QTest::newRow("trailer") << QByteArray(ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n")
                             << QByteArray("X-Fill: xxxxxxxxxxxxxxxxxxxxxxx\r\n");
}

void TestHttpAnswerReader::endlessHead()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, more);
    HttpAnswerReader reader;
    QByteArray body;
    State state = reader.feed(start, body);
    qsizetype fed = 0;
    while ((state == State::Head || state == State::Body) && fed < 4 * HttpAnswerReader::MaxHeadBytes) {
        state = reader.feed(more, body);
        fed += more.size();
    }
    QCOMPARE(state, State::HeadTooLong);
    QVERIFY2(fed <= HttpAnswerReader::MaxHeadBytes + 200, qPrintable(QString::number(fed)));
    QVERIFY(body.isEmpty());
}

void TestHttpAnswerReader::headersAsSent()
{
    HttpAnswerReader reader;
    QByteArray body;
    reader.feed("HTTP/1.1 429 Slow down\r\nRetry-After:  7 \r\nx-RateLimit: a\r\nX-RateLimit: b\r\n"
                "Content-Length: 0\r\n\r\n",
                body);
    QCOMPARE(reader.headers().size(), 4);
    QCOMPARE(reader.headers().at(0), qMakePair(QByteArray("Retry-After"), QByteArray("7")));
    QCOMPARE(reader.headers().at(1).first, QByteArray("x-RateLimit"));
    QCOMPARE(reader.headers().at(2).second, QByteArray("b"));
}

void TestHttpAnswerReader::whatFollowsIsNotRead()
{
    HttpAnswerReader reader;
    QByteArray body;
    QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n", body),
             State::Complete);
    QCOMPARE(body, QByteArray("ok"));
    QCOMPARE(reader.feed("more", body), State::Complete);
    QCOMPARE(body, QByteArray("ok"));
}

QTEST_APPLESS_MAIN(TestHttpAnswerReader)
#include "tst_httpanswerreader.moc"
