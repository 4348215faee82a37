#include "core/time/manualtime.h"
#include "gui/feed/feedstore.h"
#include "gui/theme.h"
#include "gui/wizard/setupwizard.h"
#include "tests/gui/fakesettingsdesk.h"
#include "tests/gui/guitesting.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestSetupWizard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void cleanup();
    void savesKeysAndProfile();
    void simulatorNeedsNoKey();
    void skippingWritesNothing();
    void keyIsTestedBeforeItIsSaved();
    void badKeyKeepsThePage();
    void refusalIsShownAndTheWizardStays();
    void startIsToldOnlyWhenItChanges();
    void agentsAreCopied();
    void pictures();

private:
    void open(const QByteArray &envFile);
    QAbstractButton *button(QWizard::WizardButton which) const { return m_wizard->button(which); }
    void click(QWizard::WizardButton which) const { QTest::mouseClick(button(which), Qt::LeftButton); }
    void type(const char *name, const QString &text) const
    {
        QTest::keyClicks(m_wizard->findChild<QLineEdit *>(QLatin1StringView(name)), text);
    }

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeSettingsDesk> m_desk;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<SetupWizard> m_wizard;
};

void TestSetupWizard::open(const QByteArray &envFile)
{
    m_desk = std::make_unique<FakeSettingsDesk>(envFile);
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_desk->serve(*m_feed);
    m_store = std::make_unique<FeedStore>(*m_time);
    m_store->follow(m_feed.get());
    m_feed->say(idleSnapshot());
    SetupOffers offers;
    offers.starts = {StartAtLogin::Nothing, StartAtLogin::Desktop, StartAtLogin::Service};
    offers.agents = {{u"Claude Code"_s, u"~/.claude.json"_s, u"{\n  \"mcpServers\": {}\n}\n"_s},
                     {u"Codex"_s, u"~/.codex/config.toml"_s, u"[mcp_servers.exai]\n"_s}};
    m_wizard = std::make_unique<SetupWizard>(*m_store, offers);
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
    QTRY_VERIFY(m_wizard->findChild<QLineEdit *>(u"KIMI_API_KEY"_s));
}

void TestSetupWizard::cleanup()
{
    m_wizard.reset();
    m_store.reset();
    m_feed.reset();
    m_time.reset();
    m_desk.reset();
}

void TestSetupWizard::savesKeysAndProfile()
{
    open("# ours\n");
    type("KIMI_API_KEY", u"key-of-kimi-0123456789"_s);
    click(QWizard::NextButton);
    m_wizard->findChild<QRadioButton *>(u"production"_s)->setChecked(true);
    QTRY_VERIFY(m_wizard->findChild<QLabel *>(u"profileEffect"_s)
                    ->text()
                    .contains(u"EXAI_WS_GLOBAL_MAX_INFLIGHT: 24 instead of 5"_s));
    click(QWizard::FinishButton);
    QTRY_VERIFY(!m_wizard->isVisible());
    QVERIFY(m_desk->content().contains("KIMI_API_KEY=key-of-kimi-0123456789\n"));
    QVERIFY(m_desk->content().contains("EXAI_PROFILE=production\n"));
    QVERIFY(m_desk->content().startsWith("# ours\n"));
}

void TestSetupWizard::simulatorNeedsNoKey()
{
    open("# ours\n");
    m_wizard->findChild<QRadioButton *>(u"useSimulator"_s)->setChecked(true);
    QVERIFY(!m_wizard->findChild<QLineEdit *>(u"KIMI_API_KEY"_s)->isEnabled());
    click(QWizard::FinishButton);
    QTRY_VERIFY(!m_wizard->isVisible());
    QCOMPARE(m_desk->content(), "# ours\nEXAI_SIMULATOR=on\n");
}

void TestSetupWizard::skippingWritesNothing()
{
    open("# ours\n");
    type("KIMI_API_KEY", u"key-of-kimi-0123456789"_s);
    click(QWizard::CancelButton);
    QVERIFY(!m_wizard->isVisible());
    QCOMPARE(m_desk->content(), "# ours\n");
    QCOMPARE(m_desk->applied, 0);
}

void TestSetupWizard::keyIsTestedBeforeItIsSaved()
{
    open("# ours\n");
    type("GLM_API_KEY", u"key-of-glm-0123456789"_s);
    QTest::mouseClick(m_wizard->findChild<QPushButton *>(u"test_GLM_API_KEY"_s), Qt::LeftButton);
    auto *answer = m_wizard->findChild<QLabel *>(u"answer_GLM_API_KEY"_s);
    QTRY_VERIFY(answer->text().contains(u"12 models"_s));
    QCOMPARE(m_desk->testedKeys, QStringList{u"GLM_API_KEY=key-of-glm-0123456789"_s});
    QCOMPARE(m_desk->content(), "# ours\n");
}

void TestSetupWizard::badKeyKeepsThePage()
{
    open("# ours\n");
    type("KIMI_API_KEY", u"two words"_s);
    QVERIFY(!button(QWizard::NextButton)->isEnabled());
    QVERIFY(m_wizard->findChild<QLabel *>(u"answer_KIMI_API_KEY"_s)->text().contains(u"Not allowed"_s));
}

void TestSetupWizard::refusalIsShownAndTheWizardStays()
{
    open("# ours\n");
    type("KIMI_API_KEY", u"key-of-kimi-0123456789"_s);
    m_desk->write("# theirs\n"); // behind our back
    click(QWizard::FinishButton);
    QTRY_VERIFY(m_wizard->findChild<QMessageBox *>(u"setupProblem"_s));
    QVERIFY(m_wizard->isVisible());
    QCOMPARE(m_desk->content(), "# theirs\n");
    m_wizard->findChild<QMessageBox *>(u"setupProblem"_s)->close();
}

void TestSetupWizard::startIsToldOnlyWhenItChanges()
{
    open("# ours\n");
    QSignalSpy chosen(m_wizard.get(), &SetupWizard::startChosen);
    click(QWizard::FinishButton);
    QVERIFY(!m_wizard->isVisible());
    QCOMPARE(chosen.count(), 0);
    m_wizard.reset();
    open("# ours\n");
    QSignalSpy other(m_wizard.get(), &SetupWizard::startChosen);
    click(QWizard::NextButton);
    for (auto *radio : m_wizard->findChildren<QRadioButton *>()) {
        if (radio->text().contains(u"tray"_s))
            radio->setChecked(true);
    }
    click(QWizard::FinishButton);
    QCOMPARE(other.count(), 1);
    QCOMPARE(other.first().first().value<StartAtLogin>(), StartAtLogin::Desktop);
}

void TestSetupWizard::agentsAreCopied()
{
    open("# ours\n");
    click(QWizard::NextButton);
    click(QWizard::NextButton);
    m_wizard->findChild<QListWidget *>(u"agents"_s)->setCurrentRow(1);
    QCOMPARE(m_wizard->findChild<QPlainTextEdit *>(u"agentText"_s)->toPlainText(), u"[mcp_servers.exai]\n"_s);
    QTest::mouseClick(m_wizard->findChild<QPushButton *>(u"copyAgent"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), u"[mcp_servers.exai]\n"_s);
}

void TestSetupWizard::pictures()
{
    open("# ours\n");
    type("KIMI_API_KEY", u"key-of-kimi-0123456789"_s);
    QTest::mouseClick(m_wizard->findChild<QPushButton *>(u"test_KIMI_API_KEY"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_desk->testedKeys.isEmpty());
    QVERIFY(saveShot(*m_wizard, u"wizard-keys"_s));
    click(QWizard::NextButton);
    m_wizard->findChild<QRadioButton *>(u"production"_s)->setChecked(true);
    QTRY_VERIFY(m_wizard->findChild<QLabel *>(u"profileEffect"_s)->text().contains(u"24"_s));
    QVERIFY(saveShot(*m_wizard, u"wizard-start"_s));
    theme::apply(ThemeChoice::Dark, QApplication::palette());
    QVERIFY(saveShot(*m_wizard, u"wizard-start-dark"_s));
    click(QWizard::NextButton);
    QVERIFY(saveShot(*m_wizard, u"wizard-agents-dark"_s));
    theme::apply(ThemeChoice::Light, QApplication::palette());
}

QTEST_MAIN(TestSetupWizard)
#include "tst_setupwizard.moc"
