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

QTEST_GUILESS_MAIN(TestMockProvider)
#include "tst_mockprovider.moc"
