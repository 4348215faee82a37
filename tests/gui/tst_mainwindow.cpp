#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/dialogs/killdialog.h"
#include "gui/dialogs/quitdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/mainwindow.h"
#include "gui/pages/overviewpage.h"
#include "gui/theme.h"
#include "gui/widgets/poolbar.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What a screen reader would say for a widget.
QString spokenName(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

bool needsName(const QWidget *widget)
{
    return widget->isVisibleTo(widget->window()) &&
           (qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
            qobject_cast<const QTableView *>(widget) || qobject_cast<const PoolBar *>(widget) ||
            qobject_cast<const QListView *>(widget) || widget->objectName() == u"slotUsageChart"_s ||
            widget->focusPolicy() != Qt::NoFocus);
}

QChar mnemonic(const QString &text)
{
    const qsizetype at = text.indexOf(u'&');
    return at >= 0 && at + 1 < text.size() ? text.at(at + 1).toLower() : QChar();
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void everyControlHasAName();
    void everyActionIsDescribed();
    void mnemonicsAreUniqueInEachMenu();
    void shortcutsAreUnique();
    void tabReachesEveryControl();
    void closingAsksTheApplication();
    void titleNamesTheDaemon();
    void warningsReachTheStatusBar();
    void layoutIsRemembered();
    void aboutNamesTheDaemon();
    void quitDialogOffersThreeWays();
    void pictures();

private:
    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"state.ini"_s), QSettings::IniFormat);
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_window = std::make_unique<MainWindow>(*m_store, *m_actions, *m_settings);
    m_store->follow(m_feed.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_time->advance(125ms);
    m_feed->say(busySnapshot());
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_time.reset();
    m_settings.reset();
}

void TestMainWindow::everyControlHasAName()
{
    KillDialog kill(busySnapshot().calls, {}, busySnapshot().wallMs);
    QuitDialog quit(3);
    kill.show();
    quit.show();
    QStringList nameless;
    int seen = 0;
    for (QWidget *top : std::initializer_list<QWidget *>{m_window.get(), &kill, &quit}) {
        for (QWidget *widget : top->findChildren<QWidget *>()) {
            // Qt's own parts of a line edit: out of Tab's reach, the line edit speaks for them.
            const bool partOfLineEdit = qobject_cast<QLineEdit *>(widget->parentWidget());
            if (!needsName(widget) || partOfLineEdit || widget->objectName().startsWith(u"qt_"_s))
                continue;
            ++seen;
            if (spokenName(widget).isEmpty())
                nameless << QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName() +
                                u" in "_s + QLatin1String(widget->parentWidget()->metaObject()->className());
        }
    }
    QVERIFY(seen > 15);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

void TestMainWindow::everyActionIsDescribed()
{
    for (const QAction *action : m_actions->findChildren<QAction *>()) {
        QVERIFY(!action->objectName().isEmpty());
        QVERIFY2(!action->text().isEmpty() && !action->statusTip().isEmpty() && !action->toolTip().isEmpty(),
                 qPrintable(action->objectName()));
        QVERIFY2(!mnemonic(action->text()).isNull(), qPrintable(action->objectName()));
    }
}

void TestMainWindow::mnemonicsAreUniqueInEachMenu()
{
    QList<QList<QAction *>> menus{m_window->menuBar()->actions()};
    for (const QMenu *menu : m_window->findChildren<QMenu *>())
        menus << menu->actions();
    for (const QList<QAction *> &menu : menus) {
        QString used;
        for (const QAction *action : menu) {
            const QChar key = mnemonic(action->text());
            if (key.isNull())
                continue;
            QVERIFY2(!used.contains(key), qPrintable(action->text()));
            used += key;
        }
    }
}

void TestMainWindow::shortcutsAreUnique()
{
    QStringList used;
    for (const QAction *action : m_actions->findChildren<QAction *>()) {
        for (const QKeySequence &keys : action->shortcuts())
            used << keys.toString();
    }
    QVERIFY(used.size() >= 7);
    QCOMPARE(used.removeDuplicates(), 0);
}

void TestMainWindow::tabReachesEveryControl()
{
    // Disabled buttons are skipped by Tab: enable all.
    m_window->overview()->callsPane()->table()->selectRow(0);
    m_window->overview()->sessionsPane()->table()->selectRow(0);
    m_window->overview()->callsPane()->table()->setFocus();
    QSet<QString> reached;
    for (int i = 0; i < 40; ++i) {
        reached.insert(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const QString &name : {u"callsTable"_s, u"callsFilter"_s, u"killCallsButton"_s, u"sessionsTable"_s,
                                u"sessionsFilter"_s, u"killSessionButton"_s, u"auditNowButton"_s})
        QVERIFY2(reached.contains(name), qPrintable(name));
}

void TestMainWindow::closingAsksTheApplication()
{
    const QSignalSpy asked(m_window.get(), &MainWindow::closeRequested);
    m_window->close();
    QCOMPARE(asked.count(), 1);
    QVERIFY(m_window->isVisible());
    m_actions->closeWindow->trigger();
    QCOMPARE(asked.count(), 2);
    m_window->hide();
    m_window->comeForward();
    QVERIFY(m_window->isVisible());
}

void TestMainWindow::titleNamesTheDaemon()
{
    QCOMPARE(m_window->windowTitle(), u"exaid – 127.0.0.1:8079"_s);
}

void TestMainWindow::warningsReachTheStatusBar()
{
    const auto *label = m_window->findChild<QLabel *>(u"lastEvent"_s);
    const MonitorEvent info{1, busySnapshot().wallMs, EventLevel::Info, u"call_finished"_s, u"done"_s, {}};
    const MonitorEvent warning{
        2, busySnapshot().wallMs, EventLevel::Warning, u"timed_out"_s, u"<b>KIMI</b> stalled"_s, {}};
    Q_EMIT m_feed->eventsArrived({info});
    QVERIFY(label->text().isEmpty());
    Q_EMIT m_feed->eventsArrived({warning, info});
    QVERIFY(label->text().contains(u"Warning: <b>KIMI</b> stalled"_s));
    QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestMainWindow::layoutIsRemembered()
{
    m_window->resize(900, 700);
    QHeaderView *header = m_window->overview()->callsPane()->table()->horizontalHeader();
    header->resizeSection(0, 333);
    m_window->saveState();
    const MainWindow second(*m_store, *m_actions, *m_settings);
    QCOMPARE(second.size(), QSize(900, 700));
    QCOMPARE(second.overview()->callsPane()->table()->horizontalHeader()->sectionSize(0), 333);
}

void TestMainWindow::aboutNamesTheDaemon()
{
    m_actions->about->trigger();
    auto *box = m_window->findChild<QMessageBox *>(u"aboutBox"_s);
    QVERIFY(box);
    QVERIFY(box->informativeText().contains(u"4711"_s));
    QVERIFY(saveShot(*box, u"about"_s));
    box->close();
}

void TestMainWindow::quitDialogOffersThreeWays()
{
    const std::pair<QString, QuitDialog::Choice> ways[] = {{u"quitFinish"_s, QuitDialog::Choice::FinishCalls},
                                                           {u"quitStop"_s, QuitDialog::Choice::StopNow},
                                                           {u"quitStay"_s, QuitDialog::Choice::Stay}};
    for (const auto &[name, choice] : ways) {
        QuitDialog dialog(3);
        QList<QuitDialog::Choice> chosen;
        connect(&dialog, &QuitDialog::chosen, this, [&](QuitDialog::Choice c) { chosen << c; });
        dialog.open();
        QVERIFY(saveShot(dialog, u"quit-dialog"_s));
        QTest::mouseClick(dialog.findChild<QPushButton *>(name), Qt::LeftButton);
        QCOMPARE(chosen, QList<QuitDialog::Choice>{choice});
    }
}

void TestMainWindow::pictures()
{
    Snapshot snapshot = busySnapshot();
    for (int i = 0; i < 300; ++i) {
        m_time->advance(1s);
        snapshot.pools[1].held = 1 + i / 40 % 3;
        snapshot.pools[2].held = i / 25 % 3;
        m_feed->say(snapshot);
    }
    m_feed->say(busySnapshot());
    m_time->advance(500ms);
    m_window->overview()->callsPane()->table()->selectRow(1);
    QVERIFY(saveShot(*m_window, u"window-light"_s));
    QApplication::setPalette(theme::darkPalette());
    QVERIFY(saveShot(*m_window, u"window-dark"_s));
    KillDialog dialog(busySnapshot().calls, u"claude-1"_s, busySnapshot().wallMs, m_window.get());
    dialog.show();
    QVERIFY(saveShot(dialog, u"kill-dialog-dark"_s));
    QApplication::setPalette(theme::lightPalette());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
