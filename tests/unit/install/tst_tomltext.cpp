#include "app/install/tomltext.h"

#include <QJsonArray>
#include <QTest>

using namespace exaid;
using namespace exaid::install;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList Table{u"mcp_servers"_s, u"exaid"_s};
const QJsonObject Entries{{u"args"_s, QJsonArray{u"mcp"_s}}, {u"command"_s, u"/usr/bin/exaid"_s}};

QByteArray with(const QByteArray &text)
{
    const auto document = TomlText::parse(text);
    return document ? document->with(Table, Entries, {u"url"_s, u"command"_s, u"args"_s}).value()
                    : QByteArray();
}

} // namespace

class TestTomlText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheTable_data();
    void writesTheTable();
    void writtenAndRemovedIsAsBefore_data();
    void writtenAndRemovedIsAsBefore();
    void removesTablesBelowAsWell();
    void refusesWhatItDoesNotUnderstand_data();
    void refusesWhatItDoesNotUnderstand();
    void nameTakenBySomethingElse_data();
    void nameTakenBySomethingElse();
};

void TestTomlText::writesTheTable_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray table = "[mcp_servers.exaid]\nargs = [\"mcp\"]\ncommand = \"/usr/bin/exaid\"\n";
    QTest::newRow("nothing") << QByteArray() << table;
    QTest::newRow("behind others") << QByteArray("model = \"x\" # mine\n[a.b]\nc = 1\n")
                                   << QByteArray("model = \"x\" # mine\n[a.b]\nc = 1\n\n" + table);
    QTest::newRow("no line end") << QByteArray("a = 1") << QByteArray("a = 1\n\n" + table);
    QTest::newRow("renewed, foreign keys and comments stay")
        << QByteArray("[mcp_servers.exaid] # ours\ncommand = 'old' # a path\nenabled = true\nurl = "
                      "\"u\"\n\n[z]\nb = 2\n")
        << QByteArray("[mcp_servers.exaid] # ours\nargs = [\"mcp\"]\ncommand = \"/usr/bin/exaid\" # a "
                      "path\nenabled = "
                      "true\n\n[z]\nb = 2\n");
    QTest::newRow("as it is") << table << table;
    QTest::newRow("quoted names")
        << QByteArray("[ mcp_servers . \"exaid\" ]\nargs = [\n  \"mcp\", # x\n]\ncommand = \"c\"\n")
        << QByteArray("[ mcp_servers . \"exaid\" ]\nargs = [\"mcp\"]\ncommand = "
                      "\"/usr/bin/exaid\"\n");
    QTest::newRow("header without a line end")
        << QByteArray("[mcp_servers.exaid]")
        << QByteArray("[mcp_servers.exaid]\nargs = [\"mcp\"]\ncommand = \"/usr/bin/exaid\"\n");
    QTest::newRow("headers inside texts are none")
        << QByteArray("a = \"\"\"\n[mcp_servers.exaid]\n\"\"\"\nb = '''\n[x'''\nc = [ '[d]', \"]\" ]\n")
        << QByteArray("a = \"\"\"\n[mcp_servers.exaid]\n\"\"\"\nb = '''\n[x'''\nc = [ '[d]', \"]\" ]\n\n" +
                      table);
}

void TestTomlText::writesTheTable()
{
    QFETCH(QByteArray, before);
    QTEST(with(before), "after");
    QCOMPARE(with(with(before)), with(before));
}

void TestTomlText::writtenAndRemovedIsAsBefore_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one table") << QByteArray("[a]\nb = 1\n");
    QTest::newRow("comments") << QByteArray("# head\n\na = 1 # one\n\n# tail\n");
    QTest::newRow("Windows line ends") << QByteArray("a = 1\r\n\r\n[b]\r\nc = 2\r\n");
}

void TestTomlText::writtenAndRemovedIsAsBefore()
{
    QFETCH(QByteArray, text);
    QVERIFY(with(text) != text);
    QCOMPARE(TomlText::parse(with(text))->without(Table), text);
}

void TestTomlText::removesTablesBelowAsWell()
{
    const auto document = TomlText::parse("[a]\nb = 1\n\n[mcp_servers.exaid]\ncommand = \"x\"\n\n"
                                          "[mcp_servers.exaid.env]\nK = \"v\"\n\n# of c\n[c]\nd = 1\n");
    QVERIFY(document && document->hasTable(Table));
    QCOMPARE(document->without(Table), QByteArray("[a]\nb = 1\n\n# of c\n[c]\nd = 1\n"));
}

void TestTomlText::refusesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("words") << QByteArray("a = 1\nhello world\n") << u"line 2: an equals sign is missing"_s;
    QTest::newRow("no value") << QByteArray("a =\n") << u"line 1: a value is missing"_s;
    QTest::newRow("open text") << QByteArray("a = \"b\n") << u"line 1: a text has no end"_s;
    QTest::newRow("open long text") << QByteArray("a = \"\"\"b\n")
                                    << u"line 2: a text of several lines has no end"_s;
    QTest::newRow("open list") << QByteArray("a = [1,\n") << u"line 2: a bracket is not closed"_s;
    QTest::newRow("open header") << QByteArray("[a\nb = 1\n")
                                 << u"line 1: a table's name has no closing bracket"_s;
    QTest::newRow("header and more") << QByteArray("[a] b\n")
                                     << u"line 1: something follows where the line should end"_s;
    QTest::newRow("JSON") << QByteArray("{\"a\": 1}") << u"line 1: a name is missing"_s;
}

void TestTomlText::refusesWhatItDoesNotUnderstand()
{
    QFETCH(QByteArray, text);
    const auto document = TomlText::parse(text);
    QVERIFY(!document);
    QTEST(document.error().message, "message");
}

void TestTomlText::nameTakenBySomethingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("inline table") << QByteArray("[mcp_servers]\nexaid = { command = \"x\" }\n");
    QTest::newRow("inline container") << QByteArray("mcp_servers = { a = { command = \"x\" } }\n");
    QTest::newRow("dotted key") << QByteArray("mcp_servers.exaid.command = \"x\"\n");
    QTest::newRow("list of tables") << QByteArray("[[mcp_servers.exaid]]\ncommand = \"x\"\n");
}

void TestTomlText::nameTakenBySomethingElse()
{
    QFETCH(QByteArray, text);
    const auto document = TomlText::parse(text);
    QVERIFY(document);
    const auto result = document->with(Table, Entries, {});
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"not_a_table"_s);
}

QTEST_GUILESS_MAIN(TestTomlText)
#include "tst_tomltext.moc"
