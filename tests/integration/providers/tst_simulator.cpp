#include "core/providers/providerfactory.h"
#include "core/providers/simulator.h"
#include "core/time/manualtime.h"
#include "core/time/systemtime.h"
#include "tests/support/completionrecorder.h"

#include <QTcpSocket>
#include <QTest>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// The simulator over the very path of real calls.
class TestSimulator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void answersAndSaysSo();
    void obeysDirectives_data();
    void obeysDirectives();
    void pacesTheStream();
    void serves24AtOnce();
    void refusesBrokenRequests_data();
    void refusesBrokenRequests();
    void halfARequestIsClosed();
    void listsModelsAndAnswersWhole();
    void stopsWithOpenConnections();

private:
    CompletionRequest request(const QString &prompt) const;
    QByteArray exchange(const QByteArray &raw, bool closeAfter = false) const;

    SystemClock m_clock;
    std::unique_ptr<SystemTimerService> m_timers;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<Provider> m_provider;
    quint16 m_port = 0;
};

void TestSimulator::init()
{
    m_provider.reset();
    m_simulator.reset();
    m_timers = std::make_unique<SystemTimerService>(m_clock);
    m_simulator = std::make_unique<Simulator>(
        *m_timers, SimulatorOptions{.seed = 3, .firstToken = 50ms, .tokens = 30, .tokensPerSecond = 400});
    const auto port = m_simulator->start();
    QVERIFY(port);
    m_port = *port;
    ProviderSettings settings;
    settings.id = u"kimi"_s;
    settings.displayName = u"KIMI"_s;
    settings.kind = ProviderKind::Kimi;
    settings.simulated = true;
    settings.apiKey = Secret("must-not-be-sent");
    m_provider = makeProvider(settings, *ModelCatalog::loadBuiltIn({settings}), *m_timers, m_port);
}

CompletionRequest TestSimulator::request(const QString &prompt) const
{
    CompletionRequest r;
    r.callTag = u"sim"_s;
    r.model = u"kimi-k2-0905-preview"_s;
    r.messages = {{u"user"_s, prompt}};
    return r;
}

// Sends raw bytes and returns all that comes until the simulator closes.
QByteArray TestSimulator::exchange(const QByteArray &raw, bool closeAfter) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_port);
    QByteArray answer;
    bool closed = false;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { closed = true; });
    socket.write(raw);
    if (closeAfter)
        socket.disconnectFromHost();
    if (!QTest::qWaitFor([&] { return closed; }, 5'000))
        return "NOT CLOSED " + answer;
    return answer;
}

void TestSimulator::answersAndSaysSo()
{
    CompletionRecorder call;
    call.start(*m_provider, request(u"What is up?"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QVERIFY(call.completion()->text.startsWith(u"[Simulated answer"_s));
    QVERIFY(call.completion()->text.contains(u"What is up?"_s));
    QCOMPARE(call.completion()->model, u"kimi-k2-0905-preview"_s);
    QCOMPARE(call.completion()->finishReason, u"stop"_s);
    QVERIFY(call.completion()->usage->completionTokens >= 30);
    QVERIFY(m_provider->status().simulated && m_provider->status().configured);
    QCOMPARE(m_simulator->requestsServed(), 1);
}

void TestSimulator::obeysDirectives_data()
{
    QTest::addColumn<QString>("directive");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("error 429") << u"error=429"_s << u"rate_limited"_s;
    QTest::newRow("error 500") << u"error=500"_s << u"http_error"_s;
    QTest::newRow("error 401") << u"error=401"_s << u"auth_rejected"_s;
    QTest::newRow("hang") << u"hang"_s << u"first_token"_s;
    QTest::newRow("hang in the middle") << u"hang=mid"_s << u"stall"_s;
    QTest::newRow("slow start") << u"delay=2s"_s << u"first_token"_s;
    QTest::newRow("stall") << u"stall=2s"_s << u"stall"_s;
    QTest::newRow("slow stream") << u"rate=5 tokens=100"_s << u"total"_s;
}

void TestSimulator::obeysDirectives()
{
    QFETCH(QString, directive);
    QFETCH(QString, verdict);
    const CompletionLimits limits{
        .connect = 1s, .firstToken = 700ms, .stall = 500ms, .total = 1500ms, .deadline = {}};
    CompletionRecorder call;
    call.start(*m_provider, request(u"hello [sim "_s + directive + u']'), limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), verdict);
    if (verdict == u"rate_limited"_s)
        QCOMPARE(call.failure()->retryAfter, Duration(1s));
}

void TestSimulator::pacesTheStream()
{
    CompletionRecorder call;
    call.start(*m_provider, request(u"[sim delay=200ms tokens=20 rate=50]"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QVERIFY2(call.took > 550ms && call.took < 1500ms, qPrintable(QString::number(toMilliseconds(call.took))));
}

void TestSimulator::serves24AtOnce()
{
    std::vector<std::unique_ptr<CompletionRecorder>> calls;
    for (int i = 0; i < 24; ++i) {
        calls.push_back(std::make_unique<CompletionRecorder>());
        calls.back()->start(*m_provider, request(u"[sim delay=400ms tokens=3]"_s));
    }
    for (const auto &call : calls) {
        QVERIFY(call->wait());
        QCOMPARE(call->verdict(), u"ok"_s);
        QVERIFY2(call->took < 2500ms, qPrintable(QString::number(toMilliseconds(call->took))));
    }
    QCOMPARE(m_simulator->requestsServed(), 24);
}

void TestSimulator::refusesBrokenRequests_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("status");
    const QByteArray host = "Host: 127.0.0.1\r\n";
    QTest::newRow("noise") << QByteArray("\x01\x02\x03\r\n\r\n") << QByteArray("400");
    QTest::newRow("head too long") << QByteArray("POST / HTTP/1.1\r\nX: " + QByteArray(40'000, 'x') +
                                                 "\r\n\r\n")
                                   << QByteArray("400");
    QTest::newRow("body too long") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\n" + host +
                                                 "Content-Length: 99999999999\r\n\r\n")
                                   << QByteArray("400");
    QTest::newRow("no JSON") << QByteArray("POST /v1/chat/completions HTTP/1.1\r\n" + host +
                                           "Content-Length: 2\r\n\r\nhi")
                             << QByteArray("400");
    QTest::newRow("unknown path") << QByteArray("GET / HTTP/1.1\r\n" + host + "\r\n") << QByteArray("404");
    QTest::newRow("foreign host") << QByteArray("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                                  << QByteArray("421");
    QTest::newRow("no host") << QByteArray("GET /v1/models HTTP/1.1\r\n\r\n") << QByteArray("421");
}

void TestSimulator::refusesBrokenRequests()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, status);
    const QByteArray answer = exchange(raw);
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + status)), answer.left(200).constData());
}

void TestSimulator::halfARequestIsClosed()
{
    QCOMPARE(exchange("POST /v1/chat/comp", true), QByteArray());
    m_provider.reset();
    ManualClock clock;
    ManualTime time(clock);
    Simulator simulator(time);
    const auto port = simulator.start();
    QVERIFY(port);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, *port);
    socket.write("POST /v1/chat/comp");
    QTRY_VERIFY(time.hasPending());
    time.advance(31s);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

void TestSimulator::listsModelsAndAnswersWhole()
{
    QVERIFY(exchange("GET /x/v1/models HTTP/1.1\r\nHost: localhost:1\r\n\r\n").contains("\"simulated\""));
    const QByteArray body = R"({"model":"m","messages":[{"role":"user","content":"hello"}]})";
    const QByteArray answer =
        exchange("POST /x/v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY(answer.startsWith("HTTP/1.1 200"));
    QVERIFY(answer.contains("[Simulated answer"));
    QVERIFY(answer.contains("\"finish_reason\":\"stop\""));
}

void TestSimulator::stopsWithOpenConnections()
{
    CompletionRecorder call;
    call.start(*m_provider, request(u"[sim hang=mid]"_s));
    QTRY_VERIFY(call.phases.contains(CallPhase::Streaming));
    m_simulator.reset();
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"truncated"_s);
    CompletionRecorder next;
    next.start(*m_provider, request(u"hello"_s));
    QVERIFY(next.wait());
    QCOMPARE(next.verdict(), u"connect_failed"_s);
}

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
