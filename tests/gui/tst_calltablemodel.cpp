#include "gui/models/calltablemodel.h"
#include "gui/models/csvtext.h"
#include "gui/widgets/callclocks.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 NowMs = 1'700'001'000'000;

CallRow endedRow(qint64 number, qint64 totalMs = 1'000)
{
    CallRow row;
    row.row = number;
    row.call = static_cast<quint64>(number);
    row.session = u"claude-%1"_s.arg(number % 3);
    row.tool = u"chat"_s;
    row.outcome = u"answer"_s;
    row.endedMs = NowMs + number;
    row.startedMs = row.endedMs - totalMs;
    return row;
}

QList<qint64> endedNumbers(const CallTableModel &model)
{
    QList<qint64> numbers;
    for (int row = model.runningCount(); row < model.rowCount(); ++row)
        numbers << model.at(row).row;
    return numbers;
}

} // namespace

class TestCallTableModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void keepsItsContractUnderChange_data();
    void keepsItsContractUnderChange();
    void whatRunsStaysOnTop();
    void selectionFollowsItsCall();
    void newerRowsTakeTheirPlace();
    void isBounded();
    void filterHidesWhatRuns();
    void cellsSayWhatHappened();
    void csvIsSafe_data();
    void csvIsSafe();
    void clocksAgainstTheirLimits();
};

void TestCallTableModel::keepsItsContractUnderChange_data()
{
    QTest::addColumn<int>("column");
    for (int column = 0; column < CallTableModel::ColumnCount; ++column)
        QTest::addRow("column %d", column) << column;
}

void TestCallTableModel::keepsItsContractUnderChange()
{
    QFETCH(int, column);
    CallTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNow(NowMs);
    model.sort(column, Qt::AscendingOrder);
    model.setEnded({endedRow(3), endedRow(1), endedRow(2)}, true);
    for (int variation = 0; variation < 12; ++variation) {
        const Snapshot snapshot = crowdedSnapshot(40, 6, variation);
        model.setRunning(snapshot.calls);
        QCOMPARE(model.runningCount(), 40);
        for (int row = 0; row < 40; ++row)
            QVERIFY(model.at(row).runs());
        if (variation == 6)
            model.sort(column, Qt::DescendingOrder);
        model.addNewer({endedRow(10 + variation, 50 * variation)});
    }
    model.setRunning({});
    QCOMPARE(model.runningCount(), 0);
    // Each column can say and sort something.
    QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void TestCallTableModel::whatRunsStaysOnTop()
{
    CallTableModel model;
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setEnded({endedRow(2), endedRow(1)}, false);
    model.setRunning(busySnapshot().calls);
    QCOMPARE(model.rowCount(), 9);
    QVERIFY(model.at(0).runs());
    QCOMPARE(model.at(7).row, 2);
    QCOMPARE(reset.count(), 0);
}

void TestCallTableModel::selectionFollowsItsCall()
{
    CallTableModel model;
    model.setNow(NowMs);
    model.sort(CallTableModel::Started, Qt::AscendingOrder);
    Snapshot snapshot = crowdedSnapshot(30, 4, 0);
    model.setRunning(snapshot.calls);
    const quint64 call = model.at(17).call;
    const QPersistentModelIndex kept(model.index(17, CallTableModel::Tool));
    model.sort(CallTableModel::Session, Qt::DescendingOrder);
    QCOMPARE(model.at(kept.row()).call, call);
    snapshot.calls.removeIf([call](const CallSnapshot &c) { return c.id != call && c.id % 2 == 0; });
    model.setRunning(snapshot.calls);
    QCOMPARE(model.at(kept.row()).call, call);
    QCOMPARE(kept.column(), static_cast<int>(CallTableModel::Tool));
}

void TestCallTableModel::newerRowsTakeTheirPlace()
{
    CallTableModel model;
    model.sort(CallTableModel::Total, Qt::DescendingOrder);
    model.setEnded({endedRow(4, 900), endedRow(2, 700), endedRow(3, 500)}, true);
    model.addNewer({endedRow(5, 800), endedRow(6, 100), endedRow(7, 2'000)});
    // Number 6 comes with its page: there are more rows below.
    QCOMPARE(endedNumbers(model), (QList<qint64>{7, 4, 5, 2, 3}));
    QVERIFY(model.canFetchMore({}));
    model.appendEnded({endedRow(6, 100)}, false);
    QVERIFY(!model.canFetchMore({}));
    model.addNewer({endedRow(8, 50)});
    QCOMPARE(endedNumbers(model).constLast(), 8);
}

void TestCallTableModel::isBounded()
{
    CallTableModel model;
    QList<CallRow> rows;
    for (qint64 number = 1; number <= CallTableModel::MaxEnded + 500; ++number)
        rows << endedRow(number);
    model.addNewer(rows);
    QCOMPARE(model.endedCount(), CallTableModel::MaxEnded);
    QCOMPARE(model.at(0).row, CallTableModel::MaxEnded + 500); // the newest are kept
    QVERIFY(!model.canFetchMore({}));
}

void TestCallTableModel::filterHidesWhatRuns()
{
    CallTableModel model;
    model.setRunning(busySnapshot().calls);
    model.setFilter(CallFilter::parse(u"state:waiting"_s));
    QCOMPARE(model.runningCount(), 2);
    model.setFilter(CallFilter::parse(u"pool:glm session:codex"_s));
    QCOMPARE(model.runningCount(), 1);
    model.setFilter({});
    QCOMPARE(model.runningCount(), 7);
}

void TestCallTableModel::cellsSayWhatHappened()
{
    CallTableModel model;
    model.setNow(NowMs);
    CallRow row = endedRow(1, 12'340);
    row.outcome = u"timed_out"_s;
    row.clock = u"stall"_s;
    row.message = u"silent"_s;
    row.promptTokens = 1'000;
    row.completionTokens = 20;
    row.cost = 0.0123;
    row.simulated = true;
    row.provider = u"kimi"_s;
    model.setEnded({row}, false);
    const auto text = [&model](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(CallTableModel::State), u"timed out (stall)"_s);
    QCOMPARE(text(CallTableModel::Total), u"12.3 s"_s);
    QCOMPARE(text(CallTableModel::Tokens), u"1,000 + 20"_s);
    QCOMPARE(text(CallTableModel::Cost), u"$0.0123"_s);
    QCOMPARE(text(CallTableModel::Error), u"silent"_s);
    QCOMPARE(text(CallTableModel::Provider), u"kimi (simulated)"_s);
    // However it ended: not by colour alone, and all in one line.
    for (const QString &outcome : {u"timed_out"_s, u"answer"_s, u"cancelled"_s, u"refused"_s}) {
        row.outcome = outcome;
        model.setEnded({row}, false);
        QVERIFY2(!model.index(0, 0).data(Qt::DecorationRole).isNull(), qPrintable(outcome));
    }
}

void TestCallTableModel::csvIsSafe_data()
{
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("plain") << QStringList{u"a"_s, u"b"_s} << QByteArray("a,b\r\n");
    QTest::newRow("empty") << QStringList{u""_s, u""_s} << QByteArray(",\r\n");
    QTest::newRow("comma") << QStringList{u"a,b"_s} << QByteArray("\"a,b\"\r\n");
    QTest::newRow("quote") << QStringList{u"say \"hi\""_s} << QByteArray("\"say \"\"hi\"\"\"\r\n");
    QTest::newRow("lines") << QStringList{u"a\nb"_s} << QByteArray("\"a\nb\"\r\n");
    QTest::newRow("UTF-8") << QStringList{u"für"_s} << QByteArray("f\xc3\xbcr\r\n");
    QTest::newRow("formula") << QStringList{u"=1+1"_s} << QByteArray("'=1+1\r\n");
    QTest::newRow("formula in quotes") << QStringList{u"@a,\""_s} << QByteArray("\"'@a,\"\"\"\r\n");
    QTest::newRow("plus") << QStringList{u"+cmd"_s} << QByteArray("'+cmd\r\n");
    QTest::newRow("minus") << QStringList{u"-cmd"_s} << QByteArray("'-cmd\r\n");
    QTest::newRow("tab") << QStringList{u"\t=1"_s} << QByteArray("'\t=1\r\n");
    QTest::newRow("negative number") << QStringList{u"-1.5"_s} << QByteArray("-1.5\r\n");
}

void TestCallTableModel::csvIsSafe()
{
    QFETCH(QStringList, cells);
    QTEST(csvLine(cells), "line");
}

void TestCallTableModel::clocksAgainstTheirLimits()
{
    CallRow row = endedRow(1, 130'000);
    row.outcome = u"timed_out"_s;
    row.clock = u"stall"_s;
    row.runMs = 129'000;
    row.phases = {.preparing = 5,
                  .queued = 1'000,
                  .connecting = 40,
                  .firstToken = 2'000,
                  .streaming = 126'955,
                  .longestPause = 120'000};
    row.limits = {240'000, 10'000, 60'000, 120'000, 360'000};
    const QList<ClockUse> uses = clockUses(row, NowMs);
    QCOMPARE(uses.size(), 5);
    QCOMPARE(uses.at(0).text(), u"1.00 s of 4 min 00 s"_s);
    QCOMPARE(uses.at(3).share(), 1.0);
    QVERIFY(uses.at(3).expired);
    QVERIFY(uses.at(3).text().contains(u"expired"_s));
    QVERIFY(!uses.at(4).expired);
    QCOMPARE(phaseParts(row).size(), 5);
    qint64 sum = 0;
    for (const PhasePart &part : phaseParts(row))
        sum += part.ms;
    QCOMPARE(sum, row.phases.sum());

    CallClocks clocks;
    clocks.setCall(row, NowMs);
    QVERIFY(clocks.accessibleDescription().contains(u"stall: 2 min 00 s of 2 min 00 s, expired"_s));
    clocks.resize(620, 180);
    QVERIFY(saveShot(clocks, u"call-clocks"_s));
    clocks.clear();
    QVERIFY(clocks.accessibleDescription().isEmpty());
}

QTEST_MAIN(TestCallTableModel)
#include "tst_calltablemodel.moc"
