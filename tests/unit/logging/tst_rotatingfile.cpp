#include "core/logging/rotatingfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestRotatingFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void rotatesBySizeAndKeepsSome();
    void noLineIsLostOrCutByRotation();
    void keepsNoneIfToldSo();
    void goesOnWithAnExistingFile();
    void aLineLongerThanTheLimitGetsAFileOfItsOwn();
    void madeForTheOwnerOnly();
    void reopensWhenMovedAway();
    void fullDiskIsAnError();
    void noHalfLineStaysWhenTheDiskFillsUp();
    void unusableDirectoryIsAnError();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    static QByteArray contentOf(const QString &path);
    std::unique_ptr<QTemporaryDir> m_dir;
};

QByteArray TestRotatingFile::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void TestRotatingFile::rotatesBySizeAndKeepsSome()
{
    RotatingFile file(path(u"log"_s), 10, 2);
    for (const char *line : {"aaaa\n", "bbbb\n", "cccc\n", "dddd\n", "eeee\n", "ffff\n", "gggg\n"})
        QVERIFY(file.write(line));
    QCOMPARE(contentOf(path(u"log"_s)), QByteArray("gggg\n"));
    QCOMPARE(contentOf(path(u"log.1"_s)), QByteArray("eeee\nffff\n"));
    QCOMPARE(contentOf(path(u"log.2"_s)), QByteArray("cccc\ndddd\n"));
    QVERIFY(!QFile::exists(path(u"log.3"_s)));
}

void TestRotatingFile::noLineIsLostOrCutByRotation()
{
    RotatingFile file(path(u"log"_s), 1'000, 1'000);
    for (int i = 0; i < 2'000; ++i)
        QVERIFY(file.write(QByteArray::number(i) + '\n'));
    QList<int> numbers;
    const QDir dir(m_dir->path());
    for (int i = static_cast<int>(dir.entryList(QDir::Files).size()) - 1; i >= 0; --i) {
        const QByteArray content = contentOf(i == 0 ? path(u"log"_s) : path(u"log.%1"_s.arg(i)));
        QVERIFY(content.size() <= 1'000);
        for (const QByteArray &line : content.trimmed().split('\n'))
            numbers << line.toInt();
    }
    QCOMPARE(numbers.size(), 2'000);
    for (int i = 0; i < 2'000; ++i)
        QCOMPARE(numbers.at(i), i);
}

void TestRotatingFile::keepsNoneIfToldSo()
{
    RotatingFile file(path(u"log"_s), 10, 0);
    for (int i = 0; i < 5; ++i)
        QVERIFY(file.write("aaaa\n"));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList{u"log"_s});
    QCOMPARE(contentOf(path(u"log"_s)), QByteArray("aaaa\n"));
}

void TestRotatingFile::goesOnWithAnExistingFile()
{
    QVERIFY(RotatingFile(path(u"log"_s), 10, 1).write("aaaa\n"));
    RotatingFile again(path(u"log"_s), 10, 1);
    QVERIFY(again.write("bbbb\n"));
    QCOMPARE(contentOf(path(u"log"_s)), QByteArray("aaaa\nbbbb\n"));
    QVERIFY(again.write("cccc\n"));
    QCOMPARE(contentOf(path(u"log.1"_s)), QByteArray("aaaa\nbbbb\n"));
}

void TestRotatingFile::aLineLongerThanTheLimitGetsAFileOfItsOwn()
{
    RotatingFile file(path(u"log"_s), 10, 3);
    QVERIFY(file.write("a\n"));
    QVERIFY(file.write(QByteArray(50, 'x') + '\n'));
    QVERIFY(file.write("b\n"));
    QCOMPARE(contentOf(path(u"log.1"_s)).size(), 51);
    QCOMPARE(contentOf(path(u"log"_s)), QByteArray("b\n"));
}

void TestRotatingFile::madeForTheOwnerOnly()
{
#ifndef Q_OS_UNIX
    QSKIP("file permissions are those of Unix");
#endif
    const auto foreign = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    RotatingFile file(path(u"new/log"_s), 10, 1);
    QVERIFY(file.write("aaaa\n"));
    QVERIFY(!(QFile::permissions(path(u"new/log"_s)) & foreign));
    QVERIFY(!(QFile::permissions(path(u"new"_s)) & foreign));
}

void TestRotatingFile::reopensWhenMovedAway()
{
    RotatingFile file(path(u"log"_s), 1'000, 1);
    QVERIFY(file.write("aaaa\n"));
    QVERIFY(QFile::rename(path(u"log"_s), path(u"elsewhere"_s)));
    QVERIFY(file.write("bbbb\n"));
    QCOMPARE(contentOf(path(u"log"_s)), QByteArray("bbbb\n"));
}

void TestRotatingFile::fullDiskIsAnError()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("needs /dev/full");
    RotatingFile file(u"/dev/full"_s, 1'000, 1);
    const Status written = file.write("aaaa\n");
    QVERIFY(!written);
    QCOMPARE(written.error().code, u"write_failed"_s);
    QVERIFY(written.error().message.contains(u"/dev/full"_s));
}

void TestRotatingFile::noHalfLineStaysWhenTheDiskFillsUp()
{
#ifdef Q_OS_UNIX
    // A limit on the size of files cuts a write short, as a disk does whose last block fills up.
    RotatingFile file(path(u"log"_s), 1'000, 1);
    QVERIFY(file.write("whole\n"));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit tight{10, before.rlim_max};
    const auto formerHandler = ::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const Status cut = file.write("much too long\n");
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    ::signal(SIGXFSZ, formerHandler);
    QVERIFY(!cut);
    QCOMPARE(cut.error().code, u"write_failed"_s);
    QCOMPARE(contentOf(path(u"log"_s)), QByteArray("whole\n"));
    QVERIFY(file.write("again\n"));
    QCOMPARE(contentOf(path(u"log"_s)), QByteArray("whole\nagain\n"));
#endif
}

void TestRotatingFile::unusableDirectoryIsAnError()
{
    QFile blocker(path(u"file"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    RotatingFile file(path(u"file/log"_s), 1'000, 1);
    const Status written = file.write("aaaa\n");
    QVERIFY(!written);
    QCOMPARE(written.error().code, u"open_failed"_s);
}

QTEST_GUILESS_MAIN(TestRotatingFile)
#include "tst_rotatingfile.moc"
