#include "app/lab/load/loadrunner.h"
#include "core/time/systemtime.h"
#include "tests/unit/lab/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace exaid::lab;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestLoadRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aClosedSessionKeepsItsCallsOutstanding();
    void callsAreOrdinaryFrames();
    void theTokenIsSent();
    void aSessionThinks();
    void randomArrivalsAreCountedAndBounded();
    void modelsAreMixedByWeight();
    void aRefusedSessionWaitsAsTold();
    void theWarmUpIsNotInTheFigures();
    void itEndsByItselfAndCancelsWhatIsOpen();
    void aSilentDaemonIsLeftAfterTheLimit();
    void itCanBeStoppedAtAnyTime_data();
    void itCanBeStoppedAtAnyTime();
    void aRefusedHelloIsReported();
    void nobodyListens();
    void aLostConnectionEndsItsCalls();

private:
    LoadPlan plan(int sessions, Duration duration) const
    {
        LoadPlan plan;
        plan.url = m_server->url();
        plan.sessions.assign(static_cast<size_t>(sessions), SessionPlan{});
        plan.duration = duration;
        return plan;
    }
    LoadReport run(const LoadPlan &plan)
    {
        LoadRunner runner(plan, m_timers);
        QSignalSpy finished(&runner, &LoadRunner::finished);
        runner.start();
        if (finished.isEmpty() && !finished.wait(20'000))
            qWarning("the run did not finish");
        return runner.report();
    }

    const SystemClock m_clock;
    SystemTimerService m_timers{m_clock};
    std::unique_ptr<ScriptedServer> m_server;
};

void TestLoadRunner::init()
{
    m_server = std::make_unique<ScriptedServer>();
}

void TestLoadRunner::aClosedSessionKeepsItsCallsOutstanding()
{
    m_server->answer = [](const QJsonObject &, int) {
        return ScriptedServer::Answer{20, answeredFields(19, 1), true};
    };
    LoadPlan p = plan(2, 400ms);
    for (SessionPlan &session : p.sessions)
        session.outstanding = 7;
    const LoadReport report = run(p);
    QCOMPARE(m_server->mostAtOnce, 7);
    QVERIFY(report.all.answered >= 14);
    QCOMPARE(report.all.sent, static_cast<int>(m_server->calls.size()));
    QCOMPARE(report.all.answered + report.all.cutOff, report.all.sent);
    QCOMPARE(report.sessions.size(), size_t{2});
    QVERIFY(report.all.total.p50 >= 19);
    QVERIFY(report.all.firstSign.p50 < report.all.total.p50);
    QCOMPARE(report.all.queue.p50, 1.0);
    QVERIFY(report.jain > 0.9);
}

void TestLoadRunner::callsAreOrdinaryFrames()
{
    LoadPlan p = plan(1, 50ms);
    p.models = {{u"kimi-k2"_s, 1}};
    p.sessions.front().prompt = u"Say hello. [sim delay=400ms]"_s;
    run(p);
    QVERIFY(m_server->calls.size() >= 2);
    const QJsonObject first = m_server->calls.front();
    QCOMPARE(first[u"name"].toString(), u"chat"_s);
    QCOMPARE(first[u"request_id"].toString(), u"s1-1"_s);
    QCOMPARE(first[u"arguments"][u"model"].toString(), u"kimi-k2"_s);
    QVERIFY(first[u"arguments"][u"prompt"].toString().endsWith(u"[sim delay=400ms]"_s));
    QVERIFY(first[u"arguments"] != m_server->calls.at(1)[u"arguments"]); // nothing to be cached
}

void TestLoadRunner::theTokenIsSent()
{
    QString token;
    m_server->greet = [&token](const QJsonObject &hello, int) {
        token = hello[u"token"].toString();
        return QJsonObject{{u"op"_s, u"hello_ack"_s}, {u"ok"_s, true}};
    };
    LoadPlan p = plan(1, 10ms);
    p.token = Secret("sesame-0123456789"_ba);
    run(p);
    QCOMPARE(token, u"sesame-0123456789"_s);
}

void TestLoadRunner::aSessionThinks()
{
    LoadPlan p = plan(1, 350ms);
    p.sessions.front().think = 100ms;
    const LoadReport report = run(p);
    QVERIFY2(report.all.sent >= 2 && report.all.sent <= 4, qPrintable(QString::number(report.all.sent)));
}

void TestLoadRunner::randomArrivalsAreCountedAndBounded()
{
    m_server->answer = [](const QJsonObject &, int) { return ScriptedServer::Answer{-1, {}, true}; };
    LoadPlan p = plan(1, 300ms);
    p.sessions.front().pattern = ArrivalPattern::Poisson;
    p.sessions.front().rate = 200;
    p.sessions.front().outstanding = 3;
    const LoadReport report = run(p);
    QCOMPARE(report.all.sent, 3);
    QVERIFY(report.all.leftOut > 10);
    QCOMPARE(report.all.cutOff, 3);
}

void TestLoadRunner::modelsAreMixedByWeight()
{
    LoadPlan p = plan(1, 300ms);
    p.sessions.front().outstanding = 4;
    p.models = {{u"often"_s, 3}, {u"seldom"_s, 1}};
    run(p);
    const auto often = std::ranges::count_if(m_server->calls, [](const QJsonObject &call) {
        return call[u"arguments"][u"model"].toString() == u"often";
    });
    const double share = static_cast<double>(often) / static_cast<double>(m_server->calls.size());
    QVERIFY(m_server->calls.size() > 50);
    QVERIFY2(share > 0.6 && share < 0.9, qPrintable(QString::number(share)));
}

void TestLoadRunner::aRefusedSessionWaitsAsTold()
{
    m_server->answer = [](const QJsonObject &, int) {
        return ScriptedServer::Answer{0, errorFields(u"OVER_CAPACITY"_s, 1), false};
    };
    const LoadReport report = run(plan(1, 500ms));
    QCOMPARE(report.all.sent, 1);
    QCOMPARE(report.all.refused, 1);
    QCOMPARE(report.codes.value(u"OVER_CAPACITY"_s), 1);
}

void TestLoadRunner::theWarmUpIsNotInTheFigures()
{
    m_server->answer = [](const QJsonObject &, int) {
        return ScriptedServer::Answer{20, answeredFields(20), true};
    };
    LoadPlan p = plan(1, 200ms);
    p.warmUp = 400ms;
    const LoadReport report = run(p);
    QVERIFY(report.seconds < 1);
    QVERIFY(report.warmUpCalls > report.all.answered);
    QCOMPARE(static_cast<int>(report.warmUpCalls) + report.all.sent,
             static_cast<int>(m_server->calls.size()));
    QVERIFY2(report.slotsBusy > 0.2 && report.slotsBusy < 1.1, qPrintable(QString::number(report.slotsBusy)));
}

void TestLoadRunner::itEndsByItselfAndCancelsWhatIsOpen()
{
    m_server->answer = [](const QJsonObject &, int) { return ScriptedServer::Answer{-1, {}, true}; };
    LoadPlan p = plan(2, 100ms);
    p.sessions.back().outstanding = 60;
    p.sessions.back().isGreedy = true;
    const LoadReport report = run(p);
    QCOMPARE(m_server->cancels, 61);
    QCOMPARE(report.all.cutOff, 61);
    QCOMPARE(report.greedy.cutOff, 60);
    QVERIFY(report.codes.isEmpty());
    QVERIFY(report.seconds < 2);
    QVERIFY(report.all.slotSeconds > 0);
}

void TestLoadRunner::aSilentDaemonIsLeftAfterTheLimit()
{
    m_server->answer = [](const QJsonObject &, int) { return ScriptedServer::Answer{-1, {}, false}; };
    m_server->answersCancel = false;
    const LoadReport report = run(plan(1, 50ms));
    QCOMPARE(report.all.noReply, 1);
    QVERIFY(report.faults.front().contains(u"did not answer"_s));
}

void TestLoadRunner::itCanBeStoppedAtAnyTime_data()
{
    QTest::addColumn<int>("afterMs");
    QTest::newRow("at once") << 0;
    QTest::newRow("on the way") << 150;
}

void TestLoadRunner::itCanBeStoppedAtAnyTime()
{
    QFETCH(const int, afterMs);
    m_server->answer = [](const QJsonObject &, int) {
        return ScriptedServer::Answer{5, answeredFields(5), true};
    };
    LoadRunner runner(plan(3, 1h), m_timers);
    QSignalSpy finished(&runner, &LoadRunner::finished);
    runner.start();
    if (afterMs == 0)
        runner.stop();
    else
        QTimer::singleShot(afterMs, &runner, &LoadRunner::stop);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(runner.report().wasInterrupted);
    QCOMPARE(runner.report().all.answered > 0, afterMs > 0);
    QVERIFY(toText(runner.report()).contains(u"interrupted"_s));
}

void TestLoadRunner::aRefusedHelloIsReported()
{
    m_server->greet = [](const QJsonObject &, int connection) {
        if (connection == 0)
            return QJsonObject{{u"op"_s, u"hello_ack"_s}, {u"ok"_s, true}};
        return QJsonObject{{u"op"_s, u"hello_ack"_s}, {u"ok"_s, false}, {u"error"_s, u"over_capacity"_s}};
    };
    const LoadReport report = run(plan(2, 50ms));
    QVERIFY(report.all.answered > 0); // the other one works
    QCOMPARE(report.faults.filter(u"over_capacity"_s).size(), 1);
}

void TestLoadRunner::nobodyListens()
{
    const LoadPlan p = plan(2, 1h);
    m_server.reset();
    const LoadReport report = run(p);
    QCOMPARE(report.all.sent, 0);
    for (const QString &fault : report.faults)
        QVERIFY2(fault.contains(u"refused"_s), qPrintable(fault));
}

void TestLoadRunner::aLostConnectionEndsItsCalls()
{
    m_server->answer = [](const QJsonObject &, int) { return ScriptedServer::Answer{-1, {}, true}; };
    LoadPlan p = plan(1, 1h);
    p.sessions.front().outstanding = 4;
    QTimer::singleShot(200, m_server.get(), &ScriptedServer::dropConnections);
    const LoadReport report = run(p); // does not wait for the hour
    QCOMPARE(report.all.noReply, 4);
    QVERIFY(report.faults.front().contains(u"connection lost"_s));
}

QTEST_GUILESS_MAIN(TestLoadRunner)
#include "tst_loadrunner.moc"
