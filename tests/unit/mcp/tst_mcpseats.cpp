#include "core/frontends/mcp/mcpseats.h"
#include "core/frontends/mcp/stateseal.h"
#include "core/time/manualtime.h"

#include <QTest>
#include <memory>
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
    void whoWaitsIsCalledInOrder();
    void whoLeavesTheLineIsNotCalled();
    void theLineIsBounded();
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

void tst_mcpseats::whoWaitsIsCalledInOrder()
{
    SeatWorld world;
    const auto a = world.take(u"a"_s);
    auto b = std::make_unique<Result<McpSeats::Seat>>(world.take(u"b"_s));
    QStringList called;
    const auto first = world.seats.wait([&] { called.append(u"first"_s); });
    const auto second = world.seats.wait([&] { called.append(u"second"_s); });
    world.time.advance(std::chrono::milliseconds(500));
    QVERIFY(called.isEmpty());
    b.reset();
    QVERIFY(called.isEmpty()); // from the event loop
    world.time.advance(Duration::zero());
    QCOMPARE(called, (QStringList{u"first"_s, u"second"_s}));
    // Whoever leaves without telling is noticed too.
    world.time.advance(std::chrono::seconds(1));
    QCOMPARE(called.size(), 4);
}

void tst_mcpseats::whoLeavesTheLineIsNotCalled()
{
    SeatWorld world;
    int calls = 0;
    std::optional<McpSeats::Wait> second;
    auto first = world.seats.wait([&] {
        ++calls;
        second.reset(); // it may end others, and itself
    });
    second = world.seats.wait([&] { ++calls; });
    world.time.advance(std::chrono::seconds(1));
    QCOMPARE(calls, 1);
    first.reset();
    world.time.advance(std::chrono::seconds(5));
    QCOMPARE(calls, 1);
    QVERIFY(!world.time.hasPending());
}

void tst_mcpseats::theLineIsBounded()
{
    SeatWorld world;
    std::vector<std::optional<McpSeats::Wait>> line;
    for (size_t i = 0; i < McpSeats::LongestLine; ++i) {
        line.push_back(world.seats.wait([] {}));
        QVERIFY(line.back());
    }
    QVERIFY(!world.seats.wait([] {}));
}

QTEST_GUILESS_MAIN(tst_mcpseats)
#include "tst_mcpseats.moc"
