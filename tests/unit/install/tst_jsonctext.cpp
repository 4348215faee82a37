#include "app/install/jsonctext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace exaid;
using namespace exaid::install;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList Path{u"servers"_s, u"exaid"_s};
const QJsonObject Entry{{u"command"_s, u"/usr/bin/exaid"_s}};

QByteArray with(const QByteArray &text)
{
    const auto document = JsoncText::parse(text);
    return document ? document->with(Path, Entry).value() : QByteArray();
}

QByteArray without(const QByteArray &text)
{
    return JsoncText::parse(text)->without(Path);
}

} // namespace

class TestJsoncText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void inserts_data();
    void inserts();
    void insertedAndRemovedIsAsBefore_data();
    void insertedAndRemovedIsAsBefore();
    void replacesTheValueOnly();
    void readsThroughComments();
    void removesOneOfSeveral_data();
    void removesOneOfSeveral();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void barredWayIsAnError();
};

void TestJsoncText::inserts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray fresh =
        "{\n  \"servers\": {\n    \"exaid\": {\n      \"command\": \"/usr/bin/exaid\"\n    }\n  }\n}\n";
    QTest::newRow("nothing") << QByteArray() << fresh;
    QTest::newRow("blank") << QByteArray(" \n\n") << fresh;
    QTest::newRow("empty object") << QByteArray("{}\n") << fresh;
    QTest::newRow("beside others")
        << QByteArray("{\n    \"a\": 1\n}\n")
        << QByteArray("{\n    \"a\": 1,\n    \"servers\": {\n        \"exaid\": {\n            \"command\": "
                      "\"/usr/bin/exaid\"\n        }\n    }\n}\n");
    QTest::newRow("into the container, with comments and tabs")
        << QByteArray("{\n\t// mine\n\t\"servers\": {\n\t\t\"x\": {} // last\n\t}\n}")
        << QByteArray(
               "{\n\t// mine\n\t\"servers\": {\n\t\t\"x\": {}, // last\n\t\t\"exaid\": {\n\t\t\t\"command\": "
               "\"/usr/bin/exaid\"\n\t\t}\n\t}\n}");
    QTest::newRow("trailing comma")
        << QByteArray("{\n  \"servers\": {\n    \"x\": 1,\n  },\n}")
        << QByteArray("{\n  \"servers\": {\n    \"x\": 1,\n    \"exaid\": {\n      \"command\": "
                      "\"/usr/bin/exaid\"\n    },\n  },\n}");
    QTest::newRow("one line") << QByteArray("{\"a\":1}")
                              << QByteArray("{\"a\":1,\n  \"servers\": {\n    \"exaid\": {\n      "
                                            "\"command\": \"/usr/bin/exaid\"\n    }\n  "
                                            "}\n}");
}

void TestJsoncText::inserts()
{
    QFETCH(QByteArray, before);
    QTEST(with(before), "after");
    QCOMPARE(JsoncText::parse(with(before))->value(Path), QJsonValue(Entry));
}

void TestJsoncText::insertedAndRemovedIsAsBefore_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("beside another") << QByteArray("{\n  \"servers\": {\n    \"x\": {}\n  }\n}\n");
    QTest::newRow("with comments") << QByteArray(
        "{ // a\n  \"servers\": { // b\n    \"x\": {} // c\n  } /* d */\n}\n");
    QTest::newRow("trailing comma") << QByteArray("{\n  \"servers\": {\n    \"x\": 1,\n  },\n}");
    QTest::newRow("Windows line ends")
        << QByteArray("{\r\n  \"servers\": {\r\n    \"x\": {}\r\n  }\r\n}\r\n");
    QTest::newRow("empty container") << QByteArray("{\n  \"servers\": {}\n}\n");
}

void TestJsoncText::insertedAndRemovedIsAsBefore()
{
    QFETCH(QByteArray, text);
    QVERIFY(with(text) != text);
    QCOMPARE(without(with(text)), text);
}

void TestJsoncText::replacesTheValueOnly()
{
    const QByteArray text = "{\n  \"servers\": { /* ours */ \"exaid\": [1, 2], \"b\": 2 } // end\n}";
    QCOMPARE(with(text),
             QByteArray("{\n  \"servers\": { /* ours */ \"exaid\": {\n    \"command\": \"/usr/bin/exaid\"\n "
                        " }, \"b\": 2 } // end\n}"));
}

void TestJsoncText::readsThroughComments()
{
    const auto document = JsoncText::parse("\xEF\xBB\xBF{ /* a */ \"s\": [1, // two\n 2,], \"t\": \"// no "
                                           "\\\" comment\", \"s2\":{\"\\u0061\":null} }");
    QVERIFY(document);
    QCOMPARE(document->value({u"s"_s}), QJsonDocument::fromJson("[[1,2]]")[0]);
    QCOMPARE(document->value({u"t"_s}).toString(), u"// no \" comment"_s);
    QVERIFY(document->value({u"s2"_s, u"a"_s}).isNull());
    QVERIFY(document->value({u"s2"_s, u"b"_s}).isUndefined());
}

void TestJsoncText::removesOneOfSeveral_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("first") << QByteArray("{\n  \"servers\": {\n    \"exaid\": {},\n    \"b\": 1\n  }\n}")
                           << QByteArray("{\n  \"servers\": {\n    \"b\": 1\n  }\n}");
    QTest::newRow("first, a comment before it")
        << QByteArray("{\n  \"servers\": {\n    // all of them\n    \"exaid\": {},\n    \"b\": 1\n  }\n}")
        << QByteArray("{\n  \"servers\": {\n    // all of them\n    \"b\": 1\n  }\n}");
    QTest::newRow("last") << QByteArray("{\n  \"servers\": {\n    \"b\": 1,\n    \"exaid\": {}\n  }\n}")
                          << QByteArray("{\n  \"servers\": {\n    \"b\": 1\n  }\n}");
    QTest::newRow("in one line") << QByteArray("{\"servers\":{\"a\":1,\"exaid\":{},\"b\":2}}")
                                 << QByteArray("{\"servers\":{\"a\":1,\"b\":2}}");
    QTest::newRow("alone") << QByteArray("{\"servers\":{\"exaid\":{}}}") << QByteArray("{\"servers\":{}}");
    QTest::newRow("not there") << QByteArray("{\"servers\":{\"a\":1}}")
                               << QByteArray("{\"servers\":{\"a\":1}}");
    QTest::newRow("no container") << QByteArray("{\"a\":1}") << QByteArray("{\"a\":1}");
}

void TestJsoncText::removesOneOfSeveral()
{
    QFETCH(QByteArray, before);
    QTEST(without(before), "after");
}

void TestJsoncText::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("words") << QByteArray("hello") << u"line 1: a value is wrong or missing"_s;
    QTest::newRow("list") << QByteArray("[]") << u"it is not an object"_s;
    QTest::newRow("cut") << QByteArray("{\n\"a\": {") << u"line 2: a name in quotes is missing"_s;
    QTest::newRow("no comma") << QByteArray("{\n\"a\":1\n\"b\":2}")
                              << u"line 3: a comma or a closing brace is missing"_s;
    QTest::newRow("twice") << QByteArray("{}{}") << u"line 1: something follows its end"_s;
    QTest::newRow("open string") << QByteArray("{\"a\": \"b\n}") << u"line 1: a string has no end"_s;
    QTest::newRow("open comment") << QByteArray("{ /* }") << u"line 1: a comment has no end"_s;
    QTest::newRow("bad number") << QByteArray("{\"a\": 1.2.3}") << u"line 1: a value is wrong or missing"_s;
    QTest::newRow("deep") << QByteArray("{\"a\":").repeated(10'000) << u"line 1: it is nested too deeply"_s;
    QTest::newRow("conflict marks") << QByteArray("{\n<<<<<<< HEAD\n\"a\":1}")
                                    << u"line 2: a name in quotes is missing"_s;
}

void TestJsoncText::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    const auto document = JsoncText::parse(text);
    QVERIFY(!document);
    QTEST(document.error().message, "message");
}

void TestJsoncText::barredWayIsAnError()
{
    const auto document = JsoncText::parse("{\"servers\": [1]}");
    const auto result = document->with(Path, Entry);
    QVERIFY(!result);
    QCOMPARE(result.error().message, u"“servers” is there, but it is not an object"_s);
}

QTEST_GUILESS_MAIN(TestJsoncText)
#include "tst_jsonctext.moc"
