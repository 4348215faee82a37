#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/dialogs/daemoncommands.h"
#include "gui/feed/feedstore.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestDaemonCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void pauseIsAskedForAndShownAsTheDaemonSays();
    void withoutAServingDaemonThereIsNothingToCommand();
    void stoppingAsksFirst();
    void keepingIsTheDefault();

private:
    QMessageBox *openBox() const { return m_window->findChild<QMessageBox *>(u"stopDaemonBox"_s); }

    ManualClock m_clock;
    ManualTime m_time{m_clock};
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<QWidget> m_window;
};

void TestDaemonCommands::init()
{
    m_store = std::make_unique<FeedStore>(m_time);
    m_feed = std::make_unique<FakeFeed>();
    m_actions = std::make_unique<Actions>();
    m_window = std::make_unique<QWidget>();
    new DaemonCommands(*m_store, *m_actions, m_window.get());
    m_store->follow(m_feed.get());
    m_feed->say(busySnapshot());
}

void TestDaemonCommands::cleanup()
{
    m_window.reset();
    m_store->follow(nullptr);
}

void TestDaemonCommands::pauseIsAskedForAndShownAsTheDaemonSays()
{
    m_actions->pauseIntake->trigger();
    QCOMPARE(m_feed->asked, QStringList{u"pause"_s});
    m_feed->say(busySnapshot()); // it has not done it yet
    QVERIFY(!m_actions->pauseIntake->isChecked());
    Snapshot paused = busySnapshot();
    paused.paused = true;
    m_feed->say(paused);
    QVERIFY(m_actions->pauseIntake->isChecked());
    m_actions->pauseIntake->trigger();
    QCOMPARE(m_feed->asked, (QStringList{u"pause"_s, u"resume"_s}));
}

void TestDaemonCommands::withoutAServingDaemonThereIsNothingToCommand()
{
    QVERIFY(m_actions->pauseIntake->isEnabled() && m_actions->stopDaemon->isEnabled());
    Snapshot draining = busySnapshot();
    draining.state = u"draining"_s;
    m_feed->say(draining);
    QVERIFY(!m_actions->pauseIntake->isEnabled() && !m_actions->stopDaemon->isEnabled());
    m_feed->say(busySnapshot());
    m_feed->setLink(MonitorFeed::Link::Lost);
    QVERIFY(!m_actions->pauseIntake->isEnabled() && !m_actions->stopDaemon->isEnabled());
}

void TestDaemonCommands::stoppingAsksFirst()
{
    m_actions->stopDaemon->trigger();
    QVERIFY(m_feed->asked.isEmpty());
    QMessageBox *box = openBox();
    QVERIFY(box && box->isVisible());
    QVERIFY(saveShot(*box, u"stop-daemon"_s));
    box->findChild<QPushButton *>(u"stopDaemonConfirm"_s)->click();
    QCOMPARE(m_feed->asked, QStringList{u"stop"_s});
}

void TestDaemonCommands::keepingIsTheDefault()
{
    m_actions->stopDaemon->trigger();
    QTest::keyClick(openBox(), Qt::Key_Return);
    QVERIFY(m_feed->asked.isEmpty());
}

QTEST_MAIN(TestDaemonCommands)
#include "tst_daemoncommands.moc"
