#include "core/admission/ticketindex.h"

#include <QTest>
#include <map>
#include <random>

using namespace exaid;

namespace {

// The index beside a map that can't be wrong.
class Waiters
{
public:
    void add(TicketId ticket)
    {
        const TicketIndex::Place place{m_last, m_last % 7};
        ++m_last;
        index.insert(ticket, place);
        known.emplace(ticket, place);
    }
    void remove(TicketId ticket)
    {
        index.erase(ticket);
        known.erase(ticket);
    }
    // Whether everybody is found where they are.
    bool isRight() const
    {
        return index.size() == known.size() && std::ranges::all_of(known, [this](const auto &entry) {
                   return index.find(entry.first) == entry.second;
               });
    }

    TicketIndex index;
    std::map<TicketId, TicketIndex::Place> known;

private:
    quint32 m_last = 0;
};

// The table multiplies a quarter of the ticket; of these, the products differ in their low bits only, so that
// all have one home (numbers from 2^52 on: another one).
TicketId neighbour(quint64 number)
{
    constexpr quint64 Inverse = 0xF1DE'83E1'9937'733Du; // of 0x9E3779B97F4A7C15 modulo 2^64
    quint64 product = 64 * number;
    while ((product * Inverse) >> 62 != 0) // one in four is a quarter of a ticket
        ++product;
    return TicketId{4 * (product * Inverse)};
}

} // namespace

class TestTicketIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyOneFindsNothing();
    void ticketsWithOneHomeAreToldApart();
    void findsAllThroughRandomChanges_data();
    void findsAllThroughRandomChanges();
};

void TestTicketIndex::anEmptyOneFindsNothing()
{
    Waiters waiters;
    QVERIFY(!waiters.index.find(TicketId{1}));
    waiters.add(TicketId{1});
    waiters.remove(TicketId{1});
    QVERIFY(!waiters.index.find(TicketId{1}));
    QCOMPARE(waiters.index.size(), size_t{0});
}

void TestTicketIndex::ticketsWithOneHomeAreToldApart()
{
    Waiters waiters;
    for (quint64 number = 1; number <= 5; ++number)
        waiters.add(neighbour(number));
    QVERIFY(waiters.isRight());
    QVERIFY(!waiters.index.find(neighbour(6)));
    waiters.remove(neighbour(2));
    QVERIFY(waiters.isRight());
    QVERIFY(!waiters.index.find(neighbour(2)));
}

void TestTicketIndex::findsAllThroughRandomChanges_data()
{
    QTest::addColumn<QString>("tickets");
    QTest::newRow("in a row") << QStringLiteral("row");
    QTest::newRow("any") << QStringLiteral("any");
    QTest::newRow("all with few homes") << QStringLiteral("neighbours");
}

void TestTicketIndex::findsAllThroughRandomChanges()
{
    QFETCH(const QString, tickets);
    std::mt19937_64 random(3);
    Waiters waiters;
    quint64 last = 0;
    const auto next = [&] {
        if (tickets == QStringLiteral("row"))
            return TicketId{++last};
        if (tickets == QStringLiteral("any"))
            return TicketId{random()};
        ++last;
        return neighbour(last + (random() % 40 << 52));
    };
    for (int step = 0; step < 3'000; ++step) {
        const bool grows = waiters.known.empty() || random() % 100 < (step % 1'000 < 600 ? 70u : 20u);
        if (grows) {
            waiters.add(next());
        } else {
            auto victim = waiters.known.lower_bound(TicketId{random()});
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
