#include "app/desktop/autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestAutostart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingAtFirst();
    void neverBoth();
    void switchedOffByTheDesktopIsOff();
    void serviceNeedsItsUnit();
    void programNamesAreQuoted();
    void unwritableFolderIsTold();

private:
    void installUnit() const;
    Autostart autostart(const QString &program = u"/usr/bin/exaid-desktop"_s) const
    {
        return {{{u"HOME"_s, m_dir->path()}, {u"XDG_DATA_DIRS"_s, m_dir->filePath(u"share"_s)}}, program};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestAutostart::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestAutostart::installUnit() const
{
    QVERIFY(QDir().mkpath(m_dir->filePath(u".config/systemd/user"_s)));
    QFile unit(m_dir->filePath(u".config/systemd/user/exaid.service"_s));
    QVERIFY(unit.open(QIODevice::WriteOnly));
    unit.write("[Service]\nExecStart=exaid serve\n");
}

void TestAutostart::nothingAtFirst()
{
    QCOMPARE(autostart().present(), AutostartChoice::Nothing);
    QVERIFY(autostart().set(AutostartChoice::Nothing));
}

void TestAutostart::neverBoth()
{
    installUnit();
    const Autostart login = autostart();
    QVERIFY(login.set(AutostartChoice::Desktop));
    QCOMPARE(login.present(), AutostartChoice::Desktop);
    QVERIFY(QFileInfo::exists(login.desktopFile()));
    QVERIFY(login.set(AutostartChoice::Service));
    QCOMPARE(login.present(), AutostartChoice::Service);
    QVERIFY(!QFileInfo::exists(login.desktopFile()));
    QCOMPARE(QFile::symLinkTarget(login.unitLink()),
             m_dir->filePath(u".config/systemd/user/exaid.service"_s));
    QVERIFY(login.set(AutostartChoice::Service)); // twice is no error
    QVERIFY(login.set(AutostartChoice::Desktop));
    QVERIFY(!QFileInfo(login.unitLink()).isSymLink());
    QVERIFY(login.set(AutostartChoice::Nothing));
    QCOMPARE(login.present(), AutostartChoice::Nothing);
}

void TestAutostart::switchedOffByTheDesktopIsOff()
{
    const Autostart login = autostart();
    QVERIFY(login.set(AutostartChoice::Desktop));
    QFile file(login.desktopFile());
    QVERIFY(file.open(QIODevice::Append));
    file.write("Hidden=true\n");
    file.close();
    QCOMPARE(login.present(), AutostartChoice::Nothing);
    QVERIFY(login.set(AutostartChoice::Desktop));
    QCOMPARE(login.present(), AutostartChoice::Desktop);
}

void TestAutostart::serviceNeedsItsUnit()
{
    if (QFileInfo::exists(u"/usr/lib/systemd/user/exaid.service"_s))
        QSKIP("the package is installed");
    const Autostart login = autostart();
    QVERIFY(!login.offers(AutostartChoice::Service));
    QCOMPARE(login.set(AutostartChoice::Service).error().code, u"not_offered"_s);
    installUnit();
    QVERIFY(login.offers(AutostartChoice::Service));
}

void TestAutostart::programNamesAreQuoted()
{
    const Autostart login = autostart(u"/opt/my \"tools\"/100%/exaid-desktop"_s);
    QVERIFY(login.set(AutostartChoice::Desktop));
    QFile file(login.desktopFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("Exec=\"/opt/my \\\\\"tools\\\\\"/100%%/exaid-desktop\" --hidden\n"));
}

void TestAutostart::unwritableFolderIsTold()
{
    QFile inTheWay(m_dir->filePath(u".config"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QCOMPARE(autostart().set(AutostartChoice::Desktop).error().code, u"unwritable"_s);
}

QTEST_GUILESS_MAIN(TestAutostart)
#include "tst_autostart.moc"
