#include "core/providers/provideraccessmanager.h"
#include "tests/integration/providers/providerbench.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslError>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

class TestProviderAnswers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { MockProvider::trustCertificate(); }
    void streamedAnswer_data();
    void streamedAnswer();
    void requestHeaders();
    void wholeJsonAnswer();
    void failures_data();
    void failures();
    void keyIsInNoError();
    void nobodyListens();
    void untrustedCertificate();
    void certificateOfAnotherHost();
    void addressOfTheSixthVersion();
    void endlessAnswerIsBounded();
    void endlessHeadIsBounded();
    void kimiSearchLoop();
    void kimiSearchLoopIsBounded();
    void searchLoopSharesOneDeadline();
    void toolCallNobodyOffered();
    void glmThinking();
};

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr qint64 MostMiB = 2000; // freed memory stays resident for a while
#else
constexpr qint64 MostMiB = 150;
#endif

qint64 residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 / 1024 : 0;
}

} // namespace

void TestProviderAnswers::streamedAnswer_data()
{
    QTest::addColumn<bool>("https");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestProviderAnswers::streamedAnswer()
{
    QFETCH(bool, https);
    ProviderBench bench(https ? MockProvider::Scheme::Https : MockProvider::Scheme::Http);
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"hello [mock reasoning=2 tokens=3 gap=5]"_s));
    QVERIFY(!call.calledInsideComplete);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.phaseNames(), (QStringList{u"connecting"_s, u"awaiting_first_token"_s, u"streaming"_s}));
    const Completion &answer = *call.completion();
    QCOMPARE(answer.text, u"t0 t1 t2 "_s);
    QCOMPARE(answer.reasoning, u"r0 r1 "_s);
    QCOMPARE(call.text, answer.text);
    QCOMPARE(call.reasoning, answer.reasoning);
    QCOMPARE(answer.model, u"glm-4.6"_s);
    QCOMPARE(answer.finishReason, u"stop"_s);
    QCOMPARE(answer.usage, (TokenUsage{7, 5, 2}));
    QCOMPARE(answer.rounds, 1);
    QCOMPARE(call.finishedCount, 1);
    const ProviderStatus status = bench.provider->status();
    QCOMPARE(status.requests, 1);
    QCOMPARE(status.failures, 0);
    QCOMPARE(status.aborts, 0);
    QCOMPARE(status.inFlight, 0);
    QVERIFY(status.configured && !status.simulated);
    QVERIFY(bench.mock.stats().aborts().isEmpty());
}

void TestProviderAnswers::requestHeaders()
{
    ProviderBench bench;
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock]"_s, u"tag\r\nX-Evil: 1"_s));
    QVERIFY(call.wait());
    const MockRequest request = bench.mock.stats().requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/glm/v1/chat/completions");
    QCOMPARE(request.headers.value("authorization"), "Bearer very-secret-key-1234");
    QCOMPARE(request.headers.value("content-type"), "application/json");
    QCOMPARE(request.headers.value("accept-encoding"), "identity");
    QCOMPARE(request.headers.value("user-agent"), "exaid");
    QCOMPARE(request.headers.value("x-request-id"), "tagX-Evil:1");
    QVERIFY(!request.headers.contains("x-evil"));
    QVERIFY(!request.headers.contains("cookie"));
    QCOMPARE(request.headers.value("content-length").toLongLong(), request.body.size());
}

void TestProviderAnswers::wholeJsonAnswer()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Custom);
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock json tokens=3]"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->text, u"t0 t1 t2 "_s);
    QCOMPARE(call.text, u"t0 t1 t2 "_s);
    QCOMPARE(call.completion()->finishReason, u"stop"_s);
}

void TestProviderAnswers::failures_data()
{
    QTest::addColumn<QString>("directive");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("mayHaveRun");
    QTest::newRow("401") << u"status=401"_s << u"auth_rejected"_s << 401 << false;
    QTest::newRow("403") << u"status=403"_s << u"auth_rejected"_s << 403 << false;
    QTest::newRow("429") << u"status=429 retry_after=2"_s << u"rate_limited"_s << 429 << false;
    QTest::newRow("400") << u"status=400"_s << u"http_error"_s << 400 << false;
    QTest::newRow("500") << u"status=500"_s << u"http_error"_s << 500 << true;
    QTest::newRow("503") << u"status=503 retry_after=7"_s << u"http_error"_s << 503 << true;
    QTest::newRow("malformed event") << u"malformed"_s << u"malformed"_s << 200 << true;
    QTest::newRow("malformed JSON") << u"malformed json"_s << u"truncated"_s << 200 << true;
    QTest::newRow("compressed") << u"json gzip"_s << u"malformed"_s << 200 << true;
    QTest::newRow("wrong type") << u"type=text/html"_s << u"malformed"_s << 200 << true;
    QTest::newRow("error in the stream") << u"error_event"_s << u"provider_error"_s << 200 << true;
    QTest::newRow("content filter") << u"filtered"_s << u"content_filtered"_s << 200 << true;
    QTest::newRow("stream without an end") << u"no_finish"_s << u"truncated"_s << 200 << true;
    QTest::newRow("no DONE is fine") << u"no_done"_s << u"ok"_s << 200 << false;
}

void TestProviderAnswers::failures()
{
    QFETCH(QString, directive);
    QFETCH(QString, code);
    QFETCH(int, status);
    QFETCH(bool, mayHaveRun);
    ProviderBench bench;
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock message=because "_s + directive + u']'));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), code);
    QCOMPARE(bench.mock.stats().timesSeen(u"call-1"_s), 1);
    if (code == u"ok"_s)
        return;
    QCOMPARE(call.failure()->httpStatus, status);
    QCOMPARE(call.failure()->mayHaveRun, mayHaveRun);
    if (status != 200)
        QVERIFY2(call.failure()->error.message.contains(u"because"_s),
                 qPrintable(call.failure()->error.message));
    if (status == 429)
        QCOMPARE(call.failure()->retryAfter, Duration(2s));
    if (status == 503)
        QCOMPARE(call.failure()->retryAfter, Duration(7s));
    if (status == 401)
        QVERIFY(call.failure()->error.hint.contains(u"GLM_API_KEY"_s));
    QCOMPARE(bench.provider->status().lastError, call.failure()->error.message);
}

void TestProviderAnswers::keyIsInNoError()
{
    ProviderBench bench;
    bench.mock.setHandler([](const MockRequest &request, MockReply &reply) {
        reply.status = 400;
        reply.message = u"you sent "_s + QString::fromUtf8(request.headers.value("authorization"));
    });
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"hi"_s));
    QVERIFY(call.wait());
    QVERIFY(call.failure()->error.message.contains(u"you sent"_s));
    QVERIFY(!call.failure()->error.message.contains(u"very-secret"_s));
    QVERIFY(!bench.provider->status().lastError.contains(u"very-secret"_s));
}

void TestProviderAnswers::nobodyListens()
{
    ProviderBench bench;
    bench.mock.stopListening();
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"hi"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"connect_failed"_s);
    QVERIFY(!call.failure()->mayHaveRun);
    QVERIFY(call.failure()->error.message.contains(u"127.0.0.1:"_s + QString::number(bench.mock.port())));

    bench.settings.baseUrl.clear();
    CompletionRecorder nowhere;
    const auto provider = bench.make();
    nowhere.start(*provider, bench.request(u"hi"_s));
    QVERIFY(nowhere.wait());
    QCOMPARE(nowhere.verdict(), u"connect_failed"_s);
    QVERIFY(nowhere.failure()->error.hint.contains(u"GLM_BASE_URL"_s));
}

void TestProviderAnswers::untrustedCertificate()
{
    ProviderBench bench(MockProvider::Scheme::Https);
    bench.settings.baseUrl.replace(u"127.0.0.1"_s, u"localhost"_s);
    const auto byName = bench.make(); // in the certificate
    CompletionRecorder good;
    good.start(*byName, bench.request(u"[mock]"_s));
    QVERIFY(good.wait());
    QCOMPARE(good.verdict(), u"ok"_s);

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    const auto trusted = tls;
    tls.setCaCertificates({});
    QSslConfiguration::setDefaultConfiguration(tls);
    CompletionRecorder call;
    call.start(*byName, bench.request(u"[mock]"_s, u"untrusted"_s));
    const bool over = call.wait();
    QSslConfiguration::setDefaultConfiguration(trusted);
    QVERIFY(over);
    QCOMPARE(call.verdict(), u"tls_failed"_s);
    QVERIFY(!call.failure()->mayHaveRun);
    QCOMPARE(bench.mock.stats().timesSeen(u"untrusted"_s), 0); // neither the prompt nor the key went out
}

void TestProviderAnswers::certificateOfAnotherHost()
{
    const MockProvider mock(MockProvider::Scheme::Https);
    ProviderBench bench;
    ProviderAccessManager network(bench.timers);
    for (const bool isRight : {true, false}) {
        QNetworkRequest request(QUrl(QString(mock.baseUrl() + u"/models"_s)));
        request.setPeerVerifyName(isRight ? u"localhost"_s : u"another.example"_s);
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        const QSignalSpy sent(reply.get(), &QNetworkReply::requestSent);
        QList<QSslError> errors;
        connect(reply.get(), &QNetworkReply::sslErrors, this, [&](const QList<QSslError> &e) {
            errors = e;
            reply->ignoreSslErrors(); // of no use
        });
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), isRight ? QNetworkReply::NoError : QNetworkReply::SslHandshakeFailedError);
        QCOMPARE(errors.isEmpty(), isRight);
        QCOMPARE(sent.count(), isRight ? 1 : 0);
    }
}

void TestProviderAnswers::addressOfTheSixthVersion()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHostIPv6))
        QSKIP("this machine has no IPv6");
    QByteArray head;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *const socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&head, socket] {
            head += socket->readAll();
            if (!head.contains("\r\n\r\n"))
                return;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                          R"({"choices":[{"message":{"content":"six"},"finish_reason":"stop"}]})");
            socket->disconnectFromHost();
        });
    });
    ProviderBench bench;
    bench.settings.baseUrl = u"http://[::1]:%1/v1"_s.arg(server.serverPort());
    const auto provider = bench.make();
    CompletionRecorder call;
    call.start(*provider, bench.request(u"hi"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->text, u"six"_s);
    QVERIFY(head.contains(QByteArray("\r\nHost: [::1]:" + QByteArray::number(server.serverPort()) + "\r\n")));
}

void TestProviderAnswers::endlessAnswerIsBounded()
{
    ProviderBench bench;
    const qint64 before = residentMiB();
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock tokens=-1 token_bytes=60000]"_s));
    QVERIFY(call.wait(60s));
    QCOMPARE(call.verdict(), u"too_large"_s);
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 0);
    qInfo("resident memory grew by %lld MiB", residentMiB() - before);
    QVERIFY2(residentMiB() - before < MostMiB, qPrintable(QString::number(residentMiB() - before)));
}

void TestProviderAnswers::endlessHeadIsBounded()
{
    ProviderBench bench;
    const qint64 before = residentMiB();
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"[mock endless_header]"_s));
    QVERIFY(call.wait());
    qInfo("%s after %.0f ms, resident memory grew by %lld MiB", qPrintable(call.verdict()),
          toMilliseconds(call.took), residentMiB() - before);
    QCOMPARE(call.verdict(), u"too_large"_s);
    QVERIFY(call.failure()->error.message.contains(u"64 KiB"_s));
    QVERIFY(call.failure()->error.hint.contains(u"GLM_BASE_URL"_s));
    QVERIFY2(call.took < 1s, qPrintable(QString::number(toMilliseconds(call.took))));
    QVERIFY2(residentMiB() - before < MostMiB, qPrintable(QString::number(residentMiB() - before)));
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 0); // and let go there
    for (int i = 0; i < 5; ++i) {
        CompletionRecorder next;
        next.start(*bench.provider, bench.request(u"[mock]"_s, u"next-"_s + QString::number(i)));
        QVERIFY(next.wait());
        QCOMPARE(next.verdict(), u"ok"_s);
        QVERIFY2(next.took < 1s, qPrintable(QString::number(toMilliseconds(next.took))));
    }
}

void TestProviderAnswers::kimiSearchLoop()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    CompletionRequest request = bench.request(u"news? [mock search=2 tokens=3 reasoning=1]"_s, u"loop"_s);
    request.webSearch = true;
    CompletionRecorder call;
    call.start(*bench.provider, request);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->rounds, 3);
    QCOMPARE(call.completion()->text, u"t0 t1 t2 "_s);
    QCOMPARE(call.completion()->finishReason, u"stop"_s);
    QCOMPARE(call.completion()->usage->promptTokens, 21);
    QCOMPARE(call.phases.count(CallPhase::Connecting), 3);
    QCOMPARE(bench.provider->status().requests, 3);
    QCOMPARE(bench.provider->status().inFlight, 0);

    const QList<MockRequest> rounds = bench.mock.stats().requests();
    QCOMPARE(rounds.size(), 3);
    QCOMPARE(rounds.at(0).id, u"loop"_s);
    QCOMPARE(rounds.at(1).id, u"loop-2"_s);
    QCOMPARE(rounds.at(2).id, u"loop-3"_s);
    for (const MockRequest &round : rounds) {
        QCOMPARE(round.json.value("tools"_L1), rounds.first().json.value("tools"_L1));
        QCOMPARE(bench.mock.stats().timesSeen(round.id), 1);
    }
    const QJsonArray messages = rounds.at(2).json.value("messages"_L1).toArray();
    QCOMPARE(messages.size(), 5);
    QCOMPARE(messages[1]["role"_L1].toString(), u"assistant"_s);
    QCOMPARE(messages[1]["reasoning_content"_L1].toString(), u"r0 "_s);
    QCOMPARE(messages[2]["role"_L1].toString(), u"tool"_s);
    QCOMPARE(messages[2]["tool_call_id"_L1].toString(), u"search:0"_s);
    // As it came in two pieces, blank for blank.
    QCOMPARE(messages[2]["content"_L1].toString(),
             u"{\"search_result\": {\"search_id\": \"abc\"},  \"usage\":1}"_s);
    QCOMPARE(messages[2]["content"_L1], messages[1]["tool_calls"_L1][0]["function"_L1]["arguments"_L1]);
}

void TestProviderAnswers::kimiSearchLoopIsBounded()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    CompletionRequest request = bench.request(u"[mock search=1000]"_s);
    request.webSearch = true;
    CompletionRecorder call;
    call.start(*bench.provider, request);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"too_many_rounds"_s);
    QCOMPARE(bench.mock.stats().counts().requests, 8);
}

void TestProviderAnswers::searchLoopSharesOneDeadline()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    CompletionRequest request = bench.request(u"[mock search=1000 delay=200]"_s);
    request.webSearch = true;
    const CompletionLimits limits{
        .connect = 1s, .firstToken = 1s, .stall = 1s, .total = 700ms, .deadline = {}};
    CompletionRecorder call;
    call.start(*bench.provider, request, limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"total"_s);
    QVERIFY(call.took < 1100ms);
}

void TestProviderAnswers::toolCallNobodyOffered()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    bench.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.contentType = "text/event-stream";
        reply.body =
            "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"rm\"}}]},"
            "\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n";
    });
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"hi"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"unexpected_tool_call"_s);
}

void TestProviderAnswers::glmThinking()
{
    ProviderBench bench;
    for (const bool thinking : {true, false}) {
        CompletionRequest request = bench.request(u"[mock reasoning=2]"_s, thinking ? u"on"_s : u"off"_s);
        request.thinking = thinking;
        CompletionRecorder call;
        call.start(*bench.provider, request);
        QVERIFY(call.wait());
        QCOMPARE(call.verdict(), u"ok"_s);
        QVERIFY(!call.completion()->text.contains(u'r'));
        QCOMPARE(bench.mock.stats().requests().last().json.value("thinking"_L1)["type"_L1].toString(),
                 thinking ? u"enabled"_s : u"disabled"_s);
    }
}

QTEST_GUILESS_MAIN(TestProviderAnswers)
#include "tst_provider_answers.moc"
