#include "core/config/nearestname.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestNearestName : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsEdits_data();
    void countsEdits();
    void findsWhatWasMeant();
    void staysSilentWhenNothingIsClose();
};

void TestNearestName::countsEdits_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<int>("distance");
    QTest::newRow("equal") << u"abc"_s << u"abc"_s << 0;
    QTest::newRow("empty") << u""_s << u"abc"_s << 3;
    QTest::newRow("insert") << u"abc"_s << u"abxc"_s << 1;
    QTest::newRow("delete") << u"abc"_s << u"ac"_s << 1;
    QTest::newRow("replace") << u"abc"_s << u"axc"_s << 1;
    QTest::newRow("swap") << u"abcd"_s << u"acbd"_s << 1;
    QTest::newRow("two swaps") << u"abcd"_s << u"badc"_s << 2;
    QTest::newRow("all different") << u"abc"_s << u"xyz"_s << 3;
}

void TestNearestName::countsEdits()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QTEST(editDistance(a, b), "distance");
    QTEST(editDistance(b, a), "distance");
}

void TestNearestName::findsWhatWasMeant()
{
    const QStringList known{u"EXAI_WS_HOST"_s, u"EXAI_WS_PORT"_s, u"KIMI_TIMEOUT_SECS"_s};
    QCOMPARE(nearestName(u"EXAI_WS_PROT"_s, known), u"EXAI_WS_PORT"_s);
    QCOMPARE(nearestName(u"KIMI_TIMEOUT"_s, known), u"KIMI_TIMEOUT_SECS"_s);
}

void TestNearestName::staysSilentWhenNothingIsClose()
{
    QCOMPARE(nearestName(u"PATH"_s, {u"EXAI_WS_HOST"_s, u"EXAI_WS_PORT"_s}), QString());
}

QTEST_GUILESS_MAIN(TestNearestName)
#include "tst_nearestname.moc"
