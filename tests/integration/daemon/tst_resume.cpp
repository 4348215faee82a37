// Clients that go away and come back: what they asked for is there, once, and for nobody else.

#include "daemonthread.h"
#include "exaiclient.h"
#include "rawclient.h"
#include "tests/support/mockprovider.h"
#include "wsclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>
#include <memory>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

using ClientPtr = std::unique_ptr<WsClient>;

const QString Token = u"a-token-for-tests-0123456789"_s;

class Scene
{
public:
    explicit Scene(const std::function<void(Settings &)> &change = {})
    {
        Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
        if (change)
            change(settings);
        daemon = std::make_unique<DaemonThread>(settings);
    }

    // Null: it was not let in. `ack` is the daemon's answer.
    ClientPtr connect(const QJsonObject &hello)
    {
        auto client = std::make_unique<WsClient>(daemon->port());
        if (!client->waitConnected())
            return {};
        QJsonObject frame = hello;
        frame.insert(u"op"_s, u"hello"_s);
        client->send(frame);
        ack = client->take(u"hello_ack"_s);
        return ack[u"ok"].toBool() ? std::move(client) : nullptr;
    }
    int requests() const { return mock.stats().counts().requests; }
    bool waitInFlight(int wanted)
    {
        return QTest::qWaitFor([&] { return mock.stats().counts().inFlight == wanted; }, 10'000);
    }
    bool allIsFree()
    {
        return QTest::qWaitFor([&] {
            const AdmissionState state = daemon->admission();
            return state.violation.isEmpty() && state.leases == 0 && state.waiting == 0 && state.allFree;
        });
    }

    MockProvider mock;
    std::unique_ptr<DaemonThread> daemon;
    QJsonObject ack;
};

QJsonObject helloOf(const QString &session, bool resume = true, const QJsonArray &received = {})
{
    QJsonObject hello{{u"session_id"_s, session}, {u"received"_s, received}};
    if (resume)
        hello.insert(u"resume"_s, true);
    return hello;
}

QJsonObject chat(const QString &requestId, const QString &prompt)
{
    return {{u"op"_s, u"call_tool"_s},
            {u"request_id"_s, requestId},
            {u"name"_s, u"chat"_s},
            {u"arguments"_s, QJsonObject{{u"prompt"_s, prompt},
                                         {u"model"_s, u"kimi-k2-0905-preview"_s},
                                         {u"use_websearch"_s, false}}}};
}

void cut(ClientPtr &client)
{
    client->socket().abort();
    client.reset();
}

qsizetype resultsIn(const WsClient &client)
{
    return client.ops().count(u"call_tool_res"_s);
}

} // namespace

class TestResume : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aResultWaitsForItsClient();
    void aRunningCallIsTakenUpAgain();
    void cutAgainAndAgain();
    void aResultThatWasSentButNotReadComesAgain();
    void severalComeInTheOrderInWhichTheyEnded();
    void afterTheGraceTheCallIsAborted();
    void nobodyElseGetsIt();
    void anotherTokenGetsNothing();
    void aRepeatCostsNothing_data();
    void aRepeatCostsNothing();
    void theSameIdWithOtherArgumentsIsAnotherCall();
    void aFailureIsToldButARetryIsANewCall();
    void whoDidNotAskIsAbortedAtOnce();
    void drainingWaitsForNobodyWhoIsGone();
    void randomCuts();
};

void TestResume::aResultWaitsForItsClient()
{
    Scene scene;
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    QCOMPARE(scene.ack[u"resume"][u"grace_secs"].toDouble(), 300.0);
    client->send(chat(u"r1"_s, u"[mock first=300 tokens=3]"_s));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    QVERIFY(scene.waitInFlight(0));
    QVERIFY(scene.mock.stats().aborts().isEmpty());
    QVERIFY(scene.allIsFree());

    client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    QCOMPARE(scene.ack[u"resume"][u"results"].toInt(), 1);
    const QJsonObject result = client->take(u"call_tool_res"_s, u"r1"_s);
    QVERIFY(result[u"ok"].toBool());
    QVERIFY(result[u"resumed"].toBool());
    QVERIFY(result[u"text"].toString().contains(u"t0 t1 t2"));
    QTest::qWait(50); // the pong
    QCOMPARE(resultsIn(*client), 0);
    cut(client);

    client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    QCOMPARE(scene.ack[u"resume"][u"results"].toInt(), 0);
    QCOMPARE(scene.requests(), 1);
}

void TestResume::aRunningCallIsTakenUpAgain()
{
    Scene scene;
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock first=1200 tokens=3]"_s));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    QCOMPARE(scene.ack[u"resume"][u"running"].toInt(), 1);
    const int timeout = client->take(u"call_tool_ack"_s, u"r1"_s)[u"timeout"].toInt();
    QVERIFY(timeout > 0 && timeout <= 360);
    QVERIFY(client->take(u"call_tool_res"_s, u"r1"_s)[u"ok"].toBool());
    QTest::qWait(20);
    QCOMPARE(resultsIn(*client), 0);
    QCOMPARE(scene.requests(), 1);
    QVERIFY(scene.allIsFree());
}

void TestResume::cutAgainAndAgain()
{
    Scene scene;
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock first=1500 tokens=3]"_s));
    QVERIFY(scene.waitInFlight(1));
    for (int i = 0; i < 5; ++i) {
        cut(client);
        client = scene.connect(helloOf(u"ada"_s));
        QVERIFY(client);
        QCOMPARE(scene.ack[u"resume"][u"running"].toInt(), 1);
    }
    QVERIFY(client->take(u"call_tool_res"_s, u"r1"_s)[u"ok"].toBool());
    QCOMPARE(scene.requests(), 1);
    QVERIFY(scene.mock.stats().aborts().isEmpty());
}

// The client's system has taken the bytes, but the client never read them: nothing but its pong is proof.
void TestResume::aResultThatWasSentButNotReadComesAgain()
{
    Scene scene;
    for (int i = 0; i < 3; ++i) {
        RawClient raw(scene.daemon->port());
        QVERIFY(raw.waitConnected());
        QVERIFY(raw.upgrade());
        raw.sendFrame(QJsonDocument([] {
                          QJsonObject hello = helloOf(u"ada"_s);
                          hello.insert(u"op"_s, u"hello"_s);
                          return hello;
                      }())
                          .toJson(QJsonDocument::Compact));
        QVERIFY(raw.waitFor("hello_ack"));
        if (i == 0)
            raw.sendFrame(QJsonDocument(chat(u"r1"_s, u"[mock tokens=3]"_s)).toJson(QJsonDocument::Compact));
        QVERIFY(raw.waitFor("t0 t1 t2"));
        raw.socket().abort();
        QTest::qWait(20);
    }
    // This one says that it knows the answer.
    const ClientPtr client = scene.connect(helloOf(u"ada"_s, true, {u"r1"_s}));
    QVERIFY(client);
    QCOMPARE(scene.ack[u"resume"][u"results"].toInt(), 0);
    QCOMPARE(scene.requests(), 1);
}

void TestResume::severalComeInTheOrderInWhichTheyEnded()
{
    Scene scene([](Settings &s) { s.limits.sessionInflight = 3; });
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"slow"_s, u"[mock first=400 tokens=1]"_s));
    client->send(chat(u"fast"_s, u"[mock first=100 tokens=1]"_s));
    client->send(chat(u"middle"_s, u"[mock first=250 tokens=1]"_s));
    QVERIFY(scene.waitInFlight(3));
    cut(client);
    QVERIFY(scene.allIsFree());
    client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    QTRY_COMPARE(resultsIn(*client), 3);
    QStringList ids;
    for (const QJsonObject &frame : client->frames)
        ids.append(frame[u"request_id"].toString());
    QCOMPARE(ids, (QStringList{u"fast"_s, u"middle"_s, u"slow"_s}));
}

void TestResume::afterTheGraceTheCallIsAborted()
{
    Scene scene([](Settings &s) { s.server.resumeGrace = 200ms; });
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock hang=first]"_s));
    QVERIFY(scene.waitInFlight(1));
    const qint64 cutNs = steadyNs();
    cut(client);
    QTRY_COMPARE(scene.mock.stats().aborts().size(), 1);
    const double afterMs = static_cast<double>(scene.mock.stats().aborts().first().atNs - cutNs) / 1e6;
    QVERIFY2(afterMs >= 199, qPrintable(QString::number(afterMs)));
    QVERIFY2(afterMs < 200 + 1'000 * TimeScale, qPrintable(QString::number(afterMs)));
    QVERIFY(scene.allIsFree());
    client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    QCOMPARE(scene.ack[u"resume"][u"results"].toInt(), 0);
    QCOMPARE(scene.ack[u"resume"][u"running"].toInt(), 0);
}

void TestResume::nobodyElseGetsIt()
{
    Scene scene;
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock tokens=3 first=100]"_s));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    const ClientPtr eve = scene.connect(helloOf(u"eve"_s));
    QVERIFY(eve);
    QCOMPARE(scene.ack[u"resume"][u"running"].toInt() + scene.ack[u"resume"][u"results"].toInt(), 0);
    eve->send(chat(u"r1"_s, u"[mock tokens=3 first=100]"_s)); // the same call, but hers
    QVERIFY(!eve->take(u"call_tool_res"_s, u"r1"_s)[u"resumed"].toBool());
    QCOMPARE(scene.requests(), 2);
}

void TestResume::anotherTokenGetsNothing()
{
    Scene scene([](Settings &s) { s.server.token = Secret(Token.toUtf8()); });
    QJsonObject hello = helloOf(u"ada"_s);
    hello.insert(u"token"_s, Token);
    ClientPtr client = scene.connect(hello);
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock tokens=3 first=100]"_s));
    QVERIFY(scene.waitInFlight(1));
    const QString fresh = u"another-token-for-tests-01234"_s;
    client->send({{u"op"_s, u"rotate_token"_s}, {u"old"_s, Token}, {u"new"_s, fresh}});
    QVERIFY(client->take(u"rotate_token_res"_s)[u"ok"].toBool());
    cut(client);
    hello.insert(u"token"_s, fresh);
    client = scene.connect(hello);
    QVERIFY(client);
    QCOMPARE(scene.ack[u"resume"][u"running"].toInt() + scene.ack[u"resume"][u"results"].toInt(), 0);
    QVERIFY(scene.waitInFlight(0));
    client->send(chat(u"r1"_s, u"[mock tokens=3 first=100]"_s));
    QVERIFY(!client->take(u"call_tool_res"_s, u"r1"_s)[u"resumed"].toBool());
    QCOMPARE(scene.requests(), 2);
}

void TestResume::aRepeatCostsNothing_data()
{
    QTest::addColumn<bool>("asksInHello");
    QTest::addColumn<bool>("isOver"); // the original has ended when the client repeats it
    QTest::addColumn<QString>("repeatId");
    for (const bool asks : {true, false}) {
        for (const bool over : {true, false}) {
            for (const QString &id : {u"r1"_s, u"r2"_s}) {
                QTest::addRow("%s, %s, %s", asks ? "asked" : "by setting", over ? "over" : "running",
                              id == "r1"_L1 ? "same id" : "new id")
                    << asks << over << id;
            }
        }
    }
}

void TestResume::aRepeatCostsNothing()
{
    QFETCH(const bool, asksInHello);
    QFETCH(const bool, isOver);
    QFETCH(const QString, repeatId);
    Scene scene([&](Settings &s) {
        s.server.resumeAlways = !asksInHello;
        s.limits.sessionInflight = 1;
    });
    ClientPtr client = scene.connect(helloOf(u"ada"_s, asksInHello));
    QVERIFY(client);
    const QString prompt = isOver ? u"[mock tokens=3 first=50]"_s : u"[mock tokens=3 first=500]"_s;
    client->send(chat(u"r1"_s, prompt));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    if (isOver)
        QVERIFY(scene.allIsFree());

    // It sends the call right after the hello, as a client that knows nothing of the rest.
    client = std::make_unique<WsClient>(scene.daemon->port());
    QVERIFY(client->waitConnected());
    QJsonObject hello = helloOf(u"ada"_s, asksInHello);
    hello.insert(u"op"_s, u"hello"_s);
    client->send(hello);
    client->send(chat(repeatId, prompt));
    const QJsonObject result = client->take(u"call_tool_res"_s, repeatId);
    QVERIFY(result[u"ok"].toBool());
    QVERIFY(result[u"text"].toString().contains(u"t0 t1 t2"));
    QTest::qWait(50);
    // One reply for each request: the first one's, if the client wants to hear of it, and the repeat's.
    QCOMPARE(resultsIn(*client), asksInHello ? 1 : 0);
    QCOMPARE(scene.requests(), 1);
    QCOMPARE(scene.mock.stats().counts().maxInFlight, 1);
    QVERIFY(scene.allIsFree());

    // Now that it is answered, the next one is a call of its own.
    client->frames.clear();
    client->send(chat(repeatId, prompt));
    QVERIFY(!client->take(u"call_tool_res"_s, repeatId)[u"resumed"].toBool());
    QCOMPARE(scene.requests(), 2);
}

void TestResume::theSameIdWithOtherArgumentsIsAnotherCall()
{
    Scene scene;
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock tokens=3 first=500]"_s));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock tokens=1]"_s)); // it counts from one again
    const QJsonObject own = client->take(u"call_tool_res"_s, u"r1"_s);
    QVERIFY(own[u"ok"].toBool() && !own[u"resumed"].toBool());
    const QJsonObject old = client->take(u"call_tool_res"_s, u"r1"_s);
    QVERIFY(old[u"ok"].toBool() && old[u"resumed"].toBool());
    QCOMPARE(scene.requests(), 2);
}

void TestResume::aFailureIsToldButARetryIsANewCall()
{
    Scene scene([](Settings &s) { s.server.resumeAlways = true; });
    ClientPtr client = scene.connect(helloOf(u"ada"_s, false));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock status=400 delay=100]"_s));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    QVERIFY(scene.allIsFree());
    const int before = scene.requests();
    client = scene.connect(helloOf(u"ada"_s, false));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock status=400 delay=100]"_s));
    QVERIFY(!client->take(u"call_tool_res"_s, u"r1"_s)[u"resumed"].toBool());
    QVERIFY(scene.requests() > before);
    cut(client);
    client = scene.connect(helloOf(u"ada"_s, true));
    QVERIFY(client);
    QCOMPARE(client->take(u"call_tool_res"_s, u"r1"_s)[u"error"][u"code"].toString(), u"PROVIDER_ERROR"_s);
}

void TestResume::whoDidNotAskIsAbortedAtOnce()
{
    Scene scene([](Settings &s) { s.server.resumeAlways = true; });
    QJsonObject hello = helloOf(u"x"_s, false); // not a session id: one is made, and nobody could know it
    ClientPtr client = scene.connect(hello);
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock hang=first]"_s));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    QTRY_COMPARE(scene.mock.stats().aborts().size(), 1);
    QVERIFY(scene.allIsFree());
}

void TestResume::drainingWaitsForNobodyWhoIsGone()
{
    Scene scene;
    ClientPtr client = scene.connect(helloOf(u"ada"_s));
    QVERIFY(client);
    client->send(chat(u"r1"_s, u"[mock hang=first]"_s));
    QVERIFY(scene.waitInFlight(1));
    cut(client);
    QTest::qWait(50);
    scene.daemon->run([](Daemon &daemon) { daemon.drain(); });
    QTRY_COMPARE(scene.mock.stats().aborts().size(), 1);
    QTRY_VERIFY(scene.daemon->hasStopped());
}

// A client that is cut at any moment, says what it has read, and asks on: each call runs once and is answered
// once.
void TestResume::randomCuts()
{
    constexpr int Calls = 60;
    QRandomGenerator random(20'261'123);
    Scene scene;
    ClientPtr client;
    QStringList read;
    QJsonArray received;
    int sent = 0;
    int cuts = 0;
    const auto collect = [&] {
        for (const QJsonObject &frame : std::exchange(client->frames, {})) {
            if (frame[u"op"].toString() != "call_tool_res"_L1)
                continue;
            QVERIFY(frame[u"ok"].toBool());
            read.append(frame[u"request_id"].toString());
            received.append(read.last());
        }
    };
    QDeadlineTimer patience(60'000);
    while (read.size() < Calls && !patience.hasExpired()) {
        if (!client) {
            client = scene.connect(helloOf(u"ada"_s, true, received));
            QVERIFY(client);
        }
        if (sent < Calls && sent - read.size() < 6) {
            ++sent;
            const int gap = random.bounded(8);
            client->send(chat(u"r%1"_s.arg(sent), u"[mock tokens=5 gap=%1] %2"_s.arg(gap).arg(sent)));
            // A call that never arrived is no call: wait until the daemon knows it.
            QVERIFY(!client->take(u"progress"_s, u"r%1"_s.arg(sent)).isEmpty());
        }
        QTest::qWait(random.bounded(12));
        collect();
        if (random.bounded(3) == 0) {
            ++cuts;
            cut(client);
        }
    }
    if (client)
        QTest::qWait(50), collect();
    qInfo("%d calls, %d cuts, %d provider requests", Calls, cuts, scene.requests());
    QCOMPARE(read.size(), Calls);
    read.sort();
    QCOMPARE(read.removeDuplicates(), 0);
    QCOMPARE(scene.requests(), Calls);
    QVERIFY(cuts > 10);
    QVERIFY(scene.mock.stats().aborts().isEmpty());
    QVERIFY(scene.allIsFree());
}

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
