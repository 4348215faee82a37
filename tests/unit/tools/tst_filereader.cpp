#include "core/tools/filereader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

// root/ is allowed, outside/ is not.
class TestFileReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void readsInOrderAndEachOnce();
    void readsThroughALinkThatStaysInside();
    void allowedRootMayBeALink();
    void stripsTheByteOrderMark();
    void refuses_data();
    void refuses();
    void outsideIsRefusedInTheSameWordsWhetherItExistsOrNot();
    void similarNameIsNotInside();
    void emptyRootsMeanTheHomeDirectory();
    void stopsWhenTold();
    void limitsTheTotal();

private:
    QString at(const QString &name) const { return m_dir.filePath(name); }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    FileRules rules() const { return {{at(u"root"_s)}, 100, 1'000}; }
    Result<QList<TextFile>> read(const QStringList &paths) const
    {
        return readTextFiles(paths, rules(), [] { return false; });
    }

    QTemporaryDir m_dir;
};

void TestFileReader::initTestCase()
{
    QVERIFY(m_dir.isValid());
    QDir dir(m_dir.path());
    QVERIFY(dir.mkpath(u"root/sub"_s) && dir.mkpath(u"outside"_s) && dir.mkpath(u"root-not"_s));
    write(u"root/a.txt"_s, "alpha");
    write(u"root/sub/b.txt"_s, "\xC3\xA4\xE4\xBD\xA0"); // ä你
    write(u"root/bom.txt"_s, "\xEF\xBB\xBFtext");
    write(u"root/empty.txt"_s, "");
    write(u"root/fits.txt"_s, QByteArray(100, 'x'));
    write(u"root/large.txt"_s, QByteArray(101, 'x'));
    write(u"root/latin1.txt"_s, "\xE4");
    write(u"root/cut.txt"_s, "ab\xE4\xBD");
    write(u"root/binary"_s, QByteArray("a\0b", 3));
    write(u"outside/secret.txt"_s, "secret");
    write(u"root-not/c.txt"_s, "c");
    QVERIFY(QFile::link(at(u"root/a.txt"_s), at(u"root/link"_s)));
    QVERIFY(QFile::link(at(u"outside/secret.txt"_s), at(u"root/escape"_s)));
    QVERIFY(QFile::link(at(u"outside"_s), at(u"root/escapedir"_s)));
    QVERIFY(QFile::link(at(u"root"_s), at(u"rootlink"_s)));
    QVERIFY(QFile::link(u"/dev/zero"_s, at(u"root/device"_s)));
    QVERIFY(QFile::link(at(u"root/loop"_s), at(u"root/loop"_s)));
    QCOMPARE(::mkfifo(QFile::encodeName(at(u"root/fifo"_s)).constData(), 0600), 0);
}

void TestFileReader::readsInOrderAndEachOnce()
{
    const auto files = read({at(u"root/sub/b.txt"_s), at(u"root/a.txt"_s), at(u"root/sub/../a.txt"_s),
                             at(u"root/empty.txt"_s), at(u"root/fits.txt"_s)});
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    QCOMPARE(files->size(), 4);
    QCOMPARE(files->at(0).path, at(u"root/sub/b.txt"_s));
    QCOMPARE(files->at(0).text, u"ä你"_s);
    QCOMPARE(files->at(1).text, u"alpha"_s);
    QCOMPARE(files->at(2).text, QString());
    QCOMPARE(files->at(3).text.size(), 100);
}

void TestFileReader::readsThroughALinkThatStaysInside()
{
    const auto files = read({at(u"root/link"_s)});
    QVERIFY(files);
    QCOMPARE(files->at(0).text, u"alpha"_s);
    QCOMPARE(files->at(0).path, at(u"root/link"_s));
    QVERIFY(read({at(u"rootlink/a.txt"_s)})); // resolves into the root
}

void TestFileReader::allowedRootMayBeALink()
{
    FileRules linked = rules();
    linked.allowedRoots = {at(u"rootlink"_s)};
    QVERIFY(readTextFiles({at(u"rootlink/a.txt"_s)}, linked, [] { return false; }));
    QVERIFY(readTextFiles({at(u"root/a.txt"_s)}, linked, [] { return false; }));
    QVERIFY(!readTextFiles({at(u"outside/secret.txt"_s)}, linked, [] { return false; }));
}

void TestFileReader::stripsTheByteOrderMark()
{
    const auto files = read({at(u"root/bom.txt"_s)});
    QVERIFY(files);
    QCOMPARE(files->at(0).text, u"text"_s);
}

void TestFileReader::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says");
    const QString notInside = u"is not inside a directory"_s;
    QTest::newRow("outside") << at(u"outside/secret.txt"_s) << notInside;
    QTest::newRow("traversal") << at(u"root/../outside/secret.txt"_s) << notInside;
    QTest::newRow("traversal, deep") << at(u"root/sub/../../outside/secret.txt"_s) << notInside;
    QTest::newRow("link escape") << at(u"root/escape"_s) << notInside;
    QTest::newRow("link escape by directory") << at(u"root/escapedir/secret.txt"_s) << notInside;
    QTest::newRow("traversal after link")
        << at(u"root/escapedir/../root/../outside/secret.txt"_s) << notInside;
    QTest::newRow("system") << u"/etc/passwd"_s << notInside;
    QTest::newRow("process environment") << u"/proc/self/environ"_s << notInside;
    QTest::newRow("device by link") << at(u"root/device"_s) << notInside;
    QTest::newRow("fifo") << at(u"root/fifo"_s) << u"is not a regular file"_s;
    QTest::newRow("directory") << at(u"root/sub"_s) << u"is a directory"_s;
    QTest::newRow("missing") << at(u"root/none.txt"_s) << u"does not exist"_s;
    QTest::newRow("link loop") << at(u"root/loop"_s) << u"is not a regular file"_s;
    QTest::newRow("too large") << at(u"root/large.txt"_s) << u"is larger than 100 bytes"_s;
    QTest::newRow("binary") << at(u"root/binary"_s) << u"not a text file"_s;
    QTest::newRow("not UTF-8") << at(u"root/latin1.txt"_s) << u"not UTF-8"_s;
    QTest::newRow("cut UTF-8") << at(u"root/cut.txt"_s) << u"not UTF-8"_s;
    QTest::newRow("relative") << u"a.txt"_s << u"not an absolute path"_s;
    QTest::newRow("tilde") << u"~/a.txt"_s << u"not an absolute path"_s;
    QTest::newRow("resource") << u":/exaid/prompts/chat.md"_s << u"not an absolute path"_s;
    QTest::newRow("empty") << QString() << u"not an absolute path"_s;
    QTest::newRow("zero byte") << QString(at(u"root/a.txt"_s) + QChar(0)) << u"not an absolute path"_s;
}

void TestFileReader::refuses()
{
    QFETCH(QString, path);
    QFETCH(QString, says);
    QElapsedTimer timer;
    timer.start();
    const auto files = read({at(u"root/a.txt"_s), path});
    QVERIFY(!files);
    QCOMPARE(files.error().code, u"VALIDATION_ERROR"_s);
    QVERIFY2(files.error().message.contains(says), qPrintable(files.error().message));
    QVERIFY(!files.error().message.contains(QChar(0)));
    if (says.startsWith(u"is not inside"_s))
        QVERIFY(files.error().hint.contains(u"EXAI_ALLOWED_ROOTS"_s));
    if (!path.isEmpty() && !path.contains(QChar(0)))
        QVERIFY(files.error().message.contains(path));
    QVERIFY(timer.elapsed() < 2'000); // the FIFO did not block
}

void TestFileReader::outsideIsRefusedInTheSameWordsWhetherItExistsOrNot()
{
    const QString there = at(u"outside/secret.txt"_s), gone = at(u"outside/secret.tx_"_s);
    QString a = read({there}).error().message, b = read({gone}).error().message;
    QCOMPARE(a.replace(there, u"X"_s), b.replace(gone, u"X"_s));
    QCOMPARE(read({there}).error().hint, read({gone}).error().hint);
}

void TestFileReader::similarNameIsNotInside()
{
    QVERIFY(!read({at(u"root-not/c.txt"_s)}));
}

void TestFileReader::emptyRootsMeanTheHomeDirectory()
{
    const QString home = QDir::homePath();
    QVERIFY(QDir().mkpath(home));
    QFile file(home + u"/in-home.txt"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("home");
    file.close();
    FileRules fromHome = rules();
    fromHome.allowedRoots.clear();
    QVERIFY(readTextFiles({file.fileName()}, fromHome, [] { return false; }));
    QVERIFY(!readTextFiles({at(u"root/a.txt"_s)}, fromHome, [] { return false; }));
    file.remove();
}

void TestFileReader::stopsWhenTold()
{
    int asked = 0;
    const auto files = readTextFiles({at(u"root/a.txt"_s), at(u"root/bom.txt"_s)}, rules(),
                                     [&asked] { return ++asked > 1; });
    QVERIFY(files);
    QCOMPARE(files->size(), 1);
}

void TestFileReader::limitsTheTotal()
{
    FileRules tight = rules();
    tight.maxTotalBytes = 104;
    const auto files =
        readTextFiles({at(u"root/a.txt"_s), at(u"root/fits.txt"_s)}, tight, [] { return false; });
    QVERIFY(!files);
    QVERIFY(files.error().message.contains(u"together above 104 bytes"_s));
}

QTEST_GUILESS_MAIN(TestFileReader)
#include "tst_filereader.moc"
