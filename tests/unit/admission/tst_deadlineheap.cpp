#include "core/admission/deadlineheap.h"

#include <QTest>
#include <random>
#include <set>

using namespace exaid;
using namespace std::chrono_literals;

class TestDeadlineHeap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTopIsTheEarliestThatIsValid();
    void equalDeadlinesComeInTheOrderOfTheirTickets();
    void whatWasCalledOffTakesNoRoomForLong();
};

namespace {

TimePoint at(qint64 seconds)
{
    return TimePoint(std::chrono::seconds(seconds));
}

} // namespace

void TestDeadlineHeap::theTopIsTheEarliestThatIsValid()
{
    std::mt19937_64 random(11);
    DeadlineHeap heap;
    std::set<std::pair<qint64, quint64>> valid; // deadline, ticket
    for (quint64 ticket = 1; ticket <= 5'000; ++ticket) {
        const auto deadline = static_cast<qint64>(random() % 1'000);
        heap.add({at(deadline), TicketId{ticket}, 0});
        valid.emplace(deadline, ticket);
        // Called off: sometimes the earliest, sometimes any.
        for (quint64 i = random() % 3; i > 0 && !valid.empty(); --i) {
            auto victim =
                random() % 2 ? valid.begin() : valid.lower_bound({static_cast<qint64>(random() % 1'000), 0});
            if (victim == valid.end())
                victim = valid.begin();
            valid.erase(victim);
            heap.tidy(valid.size(), [&](const DeadlineHeap::Entry &entry) {
                return valid.contains(
                    {std::chrono::duration_cast<std::chrono::seconds>(entry.at.time_since_epoch()).count(),
                     entry.ticket.value});
            });
        }
        QCOMPARE(heap.empty(), valid.empty());
        if (!valid.empty()) {
            QCOMPARE(heap.top().at, at(valid.begin()->first));
            QCOMPARE(heap.top().ticket.value, valid.begin()->second);
        }
    }
}

void TestDeadlineHeap::equalDeadlinesComeInTheOrderOfTheirTickets()
{
    DeadlineHeap heap;
    for (const quint64 ticket : {5, 2, 9, 1, 7})
        heap.add({at(3), TicketId{ticket}, 0});
    quint64 gone = 0;
    for (const quint64 expected : {1, 2, 5, 7, 9}) {
        QCOMPARE(heap.top().ticket.value, expected);
        gone = expected;
        heap.tidy(100, [&](const DeadlineHeap::Entry &entry) { return entry.ticket.value > gone; });
    }
    QVERIFY(heap.empty());
}

void TestDeadlineHeap::whatWasCalledOffTakesNoRoomForLong()
{
    DeadlineHeap heap;
    heap.add({at(1), TicketId{1}, 0}); // stays, and on top: nothing below it is thrown away one by one
    size_t most = 0;
    for (quint64 ticket = 2; ticket < 10'000; ++ticket) {
        heap.add({at(static_cast<qint64>(ticket)), TicketId{ticket}, 0});
        heap.tidy(1, [](const DeadlineHeap::Entry &entry) { return entry.ticket.value == 1; });
        most = std::max(most, heap.size());
    }
    QVERIFY(most <= 100);
    QCOMPARE(heap.top().ticket.value, quint64{1});
}

QTEST_APPLESS_MAIN(TestDeadlineHeap)
#include "tst_deadlineheap.moc"
