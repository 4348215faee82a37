// What a whole day costs on disk, all of it: the ended calls and the measured values together in no more than
// 50 MB. Five slots that are never free for 24 hours; EXAID_CALLS_PER_MINUTE makes more of it (./dev soak: so
// many that the oldest have to go).

#include "core/history/historyfile.h"
#include "core/metricrecorder.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"
#include "samplerows.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 MaxBytes = 50'000'000;
constexpr int Hours = 26;               // two more than are kept, so that the first rows have gone
constexpr int UsualCallsPerMinute = 60; // five slots, five seconds a call
constexpr qint64 LeastKept = 300'000;   // that 50 MB hold, however many there were
constexpr int Slots = 5;

qint64 bytesOf(const QString &folder, const QStringList &names)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList(names, QDir::Files))
        bytes += file.size();
    return bytes;
}

} // namespace

class TestDiskDay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void callsAndMeasuredValuesTogether();

private:
    void measure(MetricHistory &metrics, const CallRow &row);
    void level(MetricHistory &metrics, const QString &part, int change);
    QHash<QString, int> m_levels;
};

// A level that goes up for one call and down for the one that many calls before it.
void TestDiskDay::level(MetricHistory &metrics, const QString &part, int change)
{
    int &value = m_levels[part];
    value = std::max(0, value + change);
    metrics.setLevel(metric::Held + part, value);
}

// What the daemon measures of a call, see Metrics and UsageProbe.
void TestDiskDay::measure(MetricHistory &metrics, const CallRow &row)
{
    using Ms = std::chrono::milliseconds;
    metrics.setLevel(u"waiting:global"_s, static_cast<int>(row.call % 4));
    metrics.setLevel(metric::Waiting + u"provider:"_s + row.provider, static_cast<int>(row.call % 4));
    metrics.count(metric::Calls + row.outcome);
    if (!row.clock.isEmpty())
        metrics.count(metric::Timeout + row.clock);
    if (row.promptTokens) {
        metrics.count(metric::TokensIn + row.provider, *row.promptTokens);
        metrics.count(metric::TokensOut + row.provider, row.completionTokens.value_or(0));
    }
    if (row.cost)
        metrics.count(metric::CostMicro + row.provider, static_cast<qint64>(*row.cost * 1e6));
    if (row.attempts > 1)
        metrics.count(metric::Retry + row.provider);
    metrics.spread(metric::Wait + row.provider, Ms(row.queueMs));
    metrics.spread(metric::FirstToken + row.provider, Ms(row.phases.firstToken));
    metrics.spread(metric::Run + row.provider, Ms(row.runMs));
    metrics.spread(metric::Total + row.provider, Ms(row.totalMs(row.endedMs)));
}

void TestDiskDay::callsAndMeasuredValuesTogether()
{
    const int wanted = qEnvironmentVariableIntValue("EXAID_CALLS_PER_MINUTE");
    const int callsPerMinute = wanted > 0 ? wanted : UsualCallsPerMinute;
    const QTemporaryDir folder;
    ManualClock clock;
    ManualTime time(clock);
    const auto wallMs = [&clock] { return clock.wallNow().time_since_epoch() / 1ms; };
    EventLog events(clock);
    HistoryFile calls(folder.filePath(u"history.sqlite"_s), HistoryFile::Bounds());
    QVERIFY(calls.open());
    MetricHistory metrics(clock);
    QRandomGenerator random(4);
    qint64 largest = 0, largestCalls = 0, largestMetrics = 0;
    QList<std::pair<QString, QString>> running; // session and provider
    const auto weigh = [&] {
        const qint64 callBytes = bytesOf(folder.path(), {u"history.sqlite*"_s});
        const qint64 metricBytes = bytesOf(folder.path(), {u"metrics.bin*"_s});
        largestCalls = std::max(largestCalls, callBytes);
        largestMetrics = std::max(largestMetrics, metricBytes);
        largest = std::max(largest, callBytes + metricBytes);
    };
    {
        MetricRecorder recorder(metrics, folder.filePath(u"metrics.bin"_s), time, events);
        recorder.start();
        metrics.setLevel(u"capacity:global"_s, Slots);
        quint64 call = 0;
        for (int part = 0; part < Hours * 6; ++part) {
            QList<CallRow> rows;
            for (int i = 0; i < 10 * callsPerMinute; ++i) {
                time.advance(Duration(60s) / callsPerMinute);
                CallRow row = sampleRow(random, ++call, wallMs());
                metrics.setLevel(u"held:global"_s, Slots);
                running.append({u"session:"_s + row.session, u"provider:"_s + row.provider});
                level(metrics, running.constLast().first, 1);
                level(metrics, running.constLast().second, 1);
                if (running.size() > Slots) {
                    const auto [session, provider] = running.takeFirst();
                    level(metrics, session, -1);
                    level(metrics, provider, -1);
                }
                measure(metrics, row);
                rows << row;
            }
            QVERIFY(calls.append(rows, wallMs()));
            weigh();
        }
        recorder.stop();
    } // all is written
    weigh();
    const auto page = calls.page({.count = true});
    QVERIFY(page);
    qInfo("%d h with %d calls a minute: %.1f MB on disk at most, calls %.1f MB, measured values %.1f MB; "
          "%lld calls kept",
          Hours, callsPerMinute, static_cast<double>(largest) / 1e6, static_cast<double>(largestCalls) / 1e6,
          static_cast<double>(largestMetrics) / 1e6, static_cast<long long>(*page->kept));
    QVERIFY(largestMetrics > 100'000);
    QVERIFY2(*page->kept >= std::min<qint64>(24 * 60 * callsPerMinute, LeastKept),
             qPrintable(QString::number(*page->kept)));
    QVERIFY2(largest <= MaxBytes, qPrintable(QString::number(largest)));
    QVERIFY(events.recent().isEmpty());
}

QTEST_GUILESS_MAIN(TestDiskDay)
#include "tst_diskday.moc"
