#include "gui/models/texts.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void durations_data();
    void durations();
    void everyPhaseHasAName();
};

void TestTexts::durations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("negative") << qint64(-5'000) << u"0 s"_s;
    QTest::newRow("zero") << qint64(0) << u"0 s"_s;
    QTest::newRow("rounds down") << qint64(59'999) << u"59 s"_s;
    QTest::newRow("minute") << qint64(60'000) << u"1 min 00 s"_s;
    QTest::newRow("minutes") << qint64(185'000) << u"3 min 05 s"_s;
    QTest::newRow("hour") << qint64(3'600'000) << u"1 h 00 min"_s;
    QTest::newRow("hours") << qint64(7'620'000) << u"2 h 07 min"_s;
    QTest::newRow("days") << qint64(275'000'000) << u"3 d 4 h"_s;
}

void TestTexts::durations()
{
    QFETCH(const qint64, milliseconds);
    QTEST(durationText(milliseconds), "text");
}

void TestTexts::everyPhaseHasAName()
{
    QStringList names;
    for (const CallPhase phase : {CallPhase::Preparing, CallPhase::Queued, CallPhase::Connecting,
                                  CallPhase::AwaitingFirstToken, CallPhase::Streaming, CallPhase::Finishing})
        names << phaseText(phase);
    QCOMPARE(names.removeDuplicates(), 0);
    QVERIFY(!names.contains(QString()));
}

QTEST_GUILESS_MAIN(TestTexts)
#include "tst_texts.moc"
