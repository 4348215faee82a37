#include "gui/models/callsmodel.h"
#include "gui/models/poolsmodel.h"
#include "gui/models/sessionsmodel.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void everyModelObeysTheRules();
    void randomUpdatesEndEqual();
    void rowsKeepTheirPlace();
    void changesComeInBlocks();
    void nothingChangedSaysNothing();
    void slotSecondsMoveWithTheAges();
    void agesMoveWithoutTraffic();
    void queueColumnSaysPlaceAndWait();
    void simulatedProvidersSaySo();
    void summariesOfPools_data();
    void summariesOfPools();
};

void TestModels::everyModelObeysTheRules()
{
    CallsModel calls;
    SessionsModel sessions;
    PoolsModel pools;
    const QAbstractItemModelTester a(&calls, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester b(&sessions, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester c(&pools, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const Snapshot &snapshot : {busySnapshot(), idleSnapshot(), crowdedSnapshot(50, 9, 1),
                                     crowdedSnapshot(60, 3, 2), Snapshot(), busySnapshot()}) {
        calls.update(snapshot.calls);
        sessions.update(snapshot.sessions);
        pools.update(snapshot.pools);
        calls.setNow(snapshot.wallMs);
        sessions.setNow(snapshot.wallMs);
        QCOMPARE(calls.rowCount(), snapshot.calls.size());
        QCOMPARE(sessions.rowCount(), snapshot.sessions.size());
        QCOMPARE(pools.rowCount(), snapshot.pools.size());
    }
    for (int column = 0; column < calls.columnCount(); ++column)
        QVERIFY(!calls.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void TestModels::randomUpdatesEndEqual()
{
    QRandomGenerator random(20251019);
    CallsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    for (int round = 0; round < 400; ++round) {
        QList<CallSnapshot> rows;
        for (quint64 id = 1; id <= 24; ++id) {
            if (random.bounded(3) == 0)
                continue;
            CallSnapshot call;
            call.id = id;
            call.chunks = random.bounded(2);
            rows << call;
        }
        std::shuffle(rows.begin(), rows.end(), random);
        model.update(rows);
        QList<CallSnapshot> shown = model.rows();
        std::ranges::sort(rows, {}, &CallSnapshot::id);
        std::ranges::sort(shown, {}, &CallSnapshot::id);
        QCOMPARE(shown, rows);
    }
    QCOMPARE(resets.count(), 0);
}

void TestModels::rowsKeepTheirPlace()
{
    CallsModel model;
    model.update(busySnapshot().calls);
    const QPersistentModelIndex watched(model.index(3, CallsModel::Tool));
    QCOMPARE(watched.data(KeyRole).toULongLong(), 14ULL);
    QList<CallSnapshot> fewer = busySnapshot().calls;
    fewer.removeAt(1);
    fewer.removeAt(0);
    model.update(fewer);
    QVERIFY(watched.isValid());
    QCOMPARE(watched.row(), 1);
    QCOMPARE(watched.data(KeyRole).toULongLong(), 14ULL);
    fewer.removeAt(1);
    model.update(fewer);
    QVERIFY(!watched.isValid());
}

void TestModels::changesComeInBlocks()
{
    CallsModel model;
    QList<CallSnapshot> rows = busySnapshot().calls;
    model.update(rows);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    for (const int i : {0, 1, 2, 5})
        rows[i].chunks += 1;
    model.update(rows);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 2);
    QCOMPARE(changed.at(1).at(0).toModelIndex().row(), 5);
    QCOMPARE(changed.at(1).at(1).toModelIndex().row(), 5);
    rows.remove(2, 3);
    model.update(rows);
    QCOMPARE(removed.count(), 1);
    rows << crowdedSnapshot(40, 2, 9).calls;
    model.update(rows);
    QCOMPARE(inserted.count(), 1);
}

void TestModels::nothingChangedSaysNothing()
{
    SessionsModel model;
    model.update(busySnapshot().sessions);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update(busySnapshot().sessions);
    QCOMPARE(changed.count(), 0);
}

void TestModels::slotSecondsMoveWithTheAges()
{
    QList<SessionSnapshot> rows = busySnapshot().sessions;
    SessionsModel model;
    model.update(rows);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    rows[0].slotSeconds += 7;
    model.update(rows);
    QCOMPARE(changed.count(), 0);
    model.setNow(busySnapshot().wallMs);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().column(), SessionsModel::SlotSeconds);
    QCOMPARE(model.index(0, SessionsModel::SlotSeconds).data(SortRole).toDouble(), rows.at(0).slotSeconds);
    ++rows[0].running;
    rows[0].slotSeconds += 1;
    model.update(rows);
    QCOMPARE(changed.count(), 2);
}

void TestModels::agesMoveWithoutTraffic()
{
    const Snapshot snapshot = busySnapshot();
    CallsModel model;
    model.update(snapshot.calls);
    model.setNow(snapshot.wallMs);
    QCOMPARE(model.index(0, CallsModel::Age).data().toString(), u"1 min 35 s"_s);
    QCOMPARE(model.index(0, CallsModel::Left).data().toString(), u"4 min 25 s"_s);
    const QVariant order = model.index(0, CallsModel::Age).data(SortRole);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setNow(snapshot.wallMs + 3'000);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(0, CallsModel::Age).data().toString(), u"1 min 38 s"_s);
    QCOMPARE(model.index(0, CallsModel::Age).data(SortRole),
             order); // a sorted table does not move as time passes
    model.setNow(snapshot.wallMs + 300'000);
    QCOMPARE(model.index(0, CallsModel::Left).data().toString(), u"overdue 35 s"_s);
}

void TestModels::queueColumnSaysPlaceAndWait()
{
    CallsModel model;
    model.update(busySnapshot().calls);
    QCOMPARE(model.index(0, CallsModel::Queue).data().toString(), QString());
    QCOMPARE(model.index(5, CallsModel::Queue).data().toString(), u"#1, about 9 s"_s);
    QCOMPARE(model.index(6, CallsModel::Queue).data().toString(), u"#2"_s);
}

void TestModels::simulatedProvidersSaySo()
{
    CallsModel model;
    QList<CallSnapshot> rows = busySnapshot().calls;
    rows[0].simulated = true;
    model.update(rows);
    QCOMPARE(model.index(0, CallsModel::Provider).data().toString(), u"kimi (simulated)"_s);
    QCOMPARE(model.index(1, CallsModel::Provider).data().toString(), u"kimi"_s);
}

void TestModels::summariesOfPools_data()
{
    QTest::addColumn<PoolSnapshot>("pool");
    QTest::addColumn<QString>("summary");
    const auto pool = [](const char *label, int capacity, int held, int debt, int waiting, bool simulated) {
        return PoolSnapshot{u"provider"_s,
                            QLatin1String(label).toString().toLower(),
                            QLatin1String(label),
                            capacity,
                            held,
                            capacity - held + debt,
                            debt,
                            waiting,
                            held,
                            simulated};
    };
    QTest::newRow("full") << pool("KIMI", 3, 3, 0, 2, false) << u"KIMI 3 of 3, 2 waiting"_s;
    QTest::newRow("room") << pool("GLM", 2, 1, 0, 0, false) << u"GLM 1 of 2"_s;
    QTest::newRow("debt") << pool("GLM", 1, 3, 2, 0, true)
                          << u"GLM 3 of 1, 2 over a lowered limit, simulated"_s;
    QTest::newRow("global") << PoolSnapshot{u"global"_s, {}, {}, 5, 0, 5, 0, 0, 0, false}
                            << u"All calls 0 of 5"_s;
}

void TestModels::summariesOfPools()
{
    QFETCH(const PoolSnapshot, pool);
    QTEST(poolSummary(pool), "summary");
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
