#include "core/frontends/mcp/mcpseats.h"
#include "core/frontends/mcp/stateseal.h"
#include "core/time/manualtime.h"

#include <QTest>
#include <vector>

using namespace exaid;
using namespace exaid::mcp;
using namespace Qt::Literals::StringLiterals;

class tst_mcpseats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneClientHasOneSession();
    void namesStayTheSameAcrossSeats();
    void idleSeatsMakeRoom();
    void busySeatsAreNotTakenAway();
    void idleSeatsEndAfterAWhile();
    void forgottenSeatsEndAtOnce();
};

namespace {

struct SeatWorld
{
    ManualClock clock;
    ManualTime time{clock};
    StateSeal seal{clock};
    SessionRegistry sessions{clock, 2};
    McpSeats seats{sessions, time, seal};

    Result<McpSeats::Seat> take(const QString &key) { return seats.take(key, u"host"_s, u"mcp"_s, {}); }
};

} // namespace

void tst_mcpseats::oneClientHasOneSession()
{
    SeatWorld world;
    const auto a = world.take(u"a"_s);
    const auto again = world.take(u"a"_s);
    QCOMPARE(a->session(), again->session());
    QCOMPARE(world.sessions.count(), 1);
}

void tst_mcpseats::namesStayTheSameAcrossSeats()
{
    SeatWorld world;
    QString name;
    {
        const auto seat = world.take(u"a"_s);
        name = world.sessions.find(seat->session())->name;
    }
    world.time.advance(McpSeats::IdleTime);
    QCOMPARE(world.sessions.count(), 0);
    const auto seat = world.take(u"a"_s);
    QCOMPARE(world.sessions.find(seat->session())->name, name); // its conversations are still its own
}

void tst_mcpseats::idleSeatsMakeRoom()
{
    SeatWorld world;
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(world.take(QString::number(i)).hasValue());
    QCOMPARE(world.sessions.count(), 2);
    QCOMPARE(world.seats.count(), 2);
}

void tst_mcpseats::busySeatsAreNotTakenAway()
{
    SeatWorld world;
    auto a = world.take(u"a"_s);
    const auto b = world.take(u"b"_s);
    const auto c = world.take(u"c"_s);
    QVERIFY(!c.hasValue());
    QCOMPARE(c.error().code, u"OVER_CAPACITY"_s);
    {
        const McpSeats::Seat ended = std::move(a).value();
    }
    QVERIFY(world.take(u"c"_s).hasValue());
    QVERIFY(world.sessions.find(b->session()));
}

void tst_mcpseats::idleSeatsEndAfterAWhile()
{
    SeatWorld world;
    {
        const auto a = world.take(u"a"_s);
    }
    world.time.advance(McpSeats::IdleTime - std::chrono::seconds(1));
    QCOMPARE(world.sessions.count(), 1);
    {
        const auto again = world.take(u"a"_s);
    }
    world.time.advance(McpSeats::IdleTime - std::chrono::seconds(1));
    QCOMPARE(world.sessions.count(), 1);
    world.time.advance(std::chrono::seconds(1));
    QCOMPARE(world.sessions.count(), 0);
}

void tst_mcpseats::forgottenSeatsEndAtOnce()
{
    SeatWorld world;
    {
        const auto a = world.take(u"a"_s);
    }
    world.seats.forget(u"a"_s);
    QCOMPARE(world.sessions.count(), 0);
    {
        const auto b = world.take(u"b"_s);
        world.seats.forget(u"b"_s);
        QCOMPARE(world.sessions.count(), 1);
    }
    QCOMPARE(world.sessions.count(), 0);
}

QTEST_GUILESS_MAIN(tst_mcpseats)
#include "tst_mcpseats.moc"
