#include "core/monitoring/metricfile.h"
#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <random>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestMetricFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void missingFileIsEmpty();
    void aDayComesBack();
    void cutRecordLosesOnlyItself();
    void damageInTheMiddleIsSkipped();
    void oldRecordsGo();
    void onlyTheOwnerReads();
    void unwritableFolderIsSaid();

private:
    void live(int minutes);
    qint64 nowUs() const
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(m_clock.wallNow().time_since_epoch())
            .count();
    }
    QString path() const { return m_folder->filePath(u"deep/metrics.bin"_s); }

    ManualClock m_clock;
    std::unique_ptr<MetricHistory> m_history;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMetricFile::init()
{
    m_clock = ManualClock();
    m_history = std::make_unique<MetricHistory>(m_clock);
    m_folder = std::make_unique<QTemporaryDir>();
}

// Some work each minute, written each minute, as the daemon does.
void TestMetricFile::live(int minutes)
{
    std::mt19937 random(11); // NOLINT: the same every time
    for (int i = 0; i < minutes; ++i) {
        for (int call = 0; call < 10; ++call) {
            m_clock.set(m_clock.now() + 6s);
            m_history->setLevel(u"held:provider:kimi"_s, static_cast<int>(random() % 4));
            m_history->setLevel(u"held:session:agent-%1"_s.arg(random() % 5), static_cast<int>(random() % 3));
            for (const char *name : {"wait:kimi", "first_token:kimi", "run:kimi", "total:kimi"})
                m_history->spread(QLatin1String(name), std::chrono::milliseconds(random() % 60'000));
            m_history->count(u"calls:answer"_s);
        }
        const MetricHistory::Closed closed = m_history->takeClosed();
        QVERIFY(metricfile::append(path(), {closed.tens, closed.minutes}).hasValue());
    }
}

void TestMetricFile::missingFileIsEmpty()
{
    const auto loaded = metricfile::load(path(), nowUs());
    QVERIFY(loaded.hasValue());
    QVERIFY(loaded->minutes.cells.empty());
    QVERIFY(!QFileInfo::exists(path()));
}

void TestMetricFile::aDayComesBack()
{
    live(24 * 60);
    const qint64 size = QFileInfo(path()).size();
    qInfo("24 h with 10 calls a minute: %.2f MB on disk", static_cast<double>(size) / 1e6);
    QVERIFY2(size < 20'000'000, qPrintable(QString::number(size)));
    QElapsedTimer timer;
    timer.start();
    const auto loaded = metricfile::load(path(), nowUs());
    qInfo("read in %lld ms", timer.elapsed());
    QVERIFY(loaded.hasValue());
    QCOMPARE(loaded->damaged, 0);
    QVERIFY(loaded->minutes.cells.size() >= 24 * 60 - 1);
    QVERIFY(loaded->tens.cells.size() >= 719 && loaded->tens.cells.size() <= 721);
    qint64 answers = 0;
    const auto id = static_cast<MetricId>(loaded->minutes.names.indexOf(u"calls:answer"_s));
    for (const MetricCell &cell : loaded->minutes.cells)
        answers += cell.countOf(id);
    QVERIFY(answers >= 14'390 && answers <= 14'400); // the last minute is still open
    // What was read was written anew, smaller, and reads the same.
    QVERIFY(QFileInfo(path()).size() < size);
    const auto again = metricfile::load(path(), nowUs());
    QCOMPARE(again->minutes.cells.size(), loaded->minutes.cells.size());
    QCOMPARE(again->tens.cells, loaded->tens.cells);
}

void TestMetricFile::cutRecordLosesOnlyItself()
{
    live(5);
    QFile file(path());
    QVERIFY(file.resize(file.size() - 3));
    const auto loaded = metricfile::load(path(), nowUs());
    QVERIFY(loaded.hasValue());
    QCOMPARE(loaded->damaged, 1);
    QCOMPARE(loaded->minutes.cells.size(), 4U);
    live(1); // and goes on behind the damage
    QVERIFY(metricfile::load(path(), nowUs())->damaged == 0);
}

void TestMetricFile::damageInTheMiddleIsSkipped()
{
    live(6);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() / 2);
    file.write("####");
    file.close();
    const auto loaded = metricfile::load(path(), nowUs());
    QVERIFY(loaded.hasValue());
    QCOMPARE(loaded->damaged, 1);
    QVERIFY(loaded->minutes.cells.size() >= 4);
}

void TestMetricFile::oldRecordsGo()
{
    live(3);
    m_clock.set(m_clock.now() + 48h);
    m_history = std::make_unique<MetricHistory>(m_clock); // nothing ran meanwhile
    live(3);
    const qint64 before = QFileInfo(path()).size();
    const auto loaded = metricfile::load(path(), nowUs());
    QVERIFY(loaded->minutes.cells.size() <= 4);
    QVERIFY(QFileInfo(path()).size() <= before);
}

void TestMetricFile::onlyTheOwnerReads()
{
    live(2);
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path()) & others));
    (void)metricfile::load(path(), nowUs() + 200'000'000'000); // all too old: written anew
    QVERIFY(!(QFile::permissions(path()) & others));
}

void TestMetricFile::unwritableFolderIsSaid()
{
    MetricFrame frame;
    frame.cells.emplace_back();
    const Status status = metricfile::append(u"/proc/nowhere/metrics.bin"_s, {frame});
    QVERIFY(!status.hasValue());
    QCOMPARE(status.error().code, u"metrics_file"_s);
    QVERIFY(status.error().hint.contains(u"EXAI_METRICS_FILE"_s));
}

QTEST_APPLESS_MAIN(TestMetricFile)
#include "tst_metricfile.moc"
