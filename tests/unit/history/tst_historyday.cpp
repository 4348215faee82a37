// 24 hours of five calls a second in no more than 50 MB, and what asking for them costs.

#include "core/history/historyfile.h"
#include "samplerows.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestHistoryDay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDayAtAHighRate();
};

void TestHistoryDay::aDayAtAHighRate()
{
    constexpr qint64 MaxBytes = 50'000'000;
    constexpr qint64 DayMs = 24 * 3'600'000LL;
    constexpr qint64 EveryMs = 200;
    QTemporaryDir directory;
    HistoryFile file(directory.filePath(u"history.sqlite"_s), {DayMs, MaxBytes});
    QVERIFY(file.open());
    QRandomGenerator random(2);
    QElapsedTimer clock;
    clock.start();
    qint64 largest = 0;
    // A day and a half, so that rows go for their age and for their number.
    const qint64 endMs = SampleDayMs + DayMs * 3 / 2;
    quint64 call = 0;
    for (qint64 nowMs = SampleDayMs; nowMs < endMs;) {
        QList<CallRow> rows;
        for (int i = 0; i < 1'000; ++i, nowMs += EveryMs)
            rows << sampleRow(random, ++call, nowMs);
        QVERIFY(file.append(rows, nowMs));
        qint64 bytes = 0;
        QDirIterator it(directory.path(), QDir::Files);
        while (it.hasNext()) {
            it.next();
            bytes += it.fileInfo().size();
        }
        largest = std::max(largest, bytes);
    }
    const qint64 wrote = clock.restart();
    QVERIFY2(largest <= MaxBytes, qPrintable(QString::number(largest)));
    const auto page = file.page({.descending = false, .count = true});
    const qint64 kept = *page->kept;
    const double hours = static_cast<double>(endMs - page->rows.constFirst().endedMs) / 3'600'000.0;
    clock.restart();
    QVERIFY(file.page({}));
    const qint64 newest = clock.restart();
    QVERIFY(file.page({.filter = u"session:agent-7 kimi"_s, .count = true}));
    const qint64 filtered = clock.restart();
    QVERIFY(file.page({.sort = CallQuery::Sort::Cost}));
    const qint64 sorted = clock.restart();
    qInfo("%llu calls written in %lld ms; %lld kept, %.1f hours, %lld bytes at most; pages: newest %lld ms, "
          "filtered and counted %lld ms, sorted %lld ms",
          static_cast<unsigned long long>(call), wrote, kept, hours, largest, newest, filtered, sorted);
    QVERIFY(kept >= 300'000);
}

QTEST_GUILESS_MAIN(TestHistoryDay)
#include "tst_historyday.moc"
