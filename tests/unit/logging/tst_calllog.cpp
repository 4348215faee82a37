#include "core/logging/calllog.h"
#include "core/time/manualtime.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestCallLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain32_everyCallIsALine();
    void rotates();
    void secretsAreTakenOut();
    void emptyPathMeansOff();
    void fullDiskStopsNothing();

private:
    static QList<QJsonObject> recordsOf(const QString &path);
    FileSettings settings() const;
    QTemporaryDir m_dir;
    ManualClock m_clock;
};

FileSettings TestCallLog::settings() const
{
    FileSettings files;
    files.callLog = m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u"/calls.jsonl");
    return files;
}

QList<QJsonObject> TestCallLog::recordsOf(const QString &path)
{
    QList<QJsonObject> records;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return records;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            records << QJsonDocument::fromJson(line).object();
    }
    return records;
}

void TestCallLog::pain32_everyCallIsALine()
{
    const FileSettings files = settings();
    CallLog log(files, m_clock);
    for (int i = 0; i < 3'000; ++i) {
        CallRecord record;
        record.requestId = QString::number(i);
        record.setOutcome(i % 2 == 0 ? Outcome(Answer{}) : Outcome(Cancelled{}));
        log.write(record);
    }
    log.write(QJsonObject{{"name"_L1, "by hand"_L1}, {"t"_L1, 5}});
    log.close();
    const QList<QJsonObject> records = recordsOf(files.callLog);
    QCOMPARE(records.size(), 3'001);
    for (int i = 0; i < 3'000; ++i) {
        QCOMPARE(records.at(i).value("request_id"_L1).toString(), QString::number(i));
        QCOMPARE(records.at(i).value("t"_L1).toDouble(), 1'700'001'000.0);
    }
    QCOMPARE(records.at(3'000).value("op"_L1).toString(), u"call_tool"_s);
    QCOMPARE(records.at(3'000).value("t"_L1).toInt(), 5);
    QCOMPARE(log.lost(), 0U);
}

void TestCallLog::rotates()
{
    FileSettings files = settings();
    files.logMaxBytes = 4'096;
    files.logKeep = 2;
    CallLog log(files, m_clock);
    for (int i = 0; i < 200; ++i)
        log.write(QJsonObject{{"name"_L1, QString(100, u'x')}, {"i"_L1, i}});
    log.close();
    for (const QString &tail : {u""_s, u".1"_s, u".2"_s}) {
        const QList<QJsonObject> records = recordsOf(files.callLog + tail);
        QVERIFY(!records.isEmpty());
        for (const QJsonObject &record : records)
            QVERIFY(record.contains("i"_L1)); // whole lines only
    }
    QVERIFY(!QFile::exists(files.callLog + u".3"_s));
    QCOMPARE(recordsOf(files.callLog).constLast().value("i"_L1).toInt(), 199);
}

void TestCallLog::secretsAreTakenOut()
{
    const FileSettings files = settings();
    CallLog log(files, m_clock);
    log.write(QJsonObject{{"message"_L1, "Bearer hidden123"_L1}, {"token"_L1, "hidden123"_L1}});
    log.close();
    QFile file(files.callLog);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("hidden123"));
}

void TestCallLog::emptyPathMeansOff()
{
    FileSettings files;
    JsonLog log(files.eventLog, files, m_clock);
    log.write(QJsonObject{{"a"_L1, 1}});
    log.close();
    QCOMPARE(log.lost(), 0U);
}

void TestCallLog::fullDiskStopsNothing()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("needs /dev/full");
    FileSettings files;
    files.callLog = u"/dev/full"_s;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"/dev/full can't be written.*"_s)); // once
    CallLog log(files, m_clock);
    for (int i = 0; i < 100; ++i)
        log.write(QJsonObject{{"i"_L1, i}});
    log.close();
    QCOMPARE(log.lost(), 100U);
}

QTEST_GUILESS_MAIN(TestCallLog)
#include "tst_calllog.moc"
