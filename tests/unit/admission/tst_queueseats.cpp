#include "core/admission/queueseats.h"

#include <QTest>
#include <map>
#include <random>
#include <set>
#include <vector>

using namespace exaid;

class TestQueueSeats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTicketIsUnusedThenWaitsThenIsOver();
    void aSeatIsKeptUntilItIsFree();
    void aTicketOfAnEarlierTurnIsKnown();
    void aSeatWithoutTurnsIsNotUsedAgain();
    void whenNoneIsInUseTheyStartAnew();
    void aStrangersTicketIsNone();
    void neverTwoTicketsAlike();
};

void TestQueueSeats::aTicketIsUnusedThenWaitsThenIsOver()
{
    QueueSeats seats;
    const TicketId ticket = seats.issue();
    QVERIFY(ticket);
    QVERIFY(seats.isUnused(ticket));
    QVERIFY(!seats.find(ticket));
    QCOMPARE(seats.waiting(), 0);

    const SeatIndex seat = seats.sit(ticket, 5);
    QVERIFY(!seats.isUnused(ticket));
    QCOMPARE(seats.find(ticket), std::optional(seat));
    QVERIFY(seats.isTaken(seat));
    QCOMPARE(seats[seat].lane, LaneIndex{5});
    QCOMPARE(seats.waiting(), 1);

    seats.leave(seat);
    QVERIFY(!seats.isUnused(ticket));
    QVERIFY(!seats.find(ticket));
    QVERIFY(!seats.isTaken(seat));
    QCOMPARE(seats[seat].lane, LaneIndex{5}); // readable until it is taken again
    QCOMPARE(seats.waiting(), 0);
}

void TestQueueSeats::aSeatIsKeptUntilItIsFree()
{
    QueueSeats seats;
    const SeatIndex seat = seats.sit(seats.issue(), 0);
    seats[seat].batch = seats[seat].steppedBack = seats[seat].watched = 1;
    seats.leave(seat);
    QVERIFY(seats.sit(seats.issue(), 0) != seat);
    seats.free(seat);
    QCOMPARE(seats.sit(seats.issue(), 0), seat);
    QVERIFY(!seats[seat].batch && !seats[seat].steppedBack && !seats[seat].watched);

    const TicketId unused = seats.issue();
    seats.discard(unused);
    QVERIFY(!seats.isUnused(unused));
    const size_t before = seats.size();
    QVERIFY(seats.issue() != unused);
    QCOMPARE(seats.size(), before);
}

void TestQueueSeats::aTicketOfAnEarlierTurnIsKnown()
{
    QueueSeats seats;
    const TicketId before = seats.issue();
    const SeatIndex seat = seats.sit(before, 0);
    seats.leave(seat);
    seats.free(seat);
    const TicketId after = seats.issue();
    QVERIFY(!seats.isUnused(before));
    QCOMPARE(seats.sit(after, 0), seat);
    QVERIFY(!seats.find(before));
    QVERIFY(seats.find(after));
}

void TestQueueSeats::aSeatWithoutTurnsIsNotUsedAgain()
{
    QueueSeats seats;
    seats.sit(seats.issue(), 0); // so that they can't start anew
    std::set<TicketId> issued;
    for (quint32 turn = 0; turn < 10 * QueueSeat::Turns; ++turn) {
        const TicketId ticket = seats.issue();
        QVERIFY(issued.insert(ticket).second);
        seats.discard(ticket);
    }
    QCOMPARE(seats.size(), size_t{11});
    for (const TicketId ticket : issued)
        QVERIFY(!seats.isUnused(ticket) && !seats.find(ticket));
}

void TestQueueSeats::whenNoneIsInUseTheyStartAnew()
{
    QueueSeats seats;
    std::set<TicketId> issued;
    for (quint32 turn = 0; turn < 10 * QueueSeat::Turns; ++turn) {
        const TicketId ticket = seats.issue();
        QVERIFY(issued.insert(ticket).second);
        QCOMPARE(seats.size(), size_t{1});
        const SeatIndex seat = seats.sit(ticket, 0);
        seats.leave(seat);
        seats.free(seat);
    }
    const TicketId ticket = seats.issue();
    for (const TicketId earlier : issued)
        QVERIFY(!seats.isUnused(earlier) && !seats.find(earlier) && earlier != ticket);
    // One that has left, but is not free yet, is in use.
    const SeatIndex left = seats.sit(ticket, 0);
    seats.leave(left);
    for (quint32 turn = 0; turn < 2 * QueueSeat::Turns; ++turn)
        seats.discard(seats.issue());
    QCOMPARE(seats.size(), size_t{3});
    QVERIFY(!seats.isTaken(left));
}

void TestQueueSeats::aStrangersTicketIsNone()
{
    QueueSeats seats;
    const std::vector<TicketId> strangers{TicketId{}, TicketId{1}, TicketId{quint64{1} << 33},
                                          TicketId{~quint64{0}}};
    for (const TicketId stranger : strangers) {
        QVERIFY(!seats.isUnused(stranger));
        QVERIFY(!seats.find(stranger));
    }
    const TicketId own = seats.issue();
    for (const TicketId stranger :
         {TicketId{}, TicketId{own.value + 1}, TicketId{own.value + (quint64{1} << 33)}})
        QVERIFY(!seats.isUnused(stranger));
    QVERIFY(seats.isUnused(own));
}

// Beside sets that can't be wrong.
void TestQueueSeats::neverTwoTicketsAlike()
{
    QueueSeats seats;
    std::mt19937 random(7); // NOLINT: the same every time
    std::set<TicketId> issued;
    std::map<TicketId, SeatIndex> waiting;
    std::vector<SeatIndex> left;
    for (int step = 0; step < 20'000; ++step) {
        const auto choice = random() % 8;
        if (choice < 3) {
            const TicketId ticket = seats.issue();
            QVERIFY(issued.insert(ticket).second);
            if (choice == 0)
                seats.discard(ticket);
            else
                waiting.emplace(ticket, seats.sit(ticket, 1));
        } else if (choice < 6 && !waiting.empty()) {
            const auto it = std::next(waiting.begin(), static_cast<long>(random() % waiting.size()));
            seats.leave(it->second);
            left.push_back(it->second);
            waiting.erase(it);
        } else if (!left.empty()) {
            seats.free(left.back());
            left.pop_back();
        }
        QCOMPARE(static_cast<size_t>(seats.waiting()), waiting.size());
        for (const auto &[ticket, seat] : waiting) {
            QCOMPARE(seats.find(ticket), std::optional(seat));
        }
    }
    for (const TicketId ticket : issued)
        QCOMPARE(seats.find(ticket).has_value(), waiting.contains(ticket));
}

QTEST_APPLESS_MAIN(TestQueueSeats)
#include "tst_queueseats.moc"
