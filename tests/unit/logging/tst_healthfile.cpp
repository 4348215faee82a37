#include "core/logging/healthfields.h"
#include "core/logging/healthfile.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestHealthFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void pain6_fieldsAreThoseScriptsRead();
    void textIsSortedAndIndentedByTwo();
    void uptimeReadsLikeBefore_data();
    void uptimeReadsLikeBefore();
    void isReplacedAsAWhole();
    void pain24_removedAtACleanStop();
    void anothersFileIsLeftAlone();
    void troubleIsReportedOnce();

private:
    QByteArray content() const;
    std::unique_ptr<QTemporaryDir> m_dir;
    FileSettings m_files;
};

void TestHealthFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_files.healthFile = m_dir->filePath(u"state/ws_daemon.health.json"_s);
}

QByteArray TestHealthFile::content() const
{
    QFile file(m_files.healthFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestHealthFile::pain6_fieldsAreThoseScriptsRead()
{
    Snapshot snapshot;
    snapshot.wallMs = 1'795'446'290'070;
    snapshot.startedMs = 1'795'446'252'000;
    snapshot.pid = 4711;
    snapshot.address = u"127.0.0.1"_s;
    snapshot.port = 8079;
    snapshot.toolCount = 29;
    snapshot.sessions.append(SessionSnapshot{});
    PoolSnapshot global;
    global.kind = u"global"_s;
    global.capacity = 24;
    global.held = 3;
    PoolSnapshot provider;
    provider.kind = u"provider"_s;
    provider.capacity = 4;
    provider.held = 1;
    snapshot.pools = {global, provider};
    const QJsonObject fields = healthFields(snapshot);
    const QJsonObject expected{
        {"t"_L1, 1'795'446'290.07},
        {"pid"_L1, 4711},
        {"host"_L1, "127.0.0.1"_L1},
        {"port"_L1, 8079},
        {"started_at"_L1, 1'795'446'252.0},
        {"uptime_human"_L1, "0:00:38"_L1},
        {"sessions"_L1, 1},
        {"global_capacity"_L1, 24},
        {"global_inflight"_L1, 3},
        {"tool_count"_L1, 29},
    };
    QCOMPARE(fields, expected);
}

void TestHealthFile::textIsSortedAndIndentedByTwo()
{
    QCOMPARE(healthFileText({{"t"_L1, 1795446290.07}, {"pid"_L1, 4711}, {"host"_L1, "::1"_L1}}),
             QByteArray("{\n  \"host\": \"::1\",\n  \"pid\": 4711,\n  \"t\": 1795446290.07\n}\n"));
}

void TestHealthFile::uptimeReadsLikeBefore_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(38) << u"0:00:38"_s;
    QTest::newRow("hours") << qint64(36'000 + 61) << u"10:01:01"_s;
    QTest::newRow("a day") << qint64(86'400 + 3'661) << u"1 day, 1:01:01"_s;
    QTest::newRow("days") << qint64(3 * 86'400) << u"3 days, 0:00:00"_s;
}

void TestHealthFile::uptimeReadsLikeBefore()
{
    QFETCH(qint64, seconds);
    QTEST(uptimeText(std::chrono::seconds(seconds)), "text");
}

void TestHealthFile::isReplacedAsAWhole()
{
    HealthFile health(m_files);
    health.write({{"pid"_L1, 1}, {"n"_L1, 1}});
    QTRY_COMPARE(QJsonDocument::fromJson(content()).object().value("n"_L1).toInt(), 1);
    for (int n = 2; n <= 200; ++n)
        health.write({{"pid"_L1, 1}, {"n"_L1, n}});
    // Whenever it is read it is whole, and the newest state arrives.
    int last = 0;
    while (last < 200) {
        const QJsonObject read = QJsonDocument::fromJson(content()).object();
        QCOMPARE(read.value("pid"_L1).toInt(), 1);
        QVERIFY(read.value("n"_L1).toInt() >= last);
        last = read.value("n"_L1).toInt();
    }
    QCOMPARE(QDir(m_dir->filePath(u"state"_s)).entryList(QDir::Files).size(), 1);
}

void TestHealthFile::pain24_removedAtACleanStop()
{
    {
        HealthFile health(m_files);
        health.write({{"pid"_L1, 1}});
        QTRY_VERIFY(!content().isEmpty());
    }
    QVERIFY(!QFile::exists(m_files.healthFile));
}

void TestHealthFile::anothersFileIsLeftAlone()
{
    HealthFile mine(m_files);
    mine.write({{"pid"_L1, 1}});
    QTRY_VERIFY(content().contains("\"pid\": 1"));
    HealthFile others(m_files);
    others.write({{"pid"_L1, 2}});
    QTRY_VERIFY(content().contains("\"pid\": 2"));
    mine.close();
    QVERIFY(content().contains("\"pid\": 2"));
    others.close();
    QVERIFY(!QFile::exists(m_files.healthFile));
}

void TestHealthFile::troubleIsReportedOnce()
{
    QFile blocker(m_dir->filePath(u"state"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    static std::atomic<int> warnings = 0;
    warnings = 0;
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ++warnings; });
    {
        HealthFile health(m_files);
        health.write({{"pid"_L1, 1}});
        QTRY_COMPARE(warnings.load(), 1);
        for (int i = 0; i < 50; ++i)
            health.write({{"pid"_L1, 1}});
        QVERIFY(blocker.remove());
        health.write({{"pid"_L1, 1}});
        QTRY_VERIFY(!content().isEmpty());
    }
    qInstallMessageHandler(before);
    QCOMPARE(warnings.load(), 1);
}

QTEST_GUILESS_MAIN(TestHealthFile)
#include "tst_healthfile.moc"
