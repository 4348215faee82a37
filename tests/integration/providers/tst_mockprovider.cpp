#include "tests/support/mockprovider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

// The mock is what other tests judge by, so it is judged first.
class TestMockProvider : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streams_data();
    void streams();
    void scriptsErrors();
    void handlerOverridesTheDirective();
    void listsModels();
    void countsInFlightAndAborts();
    void scriptsGoByTheTimesAPromptCame();
    void hiddenLimitRefusesAndMoves();
    void comesBackAtTheSamePort();
    void playsOddAnswers_data();
    void playsOddAnswers();

private:
    static QNetworkRequest requestTo(const MockProvider &mock, const QByteArray &id);
    static QByteArray body(const QString &prompt, bool stream = true);
};

QNetworkRequest TestMockProvider::requestTo(const MockProvider &mock, const QByteArray &id)
{
    QNetworkRequest request(QUrl(QString(mock.baseUrl(u"glm"_s) + u"/chat/completions"_s)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("X-Request-ID", id);
    return request;
}

QByteArray TestMockProvider::body(const QString &prompt, bool stream)
{
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, prompt}};
    const QJsonObject root{
        {u"model"_s, u"glm-4.6"_s}, {u"stream"_s, stream}, {u"messages"_s, QJsonArray{message}}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

void TestMockProvider::streams_data()
{
    QTest::addColumn<bool>("https");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestMockProvider::streams()
{
    QFETCH(bool, https);
    MockProvider::trustCertificate();
    MockProvider mock(https ? MockProvider::Scheme::Https : MockProvider::Scheme::Http);
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(
        manager.post(requestTo(mock, "a"), body(u"hi [mock tokens=3]"_s)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    const QByteArray answer = reply->readAll();
    QCOMPARE(answer.count("data: "), 6); // 3 tokens, finish, usage, done
    QVERIFY(answer.endsWith("data: [DONE]\n\n"));
    QCOMPARE(mock.stats().timesSeen(u"a"_s), 1);
    QCOMPARE(mock.stats().counts(u"glm"_s).requests, 1);
    QCOMPARE(mock.stats().counts(u"glm-4.6"_s).maxInFlight, 1);
    QCOMPARE(mock.stats().counts().inFlight, 0);
    QVERIFY(mock.stats().aborts().isEmpty());
}

void TestMockProvider::scriptsErrors()
{
    const MockProvider mock;
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(
        manager.post(requestTo(mock, "a"), body(u"[mock status=429 retry_after=2 message=slow]"_s)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 429);
    QCOMPARE(reply->rawHeader("Retry-After"), "2");
    QVERIFY(reply->readAll().contains("slow"));
}

void TestMockProvider::handlerOverridesTheDirective()
{
    MockProvider mock;
    mock.setHandler([](const MockRequest &request, MockReply &reply) {
        reply.text = u"echo "_s + request.lastUserMessage();
    });
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.post(requestTo(mock, "a"), body(u"hello"_s, false)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(reply->readAll().contains("echo hello"));
}

void TestMockProvider::listsModels()
{
    MockProvider mock;
    mock.setModels({u"one"_s});
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(QUrl(QString(mock.baseUrl() + u"/models"_s)))));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(reply->readAll().contains("\"one\""));
}

void TestMockProvider::countsInFlightAndAborts()
{
    const MockProvider mock;
    QNetworkAccessManager manager;
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 3; ++i)
        replies << manager.post(requestTo(mock, "r" + QByteArray::number(i)), body(u"[mock hang=first]"_s));
    QTRY_COMPARE(mock.stats().counts(u"glm"_s).inFlight, 3);
    const qint64 before = MockStats::nowNs();
    for (QNetworkReply *reply : std::as_const(replies))
        reply->abort();
    QTRY_COMPARE(mock.stats().counts().inFlight, 0);
    QCOMPARE(mock.stats().counts().maxInFlight, 3);
    const QList<MockAbort> aborts = mock.stats().aborts();
    QCOMPARE(aborts.size(), 3);
    for (const MockAbort &abort : aborts)
        QVERIFY(abort.atNs >= before && abort.atNs < before + 1'000'000'000);
}

void TestMockProvider::scriptsGoByTheTimesAPromptCame()
{
    const MockProvider mock;
    QNetworkAccessManager manager;
    QList<int> statuses;
    for (int i = 0; i < 4; ++i) {
        const std::unique_ptr<QNetworkReply> reply(
            manager.post(requestTo(mock, "r" + QByteArray::number(i)),
                         body(u"[mock status=503,429,200 code=1302 retry_after=1]"_s)));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.wait());
        statuses << reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (i == 0)
            QVERIFY(reply->readAll().contains("\"code\":\"1302\""));
    }
    QCOMPARE(statuses, (QList<int>{503, 429, 200, 200}));
}

void TestMockProvider::hiddenLimitRefusesAndMoves()
{
    MockProvider mock;
    mock.setHiddenLimit(2, "3");
    QNetworkAccessManager manager;
    const auto post = [&](const QByteArray &id, const QString &prompt) {
        return std::unique_ptr<QNetworkReply>(manager.post(requestTo(mock, id), body(prompt)));
    };
    const auto first = post("a", u"[mock hang=first]"_s);
    const auto second = post("b", u"[mock hang=first]"_s);
    QTRY_COMPARE(mock.stats().counts().inFlight, 2);
    const auto third = post("c", u"hi"_s);
    QSignalSpy finished(third.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(third->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 429);
    QCOMPARE(third->rawHeader("Retry-After"), "3");
    QVERIFY(third->readAll().contains("1302"));
    QCOMPARE(mock.stats().refusals(), 1);
    mock.setHiddenLimit(3);
    const auto fourth = post("d", u"hi"_s);
    QSignalSpy served(fourth.get(), &QNetworkReply::finished);
    QVERIFY(served.wait());
    QCOMPARE(fourth->error(), QNetworkReply::NoError);
    QCOMPARE(mock.stats().refusals(), 1);
}

void TestMockProvider::comesBackAtTheSamePort()
{
    MockProvider mock;
    const quint16 port = mock.port();
    mock.stopListening();
    QTcpSocket refused;
    refused.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(refused.error(), QAbstractSocket::ConnectionRefusedError);
    mock.listenAgain();
    QTcpSocket served;
    served.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(served.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(mock.port(), port);
}

void TestMockProvider::playsOddAnswers_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QByteArray>("raw"); // part of what comes over the wire
    QTest::newRow("garbage") << u"[mock garbage]"_s << QByteArray("this is not HTTP");
    QTest::newRow("wrong type") << u"[mock type=text/html]"_s << QByteArray("Content-Type: text/html\r\n");
    QTest::newRow("compressed") << u"[mock json gzip]"_s << QByteArray("Content-Encoding: deflate\r\n");
    QTest::newRow("closes") << u"[mock json close]"_s << QByteArray("Connection: close\r\n");
    QTest::newRow("huge") << u"[mock oversize=9000000]"_s << QByteArray("Content-Length: 9000000\r\n");
    QTest::newRow("cut off by length") << u"[mock length]"_s << QByteArray("\"finish_reason\":\"length\"");
    QTest::newRow("stamped") << u"[mock stamp tokens=1]"_s << QByteArray("\"content\":\"t");
}

void TestMockProvider::playsOddAnswers()
{
    QFETCH(const QString, prompt);
    QFETCH(const QByteArray, raw);
    const MockProvider mock;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, mock.port());
    const QByteArray content = body(prompt);
    socket.write("POST /glm/v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                 QByteArray::number(content.size()) + "\r\n\r\n" + content);
    QByteArray answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer += socket.readAll()).contains(raw), 5000);
}

QTEST_GUILESS_MAIN(TestMockProvider)
#include "tst_mockprovider.moc"
