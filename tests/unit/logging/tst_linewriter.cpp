#include "core/logging/linewriter.h"

#include <QStringList>
#include <QTest>
#include <atomic>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

// What the sink did, outliving it.
struct SinkState
{
    std::mutex mutex;
    std::condition_variable wake;
    QList<QByteArray> lines;
    bool blocked = false;
    bool failing = false;
    bool waiting = false;
};

class RecordingSink final : public LineSink
{
public:
    explicit RecordingSink(std::shared_ptr<SinkState> state)
        : m_state(std::move(state))
    {}

    Status write(const QByteArray &line) override
    {
        std::unique_lock lock(m_state->mutex);
        m_state->waiting = true;
        m_state->wake.wait(lock, [this] { return !m_state->blocked; });
        m_state->waiting = false;
        if (m_state->failing)
            return Error{u"write_failed"_s, u"no space left"_s, {}};
        m_state->lines << line;
        return Done{};
    }

private:
    std::shared_ptr<SinkState> m_state;
};

} // namespace

class TestLineWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingAcceptedIsLostAtClose();
    void linesFromManyThreadsArriveWhole();
    void fullQueueDropsAndCountsWithoutWaiting();
    void troubleIsReportedOnceAndItsEndToo();
    void nothingIsAcceptedAfterClose();

private:
    std::unique_ptr<LineWriter> make(qsizetype capacity = 10'000);
    void set(bool blocked, bool failing);
    QStringList reports();

    std::shared_ptr<SinkState> m_state;
    std::mutex m_reportMutex;
    QStringList m_reports;
};

void TestLineWriter::init()
{
    m_state = std::make_shared<SinkState>();
    m_reports.clear();
}

std::unique_ptr<LineWriter> TestLineWriter::make(qsizetype capacity)
{
    const auto report = [this](const QString &message) {
        const std::lock_guard lock(m_reportMutex);
        m_reports << message;
    };
    return std::make_unique<LineWriter>(std::make_unique<RecordingSink>(m_state), report, capacity);
}

void TestLineWriter::set(bool blocked, bool failing)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->blocked = blocked;
        m_state->failing = failing;
    }
    m_state->wake.notify_all();
}

QStringList TestLineWriter::reports()
{
    const std::lock_guard lock(m_reportMutex);
    return m_reports;
}

void TestLineWriter::nothingAcceptedIsLostAtClose()
{
    auto writer = make();
    for (int i = 0; i < 5'000; ++i)
        QVERIFY(writer->write(QByteArray::number(i)));
    writer->close();
    QCOMPARE(m_state->lines.size(), 5'000);
    for (int i = 0; i < 5'000; ++i)
        QCOMPARE(m_state->lines.at(i), QByteArray::number(i) + '\n');
    QCOMPARE(writer->lost(), 0U);
}

void TestLineWriter::linesFromManyThreadsArriveWhole()
{
    auto writer = make(100'000);
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&writer, t] {
            for (int i = 0; i < 1'000; ++i)
                writer->write(QByteArray::number(t * 1'000 + i));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    writer->close();
    QList<int> numbers;
    for (const QByteArray &line : std::as_const(m_state->lines))
        numbers << line.trimmed().toInt();
    std::sort(numbers.begin(), numbers.end());
    QCOMPARE(numbers.size(), 8'000);
    for (int i = 0; i < 8'000; ++i)
        QCOMPARE(numbers.at(i), i);
}

void TestLineWriter::fullQueueDropsAndCountsWithoutWaiting()
{
    set(true, false);
    auto writer = make(10);
    QVERIFY(writer->write("first"));
    const auto sinkWaits = [this] {
        const std::lock_guard lock(m_state->mutex);
        return m_state->waiting;
    };
    QTRY_VERIFY(sinkWaits()); // "first" is out of the queue
    int accepted = 0;
    for (int i = 0; i < 1'000; ++i)
        accepted += writer->write("x") ? 1 : 0;
    QCOMPARE(accepted, 10);
    QCOMPARE(writer->lost(), 990U);
    set(false, false);
    const auto lineCount = [this] {
        const std::lock_guard lock(m_state->mutex);
        return m_state->lines.size();
    };
    QTRY_COMPARE(lineCount(), 11);
    QTRY_COMPARE(reports().size(), 2);
    QVERIFY(reports().at(0).contains(u"faster than"_s));
    QVERIFY(reports().at(1).contains(u"990 lines were lost"_s));
}

void TestLineWriter::troubleIsReportedOnceAndItsEndToo()
{
    set(false, true);
    auto writer = make();
    for (int i = 0; i < 50; ++i)
        writer->write("x");
    QTRY_COMPARE(writer->lost(), 50U);
    QCOMPARE(reports().size(), 1);
    QVERIFY(reports().at(0).contains(u"no space left"_s));
    set(false, false);
    for (int i = 0; i < 50; ++i)
        writer->write("y");
    writer->close();
    QCOMPARE(reports().size(), 2);
    QVERIFY(reports().at(1).contains(u"50 lines were lost"_s));
    QCOMPARE(m_state->lines.size(), 50);
}

void TestLineWriter::nothingIsAcceptedAfterClose()
{
    auto writer = make();
    writer->close();
    QVERIFY(!writer->write("x"));
    QCOMPARE(writer->lost(), 1U);
    writer->close();
}

QTEST_GUILESS_MAIN(TestLineWriter)
#include "tst_linewriter.moc"
