#include "app/desktop/loginstart.h"
#include "gui/actions.h"

#include <QActionGroup>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestLoginStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isChosenInTheMenu();
    void whatCannotBeWrittenIsSaid();
};

void TestLoginStart::isChosenInTheMenu()
{
    const QTemporaryDir home;
    const Autostart autostart({{u"HOME"_s, home.path()}, {u"XDG_DATA_DIRS"_s, home.filePath(u"share"_s)}},
                              u"/usr/bin/exaid-desktop"_s);
    Actions actions;
    LoginStart login(autostart, actions);
    QSignalSpy refreshed(&login, &LoginStart::refreshed);
    QSignalSpy said(&login, &LoginStart::said);
    QTRY_COMPARE(refreshed.count(), 1);
    QVERIFY(actions.startNothing->isChecked());
    QVERIFY(actions.startDesktop->isVisible());
    QVERIFY(!actions.startService->isVisible()); // no unit is installed here
    actions.startDesktop->trigger();
    QTRY_COMPARE(refreshed.count(), 2);
    QVERIFY(QFile::exists(autostart.desktopFile()));
    QVERIFY(actions.startDesktop->isChecked());
    QCOMPARE(said.count(), 1);
    // Changed behind our back: the menu tells what is there.
    QVERIFY(autostart.set(AutostartChoice::Nothing));
    login.refresh();
    QTRY_VERIFY(actions.startNothing->isChecked());
}

void TestLoginStart::whatCannotBeWrittenIsSaid()
{
    const QTemporaryDir home;
    QFile file(home.filePath(u"config"_s)); // where the folder would be
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Autostart autostart({{u"HOME"_s, home.path()}, {u"XDG_CONFIG_HOME"_s, file.fileName()}},
                              u"exaid-desktop"_s);
    Actions actions;
    LoginStart login(autostart, actions);
    QSignalSpy said(&login, &LoginStart::said);
    login.choose(StartAtLogin::Desktop);
    QTRY_COMPARE(said.count(), 1);
    QVERIFY(said.first().first().toString().contains(u"can't be written"_s));
    QTRY_VERIFY(actions.startNothing->isChecked());
}

QTEST_MAIN(TestLoginStart)
#include "tst_loginstart.moc"
