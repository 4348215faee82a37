#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/dialogs/quitdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/mainwindow.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// The compiled catalogues, as the program carries them, over the real window.
class TestGerman : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void actionsSpeakGerman();
    void pluralsFollowTheNumber_data();
    void pluralsFollowTheNumber();
    void mnemonicsAreUniqueInEachMenu();

private:
    void speak(const QString &language);

    QTranslator m_translator;
};

void TestGerman::initTestCase()
{
    prepareGuiTest();
}

void TestGerman::cleanup()
{
    QCoreApplication::removeTranslator(&m_translator);
}

void TestGerman::speak(const QString &language)
{
    QVERIFY(m_translator.load(u"exaid_%1.qm"_s.arg(language), QStringLiteral(EXAID_CATALOGUES)));
    QVERIFY(QCoreApplication::installTranslator(&m_translator));
}

void TestGerman::actionsSpeakGerman()
{
    speak(u"de"_s);
    const Actions actions;
    QCOMPARE(actions.quit->text(), u"&Beenden"_s);
    QCOMPARE(actions.auditNow->statusTip(), u"Jetzt nach verlorenen Plätzen suchen und sie zurückholen"_s);
}

void TestGerman::pluralsFollowTheNumber_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("calls");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("one, English") << u"en"_s << 1 << u"1 call "_s;
    QTest::newRow("three, English") << u"en"_s << 3 << u"3 calls "_s;
    QTest::newRow("one, German") << u"de"_s << 1 << u"1 Aufruf "_s;
    QTest::newRow("three, German") << u"de"_s << 3 << u"3 Aufrufe "_s;
}

void TestGerman::pluralsFollowTheNumber()
{
    QFETCH(const QString, language);
    QFETCH(const int, calls);
    QFETCH(const QString, wanted);
    speak(language);
    const QuitDialog dialog(calls);
    QStringList texts;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        texts << label->text();
    QVERIFY2(!texts.filter(wanted).isEmpty(), qPrintable(texts.join(u'\n')));
}

void TestGerman::mnemonicsAreUniqueInEachMenu()
{
    speak(u"de"_s);
    ManualClock clock;
    ManualTime time(clock);
    const QTemporaryDir folder;
    QSettings state(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    FakeFeed feed;
    FeedStore store(time);
    Actions actions;
    MainWindow window(store, actions, state);
    store.follow(&feed);
    window.show();
    time.advance(125ms);
    feed.say(busySnapshot());

    QList<QList<QAction *>> menus{window.menuBar()->actions()};
    for (const QMenu *menu : window.findChildren<QMenu *>())
        menus << menu->actions();
    for (const QList<QAction *> &menu : std::as_const(menus)) {
        QString used;
        for (const QAction *action : menu) {
            const QString text = action->text();
            const qsizetype at = text.indexOf(u'&');
            if (at < 0)
                continue;
            QVERIFY2(!used.contains(text.at(at + 1), Qt::CaseInsensitive), qPrintable(text));
            used += text.at(at + 1);
        }
    }
    QVERIFY(saveShot(window, u"german"_s));
}

QTEST_MAIN(TestGerman)
#include "tst_german.moc"
