// What is written can be asked for: in each order, page by page, with each filter.

#include "core/history/historyfile.h"
#include "samplerows.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr HistoryFile::Bounds Roomy{1'000'000'000'000, 50'000'000};

} // namespace

class TestHistoryFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aRowComesBackWhole();
    void pagesFollowEachOther_data();
    void pagesFollowEachOther();
    void filtersAreTheDashboardsOwn_data();
    void filtersAreTheDashboardsOwn();
    void newRowsAloneCanBeAskedFor();
    void oldRowsGo();
    void aRowThatIsGoneEndsThePages();

private:
    QString path() const { return m_directory->filePath(u"new/history.sqlite"_s); }
    QList<CallRow> fill(HistoryFile &file, int count);

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestHistoryFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

QList<CallRow> TestHistoryFile::fill(HistoryFile &file, int count)
{
    QRandomGenerator random(7);
    QList<CallRow> rows;
    for (int i = 0; i < count; ++i)
        rows << sampleRow(random, static_cast<quint64>(i) + 1, SampleDayMs + i * 10);
    const Status written = file.append(rows, SampleDayMs);
    if (!written)
        qFatal("%s", qPrintable(written.error().message));
    for (int i = 0; i < count; ++i)
        rows[i].row = i + 1;
    return rows;
}

void TestHistoryFile::aRowComesBackWhole()
{
    HistoryFile file(path(), Roomy);
    QVERIFY(file.open());
    QVERIFY(file.append({fullRow(), CallRow()}, SampleDayMs));
    CallRow expected = fullRow();
    expected.row = 1;
    const auto found = file.find(1);
    QVERIFY(found);
    QCOMPARE(*found, expected);
    QCOMPARE(file.find(3).error().code, u"no_such_call"_s);
    const auto page = file.page({});
    QVERIFY(page);
    QCOMPARE(page->rows.constLast(), expected);
    QCOMPARE(page->newestRow, 2);
    // Nobody else may read it.
    QCOMPARE(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(QFileInfo(path() + u"-wal"_s).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    file.close();
    QVERIFY(file.open());
    QCOMPARE(*file.find(1), expected);
}

void TestHistoryFile::pagesFollowEachOther_data()
{
    QTest::addColumn<CallQuery::Sort>("sort");
    QTest::addColumn<bool>("descending");
    using enum CallQuery::Sort;
    for (const CallQuery::Sort sort :
         {Ended, Started, Session, Client, Tool, Provider, Model, WorkClass, State, Code, Queue, Run, Total,
          Tokens, Cost, Attempts, Request, Call}) {
        QTest::addRow("%s up", qPrintable(toString(sort))) << sort << false;
        QTest::addRow("%s down", qPrintable(toString(sort))) << sort << true;
    }
}

void TestHistoryFile::pagesFollowEachOther()
{
    QFETCH(CallQuery::Sort, sort);
    QFETCH(bool, descending);
    HistoryFile file(path(), Roomy);
    QVERIFY(file.open());
    QList<CallRow> expected = fill(file, 330);
    const auto key = [sort](const CallRow &row) -> std::pair<QString, double> {
        using enum CallQuery::Sort;
        switch (sort) {
        case Ended:
            return {{}, double(row.row)};
        case Started:
            return {{}, double(row.startedMs)};
        case Session:
            return {row.session, 0};
        case Client:
            return {row.client, 0};
        case WorkClass:
            return {row.workClass, 0};
        case Code:
            return {row.code, 0};
        case Attempts:
            return {{}, double(row.attempts)};
        case Request:
            return {row.requestId, 0};
        case Call:
            return {{}, double(row.call)};
        case Tool:
            return {row.tool.toLower(), 0};
        case Provider:
            return {row.provider, 0};
        case Model:
            return {row.model, 0};
        case State:
            return {row.outcome, 0};
        case Queue:
            return {{}, double(row.queueMs)};
        case Run:
            return {{}, double(row.runMs)};
        case Total:
            return {{}, double(row.totalMs(0))};
        case Tokens:
            return {{}, double(row.promptTokens.value_or(0) + row.completionTokens.value_or(0))};
        case Cost:
            return {{}, row.cost.value_or(-1)};
        }
        Q_UNREACHABLE();
    };
    std::ranges::sort(expected, {}, [&](const CallRow &row) { return std::pair(key(row), row.row); });
    if (descending)
        std::ranges::reverse(expected);
    QList<CallRow> read;
    CallQuery query{.sort = sort, .descending = descending, .limit = 37, .count = true};
    for (;;) {
        const auto page = file.page(query);
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        QCOMPARE(page->kept, 330);
        QCOMPARE(page->matching, 330);
        read += page->rows;
        QCOMPARE(page->more, read.size() < 330);
        if (!page->more)
            break;
        query.afterRow = read.constLast().row;
    }
    QCOMPARE(read.size(), expected.size());
    for (qsizetype i = 0; i < read.size(); ++i)
        QCOMPARE(read.at(i), expected.at(i));
}

void TestHistoryFile::filtersAreTheDashboardsOwn_data()
{
    QTest::addColumn<QString>("filter");
    for (const char *filter : {"kimi",
                               "KIMI chat",
                               "session:agent-3",
                               "pool:glm tool:debug",
                               "state:ended",
                               "state:answer",
                               "ended",
                               "state:waiting",
                               "state:swer",
                               "imed",
                               "timed",
                               "code:TIME",
                               "clock:stall error:99",
                               "call:17",
                               "call:x",
                               "request:a",
                               "client:codex",
                               "class:web",
                               "priority:inter",
                               "%",
                               "_",
                               "\\",
                               "model:%",
                               "'; DROP TABLE calls; --",
                               "nothing-like-this"})
        QTest::newRow(filter) << QString::fromLatin1(filter);
}

void TestHistoryFile::filtersAreTheDashboardsOwn()
{
    QFETCH(QString, filter);
    HistoryFile file(path(), Roomy);
    QVERIFY(file.open());
    const QList<CallRow> rows = fill(file, 200);
    const CallFilter same = CallFilter::parse(filter);
    QList<qint64> expected, found;
    for (const CallRow &row : rows) {
        if (same.matches(row))
            expected << row.row;
    }
    const auto page = file.page({.filter = filter, .descending = false, .count = true});
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    for (const CallRow &row : page->rows)
        found << row.row;
    QCOMPARE(found, expected);
    QCOMPARE(page->matching, expected.size());
    QCOMPARE(page->kept, 200);
}

void TestHistoryFile::newRowsAloneCanBeAskedFor()
{
    HistoryFile file(path(), Roomy);
    QVERIFY(file.open());
    fill(file, 50);
    const auto page = file.page({.sort = CallQuery::Sort::Cost, .limit = 7, .newerThan = 40});
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 7);
    QCOMPARE(page->rows.constFirst().row, 41); // the oldest first
    QVERIFY(page->more);
    QCOMPARE(page->newestRow, 50);
    QVERIFY(file.page({.newerThan = 50})->rows.isEmpty());
}

void TestHistoryFile::oldRowsGo()
{
    HistoryFile file(path(), {100'000, 50'000'000});
    QVERIFY(file.open());
    QRandomGenerator random(1);
    for (int i = 0; i < 300; ++i) // one a second
        QVERIFY(file.append({sampleRow(random, 1, SampleDayMs + i * 1'000)}, SampleDayMs + i * 1'000));
    const auto page = file.page({.descending = false, .count = true});
    QVERIFY(*page->kept <= 131); // pruned every 30 s
    QVERIFY(*page->kept >= 100);
    QVERIFY(page->rows.constFirst().endedMs >= SampleDayMs + 299'000 - 131'000);
    QCOMPARE(page->newestRow, 300);
    // Numbers are never used again.
    QVERIFY(file.append({sampleRow(random, 1, SampleDayMs)}, SampleDayMs + 10'000'000));
    QCOMPARE(file.page({.count = true})->kept, 0);
    QVERIFY(file.append({sampleRow(random, 1, SampleDayMs + 10'000'000)}, SampleDayMs + 10'000'000));
    QCOMPARE(file.page({})->rows.constFirst().row, 302);
}

void TestHistoryFile::aRowThatIsGoneEndsThePages()
{
    HistoryFile file(path(), Roomy);
    QVERIFY(file.open());
    fill(file, 5);
    QCOMPARE(file.page({.afterRow = 99}).error().code, u"page_gone"_s);
}

QTEST_GUILESS_MAIN(TestHistoryFile)
#include "tst_historyfile.moc"
