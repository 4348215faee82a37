#include "core/admission/waitline.h"

#include <QTest>
#include <map>
#include <random>
#include <set>

using namespace exaid;

namespace {

// The line's owner, beside a map that can't be wrong. A seat is given away again only once the line forgot
// it.
class Owner
{
public:
    void join(quint64 place)
    {
        const quint32 seat = m_free.empty() ? m_count++ : *m_free.begin();
        m_free.erase(seat);
        line.add({place, seat});
        waiting.emplace(place, seat);
    }
    void leave(quint64 place)
    {
        gone.insert(waiting.at(place));
        waiting.erase(place);
        line.leave([this](quint32 seat) { return gone.contains(seat); },
                   [this](quint32 seat) {
                       forgotTwice = forgotTwice || gone.erase(seat) == 0;
                       m_free.insert(seat);
                   });
    }
    // Everybody who waits stands there, in order, and the first of them in front.
    bool isRight() const
    {
        auto expected = waiting.begin();
        for (const WaitLine::Entry &entry : line) {
            if (gone.contains(entry.seat))
                continue;
            if (expected == waiting.end() || entry.place != expected->first || entry.seat != expected->second)
                return false;
            ++expected;
        }
        return expected == waiting.end() && line.size() == static_cast<int>(waiting.size()) &&
               line.empty() == waiting.empty() && !forgotTwice &&
               (waiting.empty() || line.front().place == waiting.begin()->first);
    }
    size_t standing() const { return static_cast<size_t>(line.end() - line.begin()); }

    WaitLine line;
    std::map<quint64, quint32> waiting; // by place
    std::set<quint32> gone;
    bool forgotTwice = false;

private:
    std::set<quint32> m_free;
    quint32 m_count = 0;
};

} // namespace

class TestWaitLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyLineHasRoom();
    void anEarlierPlaceIsFound_data();
    void anEarlierPlaceIsFound();
    void staysInOrderThroughRandomChanges();
    void whoHasGoneTakesNoRoomForLong();
};

void TestWaitLine::anEmptyLineHasRoom()
{
    Owner owner;
    QVERIFY(owner.isRight());
    owner.join(3);
    QVERIFY(owner.isRight());
    owner.leave(3);
    QVERIFY(owner.isRight());
    QVERIFY(owner.gone.empty());
    owner.join(1); // earlier than what has been there
    QVERIFY(owner.isRight());
}

void TestWaitLine::anEarlierPlaceIsFound_data()
{
    QTest::addColumn<quint64>("place");
    for (const quint64 place : {0, 41, 61, 99, 121, 199, 201})
        QTest::addRow("%llu", static_cast<unsigned long long>(place)) << place;
}

void TestWaitLine::anEarlierPlaceIsFound()
{
    QFETCH(const quint64, place);
    for (const bool served : {false, true}) { // with room in front or without
        Owner owner;
        for (quint64 i = 1; i <= 100; ++i)
            owner.join(2 * i);
        if (served) {
            for (quint64 i = 1; i <= 15; ++i)
                owner.leave(2 * i);
        }
        owner.join(place);
        QVERIFY(owner.isRight());
        owner.join(place + (place % 2 ? 2 : 3));
        QVERIFY(owner.isRight());
    }
}

void TestWaitLine::staysInOrderThroughRandomChanges()
{
    std::mt19937_64 random(5);
    Owner owner;
    quint64 last = 1'000;
    for (int step = 0; step < 20'000; ++step) {
        const bool grows = owner.waiting.empty() || random() % 100 < (step % 4'000 < 2'000 ? 60u : 40u);
        if (grows) {
            quint64 place = random() % 10 ? ++last : random() % last; // some come back
            while (owner.waiting.contains(place))
                place = ++last;
            owner.join(place);
        } else {
            auto victim = random() % 2 ? owner.waiting.begin() : owner.waiting.lower_bound(random() % last);
            if (victim == owner.waiting.end())
                victim = owner.waiting.begin();
            owner.leave(victim->first);
        }
        QVERIFY2(owner.isRight(), qPrintable(QString::number(step)));
    }
    QVERIFY(!owner.waiting.empty());
}

void TestWaitLine::whoHasGoneTakesNoRoomForLong()
{
    Owner owner;
    owner.join(0); // stays, and in front
    size_t most = 0;
    for (quint64 place = 1; place < 10'000; ++place) {
        owner.join(place);
        owner.leave(place);
        most = std::max(most, owner.standing());
    }
    QVERIFY(owner.isRight());
    QVERIFY(most <= 20);
    QVERIFY(owner.gone.size() <= 20);
}

QTEST_APPLESS_MAIN(TestWaitLine)
#include "tst_waitline.moc"
