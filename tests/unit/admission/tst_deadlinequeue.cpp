#include "core/admission/deadlinequeue.h"

#include <QTest>
#include <algorithm>
#include <random>
#include <set>
#include <vector>

using namespace exaid;
using namespace std::chrono_literals;

class TestDeadlineQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTopIsTheEarliestThatIsValid();
    void equalDeadlinesComeInTheOrderInWhichTheyWereAdded();
    void equalDeadlinesThatCameLateRepeatExactly();
    void whatWasCalledOffTakesNoRoomForLong();
};

namespace {

TimePoint at(qint64 seconds)
{
    return TimePoint(std::chrono::seconds(seconds));
}

} // namespace

void TestDeadlineQueue::theTopIsTheEarliestThatIsValid()
{
    std::mt19937_64 random(11);
    DeadlineQueue queue;
    std::set<std::pair<qint64, quint64>> valid; // deadline, ticket
    for (quint64 ticket = 1; ticket <= 5'000; ++ticket) {
        const auto deadline = static_cast<qint64>(random() % 1'000);
        queue.add({at(deadline), TicketId{ticket}});
        valid.emplace(deadline, ticket);
        // Called off: sometimes the earliest, sometimes any.
        for (quint64 i = random() % 3; i > 0 && !valid.empty(); --i) {
            auto victim =
                random() % 2 ? valid.begin() : valid.lower_bound({static_cast<qint64>(random() % 1'000), 0});
            if (victim == valid.end())
                victim = valid.begin();
            valid.erase(victim);
            queue.tidy(valid.size(), [&](const DeadlineQueue::Entry &entry) {
                return valid.contains(
                    {std::chrono::duration_cast<std::chrono::seconds>(entry.at.time_since_epoch()).count(),
                     entry.ticket.value});
            });
        }
        QCOMPARE(queue.empty(), valid.empty());
        if (!valid.empty()) {
            QCOMPARE(queue.top().at, at(valid.begin()->first));
            QVERIFY(valid.contains({valid.begin()->first, queue.top().ticket.value}));
        }
    }
}

void TestDeadlineQueue::equalDeadlinesComeInTheOrderInWhichTheyWereAdded()
{
    DeadlineQueue queue;
    const std::vector<quint64> added{5, 2, 9, 1, 7};
    for (const quint64 ticket : added)
        queue.add({at(3), TicketId{ticket}});
    std::vector<quint64> gone;
    for (const quint64 expected : added) {
        QCOMPARE(queue.top().ticket.value, expected);
        gone.push_back(expected);
        queue.tidy(100, [&](const DeadlineQueue::Entry &entry) {
            return std::ranges::find(gone, entry.ticket.value) == gone.end();
        });
    }
    QVERIFY(queue.empty());
}

// Those stand in the heap, and come in the order of their tickets.
void TestDeadlineQueue::equalDeadlinesThatCameLateRepeatExactly()
{
    DeadlineQueue queue;
    queue.add({at(9), TicketId{3}});
    for (const quint64 ticket : {5, 2, 8, 1, 7})
        queue.add({at(3), TicketId{ticket}});
    quint64 gone = 0;
    for (const quint64 expected : {1, 2, 5, 7, 8}) {
        QCOMPARE(queue.top().ticket.value, expected);
        gone = expected;
        queue.tidy(100, [&](const DeadlineQueue::Entry &entry) {
            return entry.ticket.value > gone || entry.at != at(3);
        });
    }
    QCOMPARE(queue.top().ticket.value, quint64{3});
}

void TestDeadlineQueue::whatWasCalledOffTakesNoRoomForLong()
{
    for (const qint64 step : {1, -1}) { // in line, and in the heap
        DeadlineQueue queue;
        queue.add({at(1), TicketId{1}}); // stays, and on top: nothing below it is thrown away one by one
        size_t most = 0;
        for (quint64 ticket = 2; ticket < 10'000; ++ticket) {
            queue.add({at(20'000 + step * static_cast<qint64>(ticket)), TicketId{ticket}});
            queue.tidy(1, [](const DeadlineQueue::Entry &entry) { return entry.ticket.value == 1; });
            most = std::max(most, queue.size());
        }
        QVERIFY(most <= 100);
        QCOMPARE(queue.top().ticket.value, quint64{1});
    }
}

QTEST_APPLESS_MAIN(TestDeadlineQueue)
#include "tst_deadlinequeue.moc"
