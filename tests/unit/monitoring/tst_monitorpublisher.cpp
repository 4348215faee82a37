#include "core/monitorpublisher.h"
#include "core/time/manualtime.h"

#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

// A watched daemon whose state the test sets.
struct Desk
{
    Desk()
        : publisher(hub, time, [this] { return state(); })
    {
        QObject::connect(&hub, &MonitorHub::snapshotPublished, [this](const Snapshot &) { ++published; });
        SessionSnapshot session;
        session.name = u"s1"_s;
        snapshot.sessions = {session};
        hub.addWatcher();
    }
    Snapshot state()
    {
        ++snapshot.sequence;
        snapshot.wallMs += 100;
        if (running)
            snapshot.sessions.first().slotSeconds += 0.1;
        return snapshot;
    }
    int publishedWithin(Duration span)
    {
        published = 0;
        time.advance(span);
        return published;
    }

    ManualClock clock;
    ManualTime time{clock};
    MonitorHub hub;
    Snapshot snapshot;
    bool running = false;
    int published = 0;
    MonitorPublisher publisher;
};

} // namespace

class TestMonitorPublisher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewcomerSeesTheStateAtOnce();
    void aQuietDaemonIsHeardOnceASecond();
    void aCallThatOnlyRunsOnIsToldFiveTimesASecond();
    void aChangeIsToldAtTheNextTurn();
    void nobodyWatchesNothingIsMade();
};

void TestMonitorPublisher::aNewcomerSeesTheStateAtOnce()
{
    Desk desk;
    QCoreApplication::processEvents();
    QCOMPARE(desk.published, 1);
}

void TestMonitorPublisher::aQuietDaemonIsHeardOnceASecond()
{
    Desk desk;
    QCoreApplication::processEvents();
    QCOMPARE(desk.publishedWithin(10s), 10);
}

void TestMonitorPublisher::aCallThatOnlyRunsOnIsToldFiveTimesASecond()
{
    Desk desk;
    QCoreApplication::processEvents();
    desk.running = true;
    QCOMPARE(desk.publishedWithin(10s), 50);
}

void TestMonitorPublisher::aChangeIsToldAtTheNextTurn()
{
    Desk desk;
    QCoreApplication::processEvents();
    desk.running = true;
    desk.time.advance(1s);
    ++desk.snapshot.connections;
    QCOMPARE(desk.publishedWithin(100ms), 1);
    desk.snapshot.sessions.append(SessionSnapshot{});
    QCOMPARE(desk.publishedWithin(100ms), 1);
    desk.snapshot.sessions.first().running = 3;
    QCOMPARE(desk.publishedWithin(100ms), 1);
}

void TestMonitorPublisher::nobodyWatchesNothingIsMade()
{
    Desk desk;
    QCoreApplication::processEvents();
    desk.hub.removeWatcher();
    desk.time.advance(200ms);
    const quint64 made = desk.snapshot.sequence;
    desk.time.advance(10s);
    QCOMPARE(desk.snapshot.sequence, made);
}

QTEST_GUILESS_MAIN(TestMonitorPublisher)
#include "tst_monitorpublisher.moc"
