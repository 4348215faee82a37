#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/dialogs/profilecommand.h"
#include "gui/feed/feedstore.h"
#include "gui/settings/changesdialog.h"
#include "gui/tray/trayicon.h"
#include "tests/gui/fakesettingsdesk.h"
#include "tests/gui/guitesting.h"

#include <QActionGroup>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestProfileCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void cleanup();
    void theProfileInForceIsChecked();
    void isChangedFromTheTrayAfterAQuestion();
    void sayingNoChangesNothing();
    void withoutADaemonThereIsNoChoice();
    void whatTheEnvironmentSaysCannotBeChangedHere();

private:
    void open(const QByteArray &envFile, const QMap<QString, QString> &environment = {});
    ChangesDialog *dialog() const { return m_window->findChild<ChangesDialog *>(); }

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeSettingsDesk> m_desk;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<TrayIcon> m_tray;
    ProfileCommand *m_command = nullptr;
};

void TestProfileCommand::open(const QByteArray &envFile, const QMap<QString, QString> &environment)
{
    m_desk = std::make_unique<FakeSettingsDesk>(envFile, environment);
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_desk->serve(*m_feed);
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_window = std::make_unique<QWidget>(); // hidden, as behind the tray
    m_tray = std::make_unique<TrayIcon>(*m_store, *m_actions);
    m_command = new ProfileCommand(*m_store, *m_actions, m_window.get());
    m_store->follow(m_feed.get());
    m_feed->say(idleSnapshot());
}

void TestProfileCommand::cleanup()
{
    m_tray.reset();
    m_window.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_time.reset();
    m_desk.reset();
}

void TestProfileCommand::theProfileInForceIsChecked()
{
    open("EXAI_PROFILE=production\n");
    QTRY_VERIFY(m_actions->profileProduction->isEnabled());
    QCOMPARE(m_actions->profiles->checkedAction(), m_actions->profileProduction);
    m_desk->write("# the default again\n");
    MonitorEvent event;
    event.kind = u"settings_changed"_s;
    Q_EMIT m_feed->eventsArrived({event});
    QTRY_COMPARE(m_actions->profiles->checkedAction(), m_actions->profileDevelopment);
}

void TestProfileCommand::isChangedFromTheTrayAfterAQuestion()
{
    open("# ours\n");
    QTRY_VERIFY(m_actions->profileProduction->isEnabled());
    QAction *entry = nullptr;
    for (const QMenu *menu : m_tray->menu().findChildren<QMenu *>()) {
        if (menu->actions().contains(m_actions->profileProduction))
            entry = m_actions->profileProduction;
    }
    QVERIFY(entry);
    const QSignalSpy raised(m_actions->openWindow, &QAction::triggered);
    QSignalSpy said(m_command, &ProfileCommand::said);
    entry->trigger();
    QCOMPARE(m_actions->profiles->checkedAction(), m_actions->profileDevelopment); // not yet
    QTRY_VERIFY(dialog());
    QCOMPARE(raised.count(), 1);
    QVERIFY(
        !dialog()->findChild<QTreeWidget *>(u"changes"_s)->findItems(u"24"_s, Qt::MatchExactly, 2).isEmpty());
    QCOMPARE(m_desk->content(), "# ours\n");
    QVERIFY(saveShot(*dialog(), u"profile-dialog"_s));
    QTest::mouseClick(dialog()->findChild<QPushButton *>(u"confirmChanges"_s), Qt::LeftButton);
    QTRY_COMPARE(m_actions->profiles->checkedAction(), m_actions->profileProduction);
    QCOMPARE(m_desk->content(), "# ours\nEXAI_PROFILE=production\n");
    QCOMPARE(said.count(), 1);
}

void TestProfileCommand::sayingNoChangesNothing()
{
    open("# ours\n");
    QTRY_VERIFY(m_actions->profileProduction->isEnabled());
    m_actions->profileProduction->trigger();
    QTRY_VERIFY(dialog());
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    QCOMPARE(m_desk->content(), "# ours\n");
    QCOMPARE(m_actions->profiles->checkedAction(), m_actions->profileDevelopment);
    m_actions->profileDevelopment->trigger(); // what is in force is no change
    QCoreApplication::processEvents();
    QVERIFY(!dialog());
}

void TestProfileCommand::withoutADaemonThereIsNoChoice()
{
    open("# ours\n");
    QTRY_VERIFY(m_actions->profileProduction->isEnabled());
    m_feed->setLink(MonitorFeed::Link::Lost);
    QVERIFY(!m_actions->profileProduction->isEnabled());
    m_feed->say(idleSnapshot());
    QVERIFY(m_actions->profileProduction->isEnabled());
}

void TestProfileCommand::whatTheEnvironmentSaysCannotBeChangedHere()
{
    open("# ours\n", {{u"EXAI_PROFILE"_s, u"production"_s}});
    QTRY_VERIFY(m_actions->profileProduction->isChecked());
    QVERIFY(!m_actions->profileDevelopment->isEnabled());
}

QTEST_MAIN(TestProfileCommand)
#include "tst_profilecommand.moc"
