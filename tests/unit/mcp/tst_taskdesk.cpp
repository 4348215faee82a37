#include "core/frontends/mcp/taskdesk.h"
#include "core/time/manualtime.h"

#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace exaid::mcp;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

class ScriptedTask final : public McpTask
{
public:
    explicit ScriptedTask(int &alive)
        : m_alive(alive)
    {
        ++m_alive;
    }
    ~ScriptedTask() override { --m_alive; }
    QString message() const override { return u"scripted"_s; }
    void cancel() override { become(TaskStatus::Cancelled); }
    void end() { become(TaskStatus::Completed); }
    void mention() { changed(); }

private:
    int &m_alive;
};

struct World
{
    ManualClock clock;
    ManualTime time{clock};
    int alive = 0;
    TaskDesk desk{time};
    ScriptedTask *last = nullptr;

    QString add(const QString &owner, Duration lifetime = 5min)
    {
        auto task = std::make_unique<ScriptedTask>(alive);
        last = task.get();
        return desk.add(owner, std::move(task), lifetime);
    }
};

} // namespace

class TestTaskDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idsBelongToTheirOwner();
    void idsCanNotBeGuessed();
    void tellsChanges();
    void staysForItsLifetime_data();
    void staysForItsLifetime();
    void livingWorkIsNeverCut();
    void isBounded();
    void forgetsAnOwner();
};

void TestTaskDesk::idsBelongToTheirOwner()
{
    World world;
    const QString first = world.add(u"a"_s);
    world.time.advance(1s);
    const QString second = world.add(u"a"_s);
    const QString other = world.add(u"b"_s);
    QVERIFY(world.desk.find(first, u"a"_s));
    QVERIFY(!world.desk.find(first, u"b"_s));
    QVERIFY(!world.desk.find(u"job-none"_s, u"a"_s));
    QCOMPARE(world.desk.idsOf(u"a"_s), (QStringList{first, second}));
    QCOMPARE(world.desk.idsOf(u"b"_s), QStringList{other});
}

void TestTaskDesk::idsCanNotBeGuessed()
{
    World world;
    QSet<QString> ids;
    for (int i = 0; i < 100; ++i) {
        const QString id = world.add(u"a"_s);
        QVERIFY(id.size() >= 4 + 22); // 128 bits and more
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 100);
}

void TestTaskDesk::tellsChanges()
{
    World world;
    QSignalSpy spy(&world.desk, &TaskDesk::changed);
    const QString id = world.add(u"a"_s);
    QCOMPARE(spy.size(), 0);
    const WallTime before = world.desk.find(id, u"a"_s)->updatedAt;
    world.time.advance(3s);
    world.last->mention();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].toString(), id);
    QCOMPARE(world.desk.find(id, u"a"_s)->updatedAt - before, 3s);
    world.last->end();
    QCOMPARE(spy.size(), 2);
}

void TestTaskDesk::staysForItsLifetime_data()
{
    QTest::addColumn<int>("endsAfter");
    QTest::addColumn<int>("lastSeen"); // seconds from the beginning
    QTest::newRow("ends soon: as long as was said at the beginning, and more") << 10 << 309;
    QTest::newRow("ends late: as long again") << 1'000 << 1'299;
}

void TestTaskDesk::staysForItsLifetime()
{
    QFETCH(int, endsAfter);
    QFETCH(int, lastSeen);
    World world;
    const QString id = world.add(u"a"_s, 300s);
    world.time.advance(std::chrono::seconds(endsAfter));
    world.last->end();
    world.time.advance(std::chrono::seconds(lastSeen - endsAfter));
    QVERIFY(world.desk.find(id, u"a"_s));
    world.time.advance(1s);
    QVERIFY(!world.desk.find(id, u"a"_s));
    QCOMPARE(world.alive, 0);
}

void TestTaskDesk::livingWorkIsNeverCut()
{
    World world;
    const QString id = world.add(u"a"_s);
    world.time.advance(24h);
    QVERIFY(world.desk.find(id, u"a"_s));
}

void TestTaskDesk::isBounded()
{
    World world;
    for (int i = 0; i < TaskDesk::MostForOne; ++i)
        world.add(u"a"_s);
    QVERIFY(!world.desk.hasRoom(u"a"_s));
    QVERIFY(world.desk.hasRoom(u"b"_s));
}

void TestTaskDesk::forgetsAnOwner()
{
    World world;
    world.add(u"a"_s);
    world.add(u"b"_s);
    world.desk.forget(u"a"_s);
    QCOMPARE(world.alive, 1);
    QCOMPARE(world.desk.count(), 1);
}

QTEST_GUILESS_MAIN(TestTaskDesk)
#include "tst_taskdesk.moc"
