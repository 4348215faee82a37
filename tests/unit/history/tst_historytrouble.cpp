// What may happen to the history: the process is killed, the file is damaged, full or of another version.

#include "core/history/historyfile.h"
#include "samplerows.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QProcess>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr HistoryFile::Bounds Roomy{1'000'000'000'000, 50'000'000};

// The child that will be killed: says each batch that was acknowledged.
int writeUntilKilled(const QString &path)
{
    HistoryFile file(path, Roomy);
    if (!file.open())
        return 1;
    QRandomGenerator random(3);
    for (quint64 written = 0;;) {
        QList<CallRow> rows;
        for (int i = 0; i < 25; ++i)
            rows << sampleRow(random, ++written, SampleDayMs);
        if (!file.append(rows, SampleDayMs))
            return 2;
        std::printf("%llu\n", static_cast<unsigned long long>(written));
        std::fflush(stdout);
    }
}

qint64 bytesIn(const QString &directory)
{
    qint64 bytes = 0;
    QDirIterator it(directory, QDir::Files);
    while (it.hasNext()) {
        it.next();
        bytes += it.fileInfo().size();
    }
    return bytes;
}

} // namespace

class TestHistoryTrouble : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void killedProcessLosesNothingAcknowledged();
    void staysWithinItsBounds();
    void rubbishIsSetAside();
    void aDamagedFileIsSetAside();
    void damageDuringUseIsSetAside();
    void aNewerVersionIsSetAside();
    void aPlaceThatCannotBeWritten();

private:
    QString path() const { return m_directory->filePath(u"history.sqlite"_s); }
    HistoryFile::Note note()
    {
        return [this](const QString &message) { m_notes << message; };
    }
    void writeRows(int count);
    void overwrite(qint64 from, qint64 bytes);

    std::unique_ptr<QTemporaryDir> m_directory;
    QStringList m_notes;
};

void TestHistoryTrouble::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_notes.clear();
}

void TestHistoryTrouble::writeRows(int count)
{
    HistoryFile file(path(), Roomy);
    QVERIFY(file.open());
    QRandomGenerator random(5);
    QList<CallRow> rows;
    for (int i = 0; i < count; ++i)
        rows << sampleRow(random, 1, SampleDayMs + i);
    QVERIFY(file.append(rows, SampleDayMs));
}

void TestHistoryTrouble::overwrite(qint64 from, qint64 bytes)
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(from));
    QCOMPARE(file.write(QByteArray(bytes, 'x')), bytes);
}

void TestHistoryTrouble::killedProcessLosesNothingAcknowledged()
{
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"EXAID_HISTORY_CHILD"_s, path());
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), QStringList());
    QByteArray said;
    while (said.count('\n') < 12) {
        QVERIFY2(child.waitForReadyRead(20'000), child.readAllStandardError().constData());
        said += child.readAllStandardOutput();
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    said += child.readAllStandardOutput();
    const qint64 acknowledged = said.left(said.lastIndexOf('\n')).split('\n').constLast().toLongLong();
    QVERIFY(acknowledged >= 300);
    HistoryFile file(path(), Roomy, note());
    QVERIFY(file.open());
    const auto page = file.page({.descending = false, .count = true});
    QVERIFY(page);
    QVERIFY2(*page->kept >= acknowledged, qPrintable(u"%1 of %2"_s.arg(*page->kept).arg(acknowledged)));
    QCOMPARE(*page->kept % 25, 0); // whole batches
    QCOMPARE(page->rows.at(100).call, 101ULL);
    QVERIFY(m_notes.isEmpty());
}

// A tenth of the real bounds; tst_historyday writes the whole day.
void TestHistoryTrouble::staysWithinItsBounds()
{
    const qint64 maxBytes = 5'000'000;
    HistoryFile file(path(), {24 * 3'600'000LL, maxBytes});
    QVERIFY(file.open());
    QRandomGenerator random(11);
    quint64 call = 0;
    qint64 largest = 0;
    while (call < 60'000) {
        QList<CallRow> rows;
        for (int i = 0; i < 500; ++i, ++call)
            rows << sampleRow(random, call, SampleDayMs + static_cast<qint64>(call));
        QVERIFY(file.append(rows, SampleDayMs + static_cast<qint64>(call)));
        largest = std::max(largest, bytesIn(m_directory->path()));
    }
    QVERIFY2(largest <= maxBytes, qPrintable(QString::number(largest)));
    const auto page = file.page({.count = true});
    QVERIFY2(*page->kept >= 15'000, qPrintable(QString::number(*page->kept)));
    QCOMPARE(page->rows.constFirst().call, call - 1); // the newest are kept
    QCOMPARE(page->newestRow, static_cast<qint64>(call));
}

void TestHistoryTrouble::rubbishIsSetAside()
{
    QFile rubbish(path());
    QVERIFY(rubbish.open(QIODevice::WriteOnly));
    rubbish.write(QByteArray("this is not a database at all ").repeated(400));
    rubbish.close();
    HistoryFile file(path(), Roomy, note());
    QVERIFY(file.open());
    QCOMPARE(m_notes.size(), 1);
    QVERIFY(m_notes.constFirst().contains(u"history.sqlite.damaged"_s));
    QVERIFY(QFile::exists(path() + u".damaged"_s));
    QVERIFY(file.append({fullRow()}, SampleDayMs));
    QCOMPARE(file.page({})->rows.size(), 1);
}

void TestHistoryTrouble::aDamagedFileIsSetAside()
{
    writeRows(2'000);
    overwrite(5 * 4'096, 20 * 4'096);
    HistoryFile file(path(), Roomy, note());
    QVERIFY(file.open());
    QCOMPARE(m_notes.size(), 1);
    QVERIFY(file.append({fullRow()}, SampleDayMs));
    QCOMPARE(file.page({.count = true})->kept, 1);
}

void TestHistoryTrouble::damageDuringUseIsSetAside()
{
    writeRows(20'000); // more than SQLite remembers
    HistoryFile file(path(), Roomy, note());
    QVERIFY(file.open());
    const qint64 size = QFileInfo(path()).size();
    overwrite(0, size); // all of it, the header too
    QRandomGenerator random(6);
    bool written = false;
    for (int i = 0; i < 20 && m_notes.isEmpty(); ++i)
        written = file.append({sampleRow(random, 1, SampleDayMs)}, SampleDayMs + i * 60'000).hasValue();
    QCOMPARE(m_notes.size(), 1);
    QVERIFY(written);
    QVERIFY(file.page({.count = true})->kept.value() >= 1);
}

void TestHistoryTrouble::aNewerVersionIsSetAside()
{
    writeRows(3);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        database.setDatabaseName(path());
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"PRAGMA user_version = 99"_s));
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    HistoryFile file(path(), Roomy, note());
    QVERIFY(file.open());
    QCOMPARE(m_notes.size(), 1);
    QVERIFY(QFile::exists(path() + u".version-99"_s));
    QCOMPARE(file.page({.count = true})->kept, 0);
}

void TestHistoryTrouble::aPlaceThatCannotBeWritten()
{
    QFile obstacle(m_directory->filePath(u"in-the-way"_s));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    HistoryFile file(obstacle.fileName() + u"/history.sqlite"_s, Roomy, note());
    const Status opened = file.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, u"history_unusable"_s);
    QVERIFY(opened.error().hint.contains(u"EXAI_STATE_DIR"_s));
    QVERIFY(!file.append({fullRow()}, SampleDayMs));
    QVERIFY(!file.page({}));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (const QString path = qEnvironmentVariable("EXAID_HISTORY_CHILD"); !path.isEmpty())
        return writeUntilKilled(path);
    TestHistoryTrouble test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_historytrouble.moc"
