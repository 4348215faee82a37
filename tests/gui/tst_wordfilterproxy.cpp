#include "gui/models/callsmodel.h"
#include "gui/models/wordfilterproxy.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestWordFilterProxy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void words_data();
    void words();
    void sortsByAgeNotByText();
    void obeysTheRulesWhileRowsComeAndGo();
};

void TestWordFilterProxy::words_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("rows");
    QTest::newRow("nothing") << QString() << 7;
    QTest::newRow("spaces") << u"   "_s << 7;
    QTest::newRow("one word") << u"codex"_s << 2;
    QTest::newRow("case does not matter") << u"CODEX"_s << 2;
    QTest::newRow("all words must be there") << u"codex glm"_s << 1;
    QTest::newRow("column") << u"tool:chat"_s << 3;
    QTest::newRow("phase as shown") << u"phase:streaming"_s << 2;
    QTest::newRow("phase on the wire") << u"phase:awaiting_first_token"_s << 1;
    QTest::newRow("column and word") << u"session:claude phase:queued"_s << 1;
    QTest::newRow("unknown column is a word") << u"nobody:chat"_s << 0;
    QTest::newRow("no match") << u"gemini"_s << 0;
}

void TestWordFilterProxy::words()
{
    QFETCH(const QString, filter);
    CallsModel model;
    model.update(busySnapshot().calls);
    WordFilterProxy proxy;
    proxy.setSourceModel(&model);
    proxy.setFilterText(filter);
    QTEST(proxy.rowCount(), "rows");
}

void TestWordFilterProxy::sortsByAgeNotByText()
{
    CallsModel model;
    model.update(busySnapshot().calls);
    model.setNow(busySnapshot().wallMs);
    WordFilterProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(CallsModel::Age, Qt::DescendingOrder);
    QCOMPARE(proxy.index(0, CallsModel::Age).data().toString(), u"3 min 53 s"_s);
    QCOMPARE(proxy.index(6, CallsModel::Age).data().toString(), u"2 s"_s);
}

void TestWordFilterProxy::obeysTheRulesWhileRowsComeAndGo()
{
    CallsModel model;
    WordFilterProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(CallsModel::Session);
    proxy.setFilterText(u"session-1"_s);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 20; ++round)
        model.update(crowdedSnapshot(60, 20, round).calls);
    QVERIFY(proxy.rowCount() > 0);
    QVERIFY(proxy.rowCount() < model.rowCount());
}

QTEST_MAIN(TestWordFilterProxy)
#include "tst_wordfilterproxy.moc"
