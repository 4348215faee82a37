#include "core/admission/ticketindex.h"

#include <QTest>
#include <map>
#include <random>

using namespace exaid;

namespace {

// Its owner: the ticket at each place.
class Waiters
{
public:
    void add(TicketId ticket)
    {
        const auto place = static_cast<TicketIndex::Place>(m_tickets.size());
        m_tickets.push_back(ticket);
        index.insert(ticket, place);
        known.emplace(ticket, place);
    }
    void remove(TicketId ticket)
    {
        index.erase(ticket, known.at(ticket));
        known.erase(ticket);
    }
    std::optional<TicketIndex::Place> find(TicketId ticket) const
    {
        return index.find(ticket, [&](TicketIndex::Place place) { return m_tickets[place] == ticket; });
    }
    // Whether everybody is found where they are.
    bool isRight() const
    {
        return index.size() == known.size() && std::ranges::all_of(known, [this](const auto &entry) {
                   return find(entry.first) == entry.second;
               });
    }

    TicketIndex index;
    std::map<TicketId, TicketIndex::Place> known;

private:
    std::vector<TicketId> m_tickets;
};

} // namespace

class TestTicketIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyOneFindsNothing();
    void ticketsWithTheSameLowHalfAreToldApart();
    void findsAllThroughRandomChanges_data();
    void findsAllThroughRandomChanges();
};

void TestTicketIndex::anEmptyOneFindsNothing()
{
    Waiters waiters;
    QVERIFY(!waiters.find(TicketId{1}));
    waiters.add(TicketId{1});
    waiters.remove(TicketId{1});
    QVERIFY(!waiters.find(TicketId{1}));
    QCOMPARE(waiters.index.size(), size_t{0});
}

void TestTicketIndex::ticketsWithTheSameLowHalfAreToldApart()
{
    constexpr quint64 Half = quint64{1} << 32;
    Waiters waiters;
    for (quint64 high = 0; high < 5; ++high)
        waiters.add(TicketId{high * Half + 7});
    QVERIFY(waiters.isRight());
    QVERIFY(!waiters.find(TicketId{5 * Half + 7}));
    waiters.remove(TicketId{2 * Half + 7});
    QVERIFY(waiters.isRight());
    QVERIFY(!waiters.find(TicketId{2 * Half + 7}));
}

void TestTicketIndex::findsAllThroughRandomChanges_data()
{
    QTest::addColumn<quint64>("range"); // narrow: many share a home
    QTest::newRow("tickets in a row") << quint64{0};
    QTest::newRow("any tickets") << ~quint64{0};
    QTest::newRow("few low halves") << quint64{40};
}

void TestTicketIndex::findsAllThroughRandomChanges()
{
    QFETCH(const quint64, range);
    std::mt19937_64 random(3);
    Waiters waiters;
    quint64 last = 0;
    const auto next = [&] {
        if (range == 0)
            return ++last;
        return range == 40 ? (random() % range) + (++last << 32) : random();
    };
    for (int step = 0; step < 3'000; ++step) {
        const bool grows = waiters.known.empty() || random() % 100 < (step % 1'000 < 600 ? 70u : 20u);
        if (grows) {
            waiters.add(TicketId{next()});
        } else {
            auto victim = waiters.known.lower_bound(TicketId{random() % (last + 1)});
            if (victim == waiters.known.end())
                victim = waiters.known.begin();
            waiters.remove(TicketId{victim->first});
        }
        QVERIFY2(waiters.isRight(), qPrintable(QString::number(step)));
    }
    QVERIFY(!waiters.known.empty());
}

QTEST_APPLESS_MAIN(TestTicketIndex)
#include "tst_ticketindex.moc"
