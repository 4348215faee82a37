#include "app/exaid/daemonfinder.h"
#include "core/time/manualtime.h"
#include "tests/unit/config/settingsfixture.h"

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestDaemonFinder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksTheAddressOfTheSettings_data();
    void asksTheAddressOfTheSettings();
    void pain26_healthFileTellsAnotherPort();
    void aChosenPortIsNotOverruled();
    void openPortIsFoundThroughTheHealthFile();
    void pain24_oldHealthFileIsOnlyMentioned();
    void brokenHealthFileIsIgnored();

private:
    DaemonSearch search(const QByteArray &env, double age, int port = 9123);
    ManualClock m_clock;
};

DaemonSearch TestDaemonFinder::search(const QByteArray &env, double age, int port)
{
    SettingsFixture fixture;
    const double t = static_cast<double>(m_clock.wallNow().time_since_epoch().count()) / 1000.0 - age;
    const QString health =
        u"{\"t\": %1, \"pid\": 77, \"host\": \"127.0.0.1\", \"port\": %2}"_s.arg(QString::number(t, 'f', 3))
            .arg(port);
    const QString path = fixture.write(u"health.json"_s, health.toUtf8());
    return findDaemon(fixture.load(env + "EXAI_HEALTH_FILE=" + path.toUtf8() + '\n'), m_clock);
}

void TestDaemonFinder::asksTheAddressOfTheSettings_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QString>("url");
    QTest::newRow("default") << QByteArray("EXAI_LOG_KEEP=1\n") << u"ws://127.0.0.1:8079"_s;
    QTest::newRow("all addresses") << QByteArray("EXAI_WS_HOST=0.0.0.0\n") << u"ws://127.0.0.1:8079"_s;
    QTest::newRow("all v6 addresses") << QByteArray("EXAI_WS_HOST=::\n") << u"ws://[::1]:8079"_s;
    QTest::newRow("localhost") << QByteArray("EXAI_WS_HOST=localhost\nEXAI_WS_PORT=81\n")
                               << u"ws://127.0.0.1:81"_s;
    QTest::newRow("address") << QByteArray("EXAI_WS_HOST=192.0.2.1\n") << u"ws://192.0.2.1:8079"_s;
}

void TestDaemonFinder::asksTheAddressOfTheSettings()
{
    QFETCH(QByteArray, env);
    SettingsFixture fixture;
    const DaemonSearch found = findDaemon(fixture.load(env), m_clock);
    QCOMPARE(found.candidates.size(), 1);
    QTEST(found.candidates.at(0).url(), "url");
    QVERIFY(found.note.isEmpty());
}

void TestDaemonFinder::pain26_healthFileTellsAnotherPort()
{
    const DaemonSearch found = search({}, 5);
    QCOMPARE(found.candidates.size(), 2);
    QCOMPARE(found.candidates.at(0).port, 8079);
    QCOMPARE(found.candidates.at(1).port, 9123);
    QVERIFY(found.note.contains(u"pid 77"_s));
    QCOMPARE(search({}, 5, 8079).candidates.size(), 1);
}

void TestDaemonFinder::aChosenPortIsNotOverruled()
{
    const DaemonSearch found = search("EXAI_WS_PORT=8200\n", 5);
    QCOMPARE(found.candidates.size(), 1);
    QCOMPARE(found.candidates.at(0).port, 8200);
    QVERIFY(found.note.contains(u"9123"_s));
}

void TestDaemonFinder::openPortIsFoundThroughTheHealthFile()
{
    const DaemonSearch found = search("EXAI_WS_PORT=0\n", 5);
    QCOMPARE(found.candidates.size(), 1);
    QCOMPARE(found.candidates.at(0).port, 9123);
}

void TestDaemonFinder::pain24_oldHealthFileIsOnlyMentioned()
{
    const DaemonSearch found = search({}, 500);
    QCOMPARE(found.candidates.size(), 1);
    QVERIFY(found.note.contains(u"pid 77"_s));
    QVERIFY(found.note.contains(u"500 s ago"_s));
}

void TestDaemonFinder::brokenHealthFileIsIgnored()
{
    SettingsFixture fixture;
    const QString path = fixture.write(u"health.json"_s, "{\"port\": ");
    const DaemonSearch found = findDaemon(fixture.load("EXAI_HEALTH_FILE=" + path.toUtf8() + '\n'), m_clock);
    QCOMPARE(found.candidates.size(), 1);
    QVERIFY(found.note.isEmpty());
}

QTEST_GUILESS_MAIN(TestDaemonFinder)
#include "tst_daemonfinder.moc"
