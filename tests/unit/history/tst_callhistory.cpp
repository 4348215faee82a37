#include "core/history/callhistory.h"
#include "core/monitoring/eventlog.h"
#include "core/time/systemtime.h"
#include "samplerows.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestCallHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void rowsAreInTheNextAnswer();
    void rowsAreWrittenUnasked();
    void closingWritesTheRest();
    void offSaysSo();
    void troubleIsToldOnceAndSoIsItsEnd();
    void damageIsAnEvent();
    void noAnswerAfterTheEnd();

private:
    CallRow row(quint64 call);
    QStringList eventKinds() const;
    CallHistory::Options options() const { return {m_directory->filePath(u"h/history.sqlite"_s)}; }

    SystemClock m_clock;
    std::unique_ptr<SystemTimerService> m_timers;
    std::unique_ptr<EventLog> m_events;
    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestCallHistory::init()
{
    m_timers = std::make_unique<SystemTimerService>(m_clock);
    m_events = std::make_unique<EventLog>(m_clock);
    m_directory = std::make_unique<QTemporaryDir>();
}

CallRow TestCallHistory::row(quint64 call)
{
    QRandomGenerator random(static_cast<quint32>(call));
    return sampleRow(random, call, m_clock.wallNow().time_since_epoch().count());
}

QStringList TestCallHistory::eventKinds() const
{
    QStringList kinds;
    for (const MonitorEvent &event : m_events->recent())
        kinds << event.kind;
    return kinds;
}

void TestCallHistory::rowsAreInTheNextAnswer()
{
    CallHistory history(options(), *m_timers, *m_events);
    for (quint64 call = 1; call <= 1'000; ++call)
        history.add(row(call));
    std::optional<CallPage> page;
    std::optional<CallRow> found;
    history.page({.count = true}, [&](const Result<CallPage> &answer) { page = answer.value(); });
    history.find(1, [&](const Result<CallRow> &answer) { found = answer.value(); });
    QVERIFY(!page); // never at once
    QTRY_VERIFY(page && found);
    QCOMPARE(page->kept, 1'000);
    QCOMPARE(page->rows.constFirst().call, 1'000ULL);
    QCOMPARE(found->call, 1ULL);
    QCOMPARE(history.acknowledged(), 1'000ULL);
    QCOMPARE(history.lost(), 0ULL);
}

void TestCallHistory::rowsAreWrittenUnasked()
{
    CallHistory history(options(), *m_timers, *m_events);
    history.add(row(1));
    QCOMPARE(history.acknowledged(), 0ULL);
    QTRY_COMPARE(history.acknowledged(), 1ULL);
}

void TestCallHistory::closingWritesTheRest()
{
    {
        CallHistory history(options(), *m_timers, *m_events);
        history.add(row(1));
        history.close();
        history.close();
        history.add(row(2)); // too late
    }
    CallHistory again(options(), *m_timers, *m_events);
    std::optional<CallPage> page;
    again.page({.count = true}, [&](const Result<CallPage> &answer) { page = answer.value(); });
    QTRY_VERIFY(page);
    QCOMPARE(page->kept, 1);
}

void TestCallHistory::offSaysSo()
{
    CallHistory history({}, *m_timers, *m_events);
    QVERIFY(!history.isOn());
    history.add(row(1));
    QString code;
    history.page({}, [&](const Result<CallPage> &answer) { code = answer.error().code; });
    QCOMPARE(code, u"history_off"_s);
    QVERIFY(m_events->recent().isEmpty());
}

void TestCallHistory::troubleIsToldOnceAndSoIsItsEnd()
{
    QFile obstacle(m_directory->filePath(u"h"_s));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    CallHistory history(options(), *m_timers, *m_events);
    for (quint64 call = 1; call <= 3; ++call) {
        history.add(row(call));
        QTRY_COMPARE(history.lost(), call);
    }
    QCOMPARE(eventKinds(), QStringList{u"history_lost"_s});
    QVERIFY(obstacle.remove());
    history.add(row(4));
    QTRY_COMPARE(history.acknowledged(), 1ULL);
    QCOMPARE(eventKinds(), (QStringList{u"history_lost"_s, u"history_works"_s}));
    QVERIFY(m_events->recent().constLast().message.contains(u"3 calls"_s));
}

void TestCallHistory::damageIsAnEvent()
{
    QVERIFY(QDir().mkpath(m_directory->filePath(u"h"_s)));
    QFile rubbish(options().file);
    QVERIFY(rubbish.open(QIODevice::WriteOnly));
    rubbish.write(QByteArray(20'000, 'x'));
    rubbish.close();
    CallHistory history(options(), *m_timers, *m_events);
    QTRY_COMPARE(eventKinds(), QStringList{u"history_damaged"_s});
    history.add(row(1));
    QTRY_COMPARE(history.acknowledged(), 1ULL);
}

void TestCallHistory::noAnswerAfterTheEnd()
{
    int answers = 0;
    {
        CallHistory history(options(), *m_timers, *m_events);
        history.page({}, [&answers](const Result<CallPage> &) { ++answers; });
    }
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

QTEST_GUILESS_MAIN(TestCallHistory)
#include "tst_callhistory.moc"
