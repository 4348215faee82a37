#include "app/install/installer.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace exaid::install;
using namespace Qt::Literals::StringLiterals;

namespace {

const Connection Stdio{false, u"/usr/bin/exaid"_s, {}, {}, false};

class Desk
{
public:
    const HostRow &host = *findHost(u"claude"_s);
    QString path() const { return m_dir.filePath(u"deep/er/config.json"_s); }

    void write(const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(path()).path());
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write");
    }
    QByteArray read(const QString &name) const
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }
    QByteArray read() const { return read(path()); }
    Status install() const { return carryOut(planInstall(host, path(), u"exaid"_s, Stdio).value()); }
    Status uninstall() const { return carryOut(planUninstall(host, path(), u"exaid"_s, Stdio).value()); }

private:
    QTemporaryDir m_dir;
};

} // namespace

class TestInstaller : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesFileAndFolderAndRemovesTheFileAgain();
    void restoresByteForByte();
    void laterChangesOfOthersSurviveUninstall();
    void backupIsPrivateAndHoldsTheFormerContent();
    void secondTimeChangesNothing();
    void brokenFileIsLeftAlone();
    void changeMeanwhileIsNotOverwritten();
    void linkStaysALink();
    void differencesShowBothSides();
};

void TestInstaller::makesFileAndFolderAndRemovesTheFileAgain()
{
    const Desk desk;
    QVERIFY(desk.install());
    QVERIFY(desk.read().contains("/usr/bin/exaid"));
    QVERIFY(desk.uninstall());
    QVERIFY(!QFileInfo::exists(desk.path()));
}

void TestInstaller::restoresByteForByte()
{
    const Desk desk;
    const QByteArray odd = "{ \"a\" : 1 ,  \"mcpServers\":{} /* odd */ }  \n\n";
    desk.write(odd);
    QVERIFY(desk.install());
    QVERIFY(desk.read() != odd);
    QVERIFY(desk.uninstall());
    QCOMPARE(desk.read(), odd);
}

void TestInstaller::laterChangesOfOthersSurviveUninstall()
{
    const Desk desk;
    desk.write("{\n  \"a\": 1\n}\n");
    QVERIFY(desk.install());
    desk.write(desk.read().replace("\"a\": 1", "\"a\": 2"));
    QVERIFY(desk.uninstall());
    QVERIFY(desk.read().contains("\"a\": 2"));
    QVERIFY(!desk.read().contains("exaid"));
}

void TestInstaller::backupIsPrivateAndHoldsTheFormerContent()
{
    const Desk desk;
    desk.write("{\"secret\":1}");
    QVERIFY(desk.install());
    const QString backup = desk.path() + u".exaid-backup"_s;
    QCOMPARE(desk.read(backup), QByteArray("{\"secret\":1}"));
#ifdef Q_OS_UNIX
    QVERIFY(!(QFile::permissions(backup) & (QFile::ReadGroup | QFile::ReadOther)));
#endif
}

void TestInstaller::secondTimeChangesNothing()
{
    const Desk desk;
    desk.write("{}");
    QVERIFY(desk.install());
    const auto again = planInstall(desk.host, desk.path(), u"exaid"_s, Stdio);
    QVERIFY(again && !again->isChange());
}

void TestInstaller::brokenFileIsLeftAlone()
{
    const Desk desk;
    desk.write("{\n  \"a\": 1,,\n}");
    const auto plan = planInstall(desk.host, desk.path(), u"exaid"_s, Stdio);
    QVERIFY(!plan);
    QVERIFY(plan.error().message.contains(desk.path()));
    QVERIFY(plan.error().message.contains(u"line 2"_s));
    QVERIFY(!planUninstall(desk.host, desk.path(), u"exaid"_s, Stdio));
    QCOMPARE(desk.read(), QByteArray("{\n  \"a\": 1,,\n}"));
}

void TestInstaller::changeMeanwhileIsNotOverwritten()
{
    const Desk desk;
    desk.write("{}");
    const auto plan = planInstall(desk.host, desk.path(), u"exaid"_s, Stdio);
    QVERIFY(plan);
    desk.write("{\"host\":\"wrote\"}");
    const Status done = carryOut(*plan);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"changed_meanwhile"_s);
    QCOMPARE(desk.read(), QByteArray("{\"host\":\"wrote\"}"));
}

void TestInstaller::linkStaysALink()
{
    const Desk desk;
    desk.write("{}");
    const QString target = desk.path() + u".real"_s;
    QVERIFY(QFile::rename(desk.path(), target));
    QVERIFY(QFile::link(target, desk.path()));
    QVERIFY(desk.install());
    QVERIFY(QFileInfo(desk.path()).isSymLink());
    QVERIFY(desk.read(target).contains("exaid"));
}

void TestInstaller::differencesShowBothSides()
{
    InstallPlan plan;
    plan.before = "a\nb\nc\n";
    plan.after = "a\nx\ny\nc\n";
    QCOMPARE(differences(plan), u"- b\n+ x\n+ y"_s);
}

QTEST_GUILESS_MAIN(TestInstaller)
#include "tst_installer.moc"
