#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/pages/settingspage.h"
#include "gui/settings/changesdialog.h"
#include "gui/settings/importdialog.h"
#include "gui/settings/numberbox.h"
#include "gui/settings/settingeditor.h"
#include "gui/settings/settingfield.h"
#include "gui/settings/settingsbanner.h"
#include "gui/settings/settingsform.h"
#include "gui/theme.h"
#include "tests/gui/fakesettingsdesk.h"
#include "tests/gui/guitesting.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString GlobalLimit = u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s;
const QString SessionLimit = u"EXAI_WS_SESSION_MAX_INFLIGHT"_s;
const QByteArray KeyInFile = "sk-moonshot-plainly-secret-0123456789";

} // namespace

class TestSettingsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void cleanup();
    void showsEverySettingOfTheTable();
    void everyKindHasItsControl();
    void wrongNumberSaysWhyAndCannotBeApplied();
    void contradictionIsShownAtItsField();
    void applyShowsOldAndNewFirst();
    void typingIsNotDisturbed();
    void resetFieldAndPage();
    void discardForgetsEdits();
    void undoGoesBackToTheVersionBefore();
    void profileShowsWhatItBrings();
    void changesElsewhereComeIn();
    void conflictIsDecidedByThePerson_data();
    void conflictIsDecidedByThePerson();
    void damagedFileIsShownWithItsLine();
    void environmentCannotBeOverruled();
    void keysAreNeverShown();
    void keyIsTested();
    void searchFindsByNameMeaningAndValue();
    void importShowsRowsAndTakesTheChosen();
    void withoutADaemonItSaysSo();
    void everyControlHasANameAndAnOrder();
    void pictures();

private:
    void open(const QByteArray &envFile, const QMap<QString, QString> &environment = {});
    SettingField *field(const QString &name);
    void type(const QString &name, const QString &text);
    void check(); // the pause after typing is over, and the answer is there
    QPushButton *button(const char *name) const
    {
        return m_page->findChild<QPushButton *>(QLatin1StringView(name));
    }
    SettingsBanner *banner() const { return m_page->findChild<SettingsBanner *>(); }
    void confirm();
    void elsewhere(const QByteArray &content);

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeSettingsDesk> m_desk;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<SettingsPage> m_page;
    QString m_said;
};

void TestSettingsPage::open(const QByteArray &envFile, const QMap<QString, QString> &environment)
{
    m_desk = std::make_unique<FakeSettingsDesk>(envFile, environment);
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_desk->serve(*m_feed);
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_store->follow(m_feed.get());
    m_feed->say(idleSnapshot());
    m_page = std::make_unique<SettingsPage>(*m_store, *m_actions);
    connect(m_page.get(), &SettingsPage::said, this, [this](const QString &text) { m_said = text; });
    m_page->resize(1000, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(!m_page->form()->namesShown().isEmpty());
}

void TestSettingsPage::cleanup()
{
    m_page.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_time.reset();
    m_desk.reset();
    m_said.clear();
}

SettingField *TestSettingsPage::field(const QString &name)
{
    m_page->form()->goTo(name);
    return m_page->form()->field(name);
}

void TestSettingsPage::type(const QString &name, const QString &text)
{
    SettingField *shown = field(name);
    if (!shown)
        qFatal("no field for %s", qPrintable(name));
    auto *control = shown->editor()->control();
    control->setFocus();
    if (auto *number = qobject_cast<NumberBox *>(control))
        number->selectAll();
    else if (auto *line = qobject_cast<QLineEdit *>(control))
        line->selectAll();
    QTest::keyClicks(control, text);
}

void TestSettingsPage::check()
{
    const int before = m_desk->checks;
    m_time->advance(200ms);
    QTRY_COMPARE(m_desk->checks, before + 1);
    QCoreApplication::processEvents();
}

void TestSettingsPage::confirm()
{
    QTRY_VERIFY(m_page->findChild<ChangesDialog *>());
    auto *dialog = m_page->findChild<ChangesDialog *>();
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmChanges"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_page->findChild<ChangesDialog *>());
}

void TestSettingsPage::elsewhere(const QByteArray &content)
{
    m_desk->write(content);
    MonitorEvent event;
    event.kind = u"settings_changed"_s;
    Q_EMIT m_feed->eventsArrived({event});
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
}

void TestSettingsPage::showsEverySettingOfTheTable()
{
    open("EXAI_WS_PORT=8100\n");
    QStringList shown;
    auto *groups = m_page->findChild<QListWidget *>(u"settingsGroups"_s);
    for (int i = 0; i < groups->count(); ++i) {
        groups->setCurrentRow(i);
        shown << m_page->form()->namesShown();
    }
    QStringList all;
    for (const ExplainedSetting &setting : m_desk->inForce().explained)
        all << setting.name;
    shown.sort();
    all.sort();
    QCOMPARE(shown, all);
}

void TestSettingsPage::everyKindHasItsControl()
{
    open("EXAI_WS_PORT=8100\n");
    for (const ExplainedSetting &setting : m_desk->inForce().explained) {
        SettingField *shown = field(setting.name);
        QVERIFY2(shown, qPrintable(setting.name));
        if (!setting.secret)
            QCOMPARE(shown->editor()->text(), setting.value); // nothing is lost on the way
        QVERIFY2(shown->problem().isEmpty(), qPrintable(setting.name + shown->problem()));
    }
    QVERIFY(!m_page->hasChanges());
}

void TestSettingsPage::wrongNumberSaysWhyAndCannotBeApplied()
{
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    type(GlobalLimit, u"0"_s);
    QVERIFY(field(GlobalLimit)->problem().contains(u"Allowed: 1 to"_s)); // at once, without asking anybody
    check();
    QVERIFY(!button("applySettings")->isEnabled());
    auto *fault = m_page->findChild<QLabel *>(u"fault_"_s + GlobalLimit);
    QVERIFY(fault->isVisible());
    QVERIFY(m_page->rect().contains(fault->mapTo(m_page.get(), fault->rect().center())));
    QVERIFY(saveShot(*m_page, u"settings-wrong"_s));
    type(GlobalLimit, u"9"_s);
    check();
    QVERIFY(field(GlobalLimit)->problem().isEmpty());
    QVERIFY(button("applySettings")->isEnabled());
    QCOMPARE(m_desk->content(), "EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
}

void TestSettingsPage::contradictionIsShownAtItsField()
{
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    type(SessionLimit, u"7"_s);
    QVERIFY(field(SessionLimit)->problem().isEmpty()); // by itself it is fine
    check();
    QTRY_VERIFY(field(SessionLimit)->problem().contains(GlobalLimit));
    QVERIFY(!button("applySettings")->isEnabled());
}

void TestSettingsPage::applyShowsOldAndNewFirst()
{
    open("# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    type(GlobalLimit, u"9"_s);
    check();
    QTRY_VERIFY(button("applySettings")->isEnabled());
    QTest::mouseClick(button("applySettings"), Qt::LeftButton);
    QTRY_VERIFY(m_page->findChild<ChangesDialog *>());
    auto *dialog = m_page->findChild<ChangesDialog *>();
    auto *table = dialog->findChild<QTreeWidget *>(u"changes"_s);
    QCOMPARE(table->topLevelItemCount(), 1);
    QCOMPARE(table->topLevelItem(0)->text(0), GlobalLimit);
    QCOMPARE(table->topLevelItem(0)->text(1), u"6"_s);
    QCOMPARE(table->topLevelItem(0)->text(2), u"9"_s);
    QCOMPARE(m_desk->content(), "# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    QVERIFY(saveShot(*dialog, u"settings-changes"_s));
    confirm();
    QTRY_COMPARE(m_desk->content(), "# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=9\n");
    QTRY_VERIFY(!m_page->hasChanges());
    QTRY_COMPARE(field(GlobalLimit)->editor()->text(), u"9"_s);
    QVERIFY(!button("applySettings")->isEnabled());
}

void TestSettingsPage::typingIsNotDisturbed()
{
    open("EXAI_WS_HELLO_TIMEOUT=15\n");
    type(u"EXAI_WS_HELLO_TIMEOUT"_s, u"2.25"_s); // "2." on the way is no number to be tidied up
    QCOMPARE(field(u"EXAI_WS_HELLO_TIMEOUT"_s)->editor()->text(), u"2.25"_s);
    QCOMPARE(m_page->draft().text(u"EXAI_WS_HELLO_TIMEOUT"_s), u"2.25"_s);
}

void TestSettingsPage::resetFieldAndPage()
{
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\nEXAI_WS_SESSION_MAX_INFLIGHT=3\nEXAI_WS_PORT=8100\n");
    auto *reset = field(GlobalLimit)->findChild<QToolButton *>(u"reset_"_s + GlobalLimit);
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(field(GlobalLimit)->editor()->text(), u"5"_s);
    QCOMPARE(m_page->draft().count(), 1);
    QTest::mouseClick(button("resetShown"), Qt::LeftButton); // the page with the limits
    QCOMPARE(m_page->draft().count(), 2);
    check();
    QTest::mouseClick(button("applySettings"), Qt::LeftButton);
    confirm();
    QTRY_COMPARE(m_desk->content(), "# EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n# EXAI_WS_SESSION_MAX_INFLIGHT=3\n"
                                    "EXAI_WS_PORT=8100\n");
}

void TestSettingsPage::discardForgetsEdits()
{
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    type(GlobalLimit, u"9"_s);
    QTest::mouseClick(button("discardSettings"), Qt::LeftButton);
    QVERIFY(!m_page->hasChanges());
    QCOMPARE(field(GlobalLimit)->editor()->text(), u"6"_s);
    QVERIFY(!button("discardSettings")->isEnabled());
}

void TestSettingsPage::undoGoesBackToTheVersionBefore()
{
    open("# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    type(GlobalLimit, u"9"_s);
    check();
    QTest::mouseClick(button("applySettings"), Qt::LeftButton);
    confirm();
    QTRY_VERIFY(button("earlierSettings")->isEnabled());
    const QList<QAction *> versions = button("earlierSettings")->menu()->actions();
    QCOMPARE(versions.size(), 1);
    versions.first()->trigger();
    confirm();
    QTRY_COMPARE(m_desk->content(), "# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    QTRY_COMPARE(field(GlobalLimit)->editor()->text(), u"6"_s);
}

void TestSettingsPage::profileShowsWhatItBrings()
{
    open("EXAI_WS_PORT=8100\n");
    auto *profile = qobject_cast<QComboBox *>(field(u"EXAI_PROFILE"_s)->editor()->control());
    QVERIFY(profile);
    profile->setCurrentText(u"production"_s);
    check();
    QTest::mouseClick(button("applySettings"), Qt::LeftButton);
    QTRY_VERIFY(m_page->findChild<ChangesDialog *>());
    auto *table = m_page->findChild<ChangesDialog *>()->findChild<QTreeWidget *>(u"changes"_s);
    const QList<QTreeWidgetItem *> limits = table->findItems(GlobalLimit, Qt::MatchExactly);
    QCOMPARE(limits.size(), 1);
    QCOMPARE(limits.first()->text(1), u"5"_s);
    QCOMPARE(limits.first()->text(2), u"24"_s);
    QVERIFY(saveShot(*m_page->findChild<ChangesDialog *>(), u"settings-profile"_s));
    confirm();
    QTRY_COMPARE(m_desk->inForce().settings.limits.globalInflight, 24);
}

void TestSettingsPage::changesElsewhereComeIn()
{
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    type(SessionLimit, u"3"_s);
    elsewhere("EXAI_WS_GLOBAL_MAX_INFLIGHT=8\n");
    QTRY_COMPARE(field(GlobalLimit)->editor()->text(), u"8"_s);
    QCOMPARE(field(SessionLimit)->editor()->text(), u"3"_s); // the edit is still there
    QVERIFY(banner()->isHidden());
}

void TestSettingsPage::conflictIsDecidedByThePerson_data()
{
    QTest::addColumn<bool>("mine");
    QTest::addColumn<QString>("text");
    QTest::newRow("mine") << true << u"9"_s;
    QTest::newRow("theirs") << false << u"8"_s;
}

void TestSettingsPage::conflictIsDecidedByThePerson()
{
    QFETCH(const bool, mine);
    QFETCH(const QString, text);
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    type(GlobalLimit, u"9"_s);
    elsewhere("EXAI_WS_GLOBAL_MAX_INFLIGHT=8\n");
    QTRY_VERIFY(banner()->text().contains(u"EXAI_WS_GLOBAL_MAX_INFLIGHT is now 8"_s));
    check();
    QVERIFY(!button("applySettings")->isEnabled());
    if (mine)
        QVERIFY(saveShot(*m_page, u"settings-conflict"_s));
    QTest::mouseClick(button(mine ? "bannerFirst" : "bannerSecond"), Qt::LeftButton);
    QVERIFY(banner()->isHidden());
    QCOMPARE(field(GlobalLimit)->editor()->text(), text);
    QCOMPARE(m_page->hasChanges(), mine);
}

void TestSettingsPage::damagedFileIsShownWithItsLine()
{
    open("# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    elsewhere("# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\nEXAI_WS_PORT=\"81\n");
    QTRY_VERIFY(banner()->text().contains(m_desk->path() + u":3"_s));
    QCOMPARE(field(GlobalLimit)->editor()->text(), u"6"_s);
    QVERIFY(saveShot(*m_page, u"settings-damaged"_s));
    QTest::mouseClick(button("bannerFirst"), Qt::LeftButton); // restore
    confirm();
    QTRY_COMPARE(m_desk->content(), "# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    QTRY_VERIFY(banner()->isHidden());
}

void TestSettingsPage::environmentCannotBeOverruled()
{
    open("EXAI_WS_PORT=8100\n", {{GlobalLimit, u"7"_s}});
    QVERIFY(!field(GlobalLimit)->editor()->control()->isEnabled());
    QCOMPARE(field(GlobalLimit)->editor()->text(), u"7"_s);
}

void TestSettingsPage::keysAreNeverShown()
{
    open("KIMI_API_KEY=" + KeyInFile + "\n");
    auto *line = qobject_cast<QLineEdit *>(field(u"KIMI_API_KEY"_s)->editor()->control());
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    QVERIFY(line->text().isEmpty());
    QVERIFY(line->placeholderText().contains(u"set"_s));
    for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
        QVERIFY(!widget->accessibleName().contains(QString::fromLatin1(KeyInFile)));
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            QVERIFY(!label->text().contains(QString::fromLatin1(KeyInFile)));
    }
    type(u"KIMI_API_KEY"_s, u"sk-another-0123456789"_s);
    check();
    QTest::mouseClick(button("applySettings"), Qt::LeftButton);
    QTRY_VERIFY(m_page->findChild<ChangesDialog *>());
    for (const QTreeWidgetItem *item : m_page->findChild<QTreeWidget *>(u"changes"_s)
                                           ->findItems(u"*"_s, Qt::MatchWildcard | Qt::MatchRecursive))
        QVERIFY(!item->text(2).contains(u"sk-another"_s));
    confirm();
    QTRY_COMPARE(m_desk->content(), "KIMI_API_KEY=sk-another-0123456789\n");
    QTRY_VERIFY(qobject_cast<QLineEdit *>(field(u"KIMI_API_KEY"_s)->editor()->control())->text().isEmpty());
}

void TestSettingsPage::keyIsTested()
{
    open("EXAI_WS_PORT=8100\n");
    type(u"GLM_API_KEY"_s, u"abc-0123456789"_s);
    QTest::mouseClick(field(u"GLM_API_KEY"_s)->findChild<QPushButton *>(u"test_GLM_API_KEY"_s),
                      Qt::LeftButton);
    QTRY_COMPARE(m_desk->testedKeys, QStringList{u"GLM_API_KEY=abc-0123456789"_s});
    QTRY_VERIFY(m_said.contains(u"12 models"_s));
}

void TestSettingsPage::searchFindsByNameMeaningAndValue()
{
    open("EXAI_WS_PORT=8123\n");
    auto *search = m_page->findChild<QLineEdit *>(u"settingsSearch"_s);
    search->setText(u"8123"_s);
    QCOMPARE(m_page->form()->namesShown(), QStringList{u"EXAI_WS_PORT"_s});
    search->setText(u"max_inflight global"_s);
    QVERIFY(m_page->form()->namesShown().contains(GlobalLimit));
    search->setText(u"LISTEN address"_s);
    QVERIFY(m_page->form()->namesShown().contains(u"EXAI_WS_HOST"_s));
    search->setText(u"timeout"_s);
    QVERIFY(m_page->form()->namesShown().size() > 3);
    QVERIFY(saveShot(*m_page, u"settings-search"_s));
    search->setText(u"no such thing"_s);
    QVERIFY(m_page->form()->namesShown().isEmpty());
    search->clear();
    QVERIFY(m_page->form()->namesShown().size() > 5);
}

void TestSettingsPage::importShowsRowsAndTakesTheChosen()
{
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n");
    QTemporaryDir dir;
    QFile file(dir.filePath(u"upstream.env"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "# upstream\nKIMI_API_KEY=" + KeyInFile +
        "\nEXAI_WS_GLOBAL_MAX_INFLIGHT=24\n"
        "EXAI_WS_PORT=70000\nEXAI_WS_SESSION_MAX_INFLIGHT=2\nSOMEBODYS_SECRET=hush-hush\nnot a line\n");
    file.close();
    m_page->importFile(file.fileName());
    QTRY_VERIFY(m_page->findChild<ImportDialog *>());
    auto *dialog = m_page->findChild<ImportDialog *>();
    auto *table = dialog->findChild<QTreeWidget *>(u"importRows"_s);
    QCOMPARE(table->topLevelItemCount(), 6);
    QHash<QString, QTreeWidgetItem *> rows;
    for (int i = 0; i < table->topLevelItemCount(); ++i) {
        rows.insert(table->topLevelItem(i)->text(0), table->topLevelItem(i));
        for (int column = 0; column < 4; ++column) {
            QVERIFY(!table->topLevelItem(i)->text(column).contains(QString::fromLatin1(KeyInFile)));
            QVERIFY(!table->topLevelItem(i)->text(column).contains(u"hush"_s));
        }
    }
    QCOMPARE(rows[GlobalLimit]->text(1), u"6"_s);
    QCOMPARE(rows[GlobalLimit]->text(2), u"24"_s);
    QCOMPARE(rows[GlobalLimit]->checkState(0), Qt::Checked);
    QVERIFY(!(rows[u"EXAI_WS_PORT"_s]->flags() & Qt::ItemIsUserCheckable));
    QVERIFY(rows[u"SOMEBODYS_SECRET"_s]->text(3).contains(u"no such setting"_s));
    QVERIFY(saveShot(*dialog, u"settings-import"_s));
    rows[u"KIMI_API_KEY"_s]->setCheckState(0, Qt::Unchecked);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"takeImport"_s), Qt::LeftButton);
    QCOMPARE(m_page->draft().count(), 1);
    QCOMPARE(m_page->draft().text(GlobalLimit), u"24"_s);
}

void TestSettingsPage::withoutADaemonItSaysSo()
{
    open("EXAI_WS_PORT=8100\n");
    type(GlobalLimit, u"9"_s);
    check();
    QVERIFY(button("applySettings")->isEnabled());
    m_feed->setLink(MonitorFeed::Link::Lost, u"gone"_s);
    QVERIFY(!button("applySettings")->isEnabled());
    QVERIFY(m_page->hasChanges());
}

void TestSettingsPage::everyControlHasANameAndAnOrder()
{
    open("EXAI_WS_PORT=8100\n");
    for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const auto *abstractButton = qobject_cast<const QAbstractButton *>(widget);
        const bool named =
            !widget->accessibleName().isEmpty() || (abstractButton && !abstractButton->text().isEmpty()) ||
            qobject_cast<const QScrollArea *>(widget) || widget->objectName() == "qt_spinbox_lineedit"_L1;
        QVERIFY2(named,
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
    }
}

void TestSettingsPage::pictures()
{
    open("EXAI_WS_GLOBAL_MAX_INFLIGHT=6\nKIMI_API_KEY=" + KeyInFile + "\n");
    type(GlobalLimit, u"9"_s);
    check();
    QVERIFY(saveShot(*m_page, u"settings-light"_s));
    auto *groups = m_page->findChild<QListWidget *>(u"settingsGroups"_s);
    groups->setCurrentRow(2);
    theme::apply(ThemeChoice::Dark, QApplication::palette());
    QVERIFY(saveShot(*m_page, u"settings-dark"_s));
    theme::apply(ThemeChoice::Light, QApplication::palette());
    // Nothing is cut off: every label has the room that its text needs.
    for (int row = 0; row < groups->count(); ++row) {
        groups->setCurrentRow(row);
        QCoreApplication::processEvents();
        QCOMPARE(m_page->form()->horizontalScrollBar()->maximum(), 0);
        for (const QLabel *label : m_page->form()->findChildren<QLabel *>()) {
            if (label->isVisible())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }
}

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"
