#include "core/config/settingswatcher.h"
#include "core/time/systemtime.h"
#include "tests/unit/config/settingsfixture.h"

#include <QSaveFile>
#include <QSignalSpy>
#include <QThreadPool>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestSettingsWatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_watcher.reset(); }
    void seesAChange_data();
    void seesAChange();
    void sameContentIsNoChange();
    void manyChangesAreFew();
    void badFileIsReportedAsSuch();
    void mayBeDestroyedWhileReading();

private:
    void make();
    int port() const { return m_loads.isEmpty() ? -1 : m_loads.constLast().settings.server.port; }
    void replace(const QByteArray &content);

    std::unique_ptr<SettingsFixture> m_fixture;
    QString m_path;
    SystemClock m_clock;
    std::unique_ptr<SystemTimerService> m_timers;
    QThreadPool m_pool;
    std::unique_ptr<SettingsWatcher> m_watcher;
    QList<LoadedSettings> m_loads;
};

void TestSettingsWatcher::init()
{
    m_loads.clear();
    m_fixture = std::make_unique<SettingsFixture>();
    m_timers = std::make_unique<SystemTimerService>(m_clock);
    m_path = m_fixture->write(u"my.env"_s, "EXAI_WS_PORT=9001\n");
}

void TestSettingsWatcher::make()
{
    SettingsSources sources;
    sources.envFile = m_path;
    m_watcher = std::make_unique<SettingsWatcher>(sources, *m_timers, m_pool);
    connect(m_watcher.get(), &SettingsWatcher::reloaded, this,
            [this](const LoadedSettings &loaded) { m_loads << loaded; });
}

void TestSettingsWatcher::replace(const QByteArray &content)
{
    QSaveFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit());
}

void TestSettingsWatcher::seesAChange_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"written", "replaced", "removed and made", "made later"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestSettingsWatcher::seesAChange()
{
    QFETCH(QString, how);
    if (how == "made later"_L1)
        QVERIFY(QFile::remove(m_path));
    make();
    for (int round = 0; round < 3; ++round) {
        const QByteArray content = "EXAI_WS_PORT=" + QByteArray::number(9100 + round) + '\n';
        if (how == "replaced"_L1) {
            replace(content);
        } else {
            if (how == "removed and made"_L1)
                QVERIFY(QFile::remove(m_path));
            m_fixture->write(u"my.env"_s, content);
        }
        QTRY_COMPARE(port(), 9100 + round);
    }
}

void TestSettingsWatcher::sameContentIsNoChange()
{
    make();
    replace("EXAI_WS_PORT=9001\n");
    m_fixture->write(u"my.env"_s, "EXAI_WS_PORT=9001\n");
    m_fixture->write(u"another.env"_s, "EXAI_WS_PORT=9002\n");
    QTest::qWait(600); // three quiet times: that nothing happens can only be waited for
    QCOMPARE(m_loads.size(), 0);
    replace("EXAI_WS_PORT=9003\n");
    QTRY_COMPARE(port(), 9003);
    QCOMPARE(m_loads.size(), 1);
}

void TestSettingsWatcher::manyChangesAreFew()
{
    make();
    for (int i = 0; i < 50; ++i)
        replace("EXAI_WS_PORT=" + QByteArray::number(9200 + i) + '\n');
    QTRY_COMPARE(port(), 9249);
    QVERIFY2(m_loads.size() <= 5, qPrintable(QString::number(m_loads.size())));
}

void TestSettingsWatcher::badFileIsReportedAsSuch()
{
    make();
    replace("EXAI_WS_PORT=many\n");
    QTRY_COMPARE(m_loads.size(), 1);
    QVERIFY(!m_loads.constLast().errors.isEmpty());
    replace("EXAI_WS_PORT=9004\n");
    QTRY_COMPARE(port(), 9004);
    QVERIFY(m_loads.constLast().errors.isEmpty());
}

void TestSettingsWatcher::mayBeDestroyedWhileReading()
{
    for (int i = 0; i < 20; ++i) {
        make();
        replace("EXAI_WS_PORT=" + QByteArray::number(9300 + i) + '\n');
        QTest::qWait(190 + i); // around the end of the quiet time
        m_watcher.reset();
    }
    m_pool.waitForDone();
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestSettingsWatcher)
#include "tst_settingswatcher.moc"
