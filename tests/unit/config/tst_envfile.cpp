#include "core/config/envfile.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestEnvFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsValues_data();
    void readsValues();
    void namesTheLineOfAnError_data();
    void namesTheLineOfAnError();
    void errorsNeverRepeatTheLine();
    void duplicatesAreReportedAndTheLastWins();
    void changesOneSettingAndNothingElse_data();
    void changesOneSettingAndNothingElse();
    void writtenValuesAreReadBack_data();
    void writtenValuesAreReadBack();
};

void TestEnvFile::readsValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << QByteArray("A=b\n") << u"b"_s;
    QTest::newRow("no line end") << QByteArray("A=b") << u"b"_s;
    QTest::newRow("blanks around") << QByteArray("  A = b  \n") << u"b"_s;
    QTest::newRow("blanks inside") << QByteArray("A=b c\n") << u"b c"_s;
    QTest::newRow("export") << QByteArray("export A=b\n") << u"b"_s;
    QTest::newRow("export with tab") << QByteArray("export\tA=b\n") << u"b"_s;
    QTest::newRow("comment after") << QByteArray("A=b # c\n") << u"b"_s;
    QTest::newRow("hash inside") << QByteArray("A=b#c\n") << u"b#c"_s;
    QTest::newRow("only a comment") << QByteArray("A= # c\n") << QString();
    QTest::newRow("empty") << QByteArray("A=\n") << QString();
    QTest::newRow("equals inside") << QByteArray("A=b=c==\n") << u"b=c=="_s;
    QTest::newRow("single quotes") << QByteArray("A='b # \\n \"c\"'\n") << u"b # \\n \"c\""_s;
    QTest::newRow("double quotes") << QByteArray("A=\"b # c\"\n") << u"b # c"_s;
    QTest::newRow("escapes") << QByteArray("A=\"a\\nb\\tc\\\"d\\\\e\\$f\"\n") << u"a\nb\tc\"d\\e$f"_s;
    QTest::newRow("other backslashes stay") << QByteArray("A=\"C:\\work\"\n") << u"C:\\work"_s;
    QTest::newRow("quoted, then comment") << QByteArray("A=\"b\" # c\n") << u"b"_s;
    QTest::newRow("dollars are not expanded") << QByteArray("A=$HOME/${X}\n") << u"$HOME/${X}"_s;
    QTest::newRow("windows line ends") << QByteArray("# c\r\nA=b\r\n") << u"b"_s;
    QTest::newRow("windows line ends, quoted") << QByteArray("A=\"b\"\r\n") << u"b"_s;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "A=b\n")
                                     << u"b"_s;
    QTest::newRow("utf-8") << QByteArray("A=gr\xC3\xBC\xC3\x9F\n") << u"grüß"_s;
    QTest::newRow("comments and blank lines before") << QByteArray("# x\n\n   # y\nA=b\n") << u"b"_s;
}

void TestEnvFile::readsValues()
{
    QFETCH(QByteArray, text);
    const EnvFile file = EnvFile::parse(text);
    QCOMPARE(file.errors().size(), 0);
    QCOMPARE(file.entries().size(), 1);
    QCOMPARE(file.entries().at(0).name, u"A"_s);
    QTEST(file.entries().at(0).value, "value");
}

void TestEnvFile::namesTheLineOfAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("no equals sign") << QByteArray("A=b\nsomething\n") << 2;
    QTest::newRow("no name") << QByteArray("=b\n") << 1;
    QTest::newRow("bad name") << QByteArray("\n\nA-B=c\n") << 3;
    QTest::newRow("name begins with a digit") << QByteArray("1A=c\n") << 1;
    QTest::newRow("open double quote") << QByteArray("A=\"b\n") << 1;
    QTest::newRow("open single quote") << QByteArray("A='b\n") << 1;
    QTest::newRow("escaped end quote") << QByteArray("A=\"b\\\"\n") << 1;
    QTest::newRow("text after quote") << QByteArray("A=\"b\"c\n") << 1;
    QTest::newRow("nul") << QByteArray("A=b\0c\n", 6) << 1;
    QTest::newRow("not utf-8") << QByteArray("A=\xFF\n") << 0;
}

void TestEnvFile::namesTheLineOfAnError()
{
    QFETCH(QByteArray, text);
    const EnvFile file = EnvFile::parse(text);
    QCOMPARE(file.errors().size(), 1);
    QTEST(file.errors().at(0).line, "line");
}

void TestEnvFile::errorsNeverRepeatTheLine()
{
    const EnvFile file =
        EnvFile::parse("sk-verysecret\nKIMI_API_KEY=\"sk-verysecret\nGLM_API_KEY='a'sk-verysecret\n");
    QCOMPARE(file.errors().size(), 3);
    for (const EnvFile::Problem &problem : file.errors())
        QVERIFY(!problem.message.contains(u"verysecret"_s));
}

void TestEnvFile::duplicatesAreReportedAndTheLastWins()
{
    const EnvFile file = EnvFile::parse("A=1\nB=2\nA=3\n");
    QCOMPARE(file.entries().size(), 3);
    QCOMPARE(file.entries().constLast().value, u"3"_s);
    QCOMPARE(file.duplicates().size(), 1);
    QCOMPARE(file.duplicates().at(0).line, 3);
    QVERIFY(file.duplicates().at(0).message.contains(u"line 1"_s));
}

void TestEnvFile::changesOneSettingAndNothingElse_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("replaces") << QByteArray("# top\nA=1\n\nB=2 # two\n") << u"5"_s
                              << QByteArray("# top\nA=5\n\nB=2 # two\n");
    QTest::newRow("adds") << QByteArray("B=2\n") << u"5"_s << QByteArray("B=2\nA=5\n");
    QTest::newRow("adds after a line without end") << QByteArray("B=2") << u"5"_s << QByteArray("B=2\nA=5\n");
    QTest::newRow("new file") << QByteArray() << u"5"_s << QByteArray("A=5\n");
    QTest::newRow("windows line ends")
        << QByteArray("B=2\r\nA=1\r\n") << u"5"_s << QByteArray("B=2\r\nA=5\r\n");
    QTest::newRow("the line that wins") << QByteArray("A=1\nA=2\n") << u"5"_s << QByteArray("A=1\nA=5\n");
    QTest::newRow("removes all") << QByteArray("A=1\nB=2\nA=3\n") << QString()
                                 << QByteArray("# A=1\nB=2\n# A=3\n");
    QTest::newRow("nothing to remove") << QByteArray("B=2\n") << QString() << QByteArray("B=2\n");
}

void TestEnvFile::changesOneSettingAndNothingElse()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, value);
    QTEST(EnvFile::withValue(before, u"A"_s, value), "after");
}

void TestEnvFile::writtenValuesAreReadBack_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"a-b_c/1.5,x"_s;
    QTest::newRow("blanks and hash") << u" a # b "_s;
    QTest::newRow("quotes") << u"it's \"so\""_s;
    QTest::newRow("backslashes") << u"C:\\new\\table"_s;
    QTest::newRow("dollar") << u"$HOME"_s;
    QTest::newRow("line ends") << u"a\nb\r\tc"_s;
    QTest::newRow("empty") << u""_s;
}

void TestEnvFile::writtenValuesAreReadBack()
{
    QFETCH(QString, value);
    const EnvFile file = EnvFile::parse(EnvFile::withValue("X=1\n", u"A"_s, value));
    QCOMPARE(file.errors().size(), 0);
    QCOMPARE(file.entries().size(), 2);
    QCOMPARE(file.entries().at(1).value, value);
}

QTEST_GUILESS_MAIN(TestEnvFile)
#include "tst_envfile.moc"
