#include "core/providers/texttoolcalls.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestTextToolCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recognises_data();
    void recognises();
    void leavesTextAlone_data();
    void leavesTextAlone();
    void severalCallsBetweenText();
    void holdsBackNoMoreThanNeeded();
    void aCallWithoutEndIsText();
};

void TestTextToolCalls::recognises_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::newRow("arg tags")
        << u"<tool_call>web_search\n<arg_key>query</arg_key>\n<arg_value>Qt 6</arg_value>"
           "\n</tool_call>"_s
        << u"Qt 6"_s;
    QTest::newRow("json")
        << u"<tool_call>{\"name\": \"web_search\", \"arguments\": {\"query\": \"a \\\"b\\\"\"}}"
           "</tool_call>"_s
        << u"a \"b\""_s;
    QTest::newRow("json, arguments as text")
        << u"<tool_call>{\"name\":\"web_search\",\"arguments\":\"{\\\"query\\\":\\\"x\\\"}\"}</tool_call>"_s
        << u"x"_s;
    QTest::newRow("json, function inside")
        << u"<tool_use>{\"function\":{\"name\":\"web_search\",\"arguments\":{\"query\":\"y\"}}}</tool_use>"_s
        << u"y"_s;
    QTest::newRow("json, parameters")
        << u"<function_call>{\"name\":\"web_search\",\"parameters\":{\"query\":\"z\"}}</function_call>"_s
        << u"z"_s;
    QTest::newRow("name, then json") << u"<tool_call>web_search\n{\"query\": \"n\"}</tool_call>"_s << u"n"_s;
    QTest::newRow("as a function call")
        << u"<tool_code>web_search(query=\"a, b\")</tool_code>"_s << u"a, b"_s;
    QTest::newRow("single quotes") << u"<tool_code>web_search(query='c d')</tool_code>"_s << u"c d"_s;
    QTest::newRow("lines") << u"<tool_call>web_search\nquery: the news of today</tool_call>"_s
                           << u"the news of today"_s;
    QTest::newRow("name in the tag") << u"<function=web_search><parameter=query>p q</parameter></function>"_s
                                     << u"p q"_s;
    QTest::newRow("bars")
        << u"<|tool_call|>{\"name\":\"web_search\",\"arguments\":{\"query\":\"bar\"}}<|/tool_call|>"_s
        << u"bar"_s;
    QTest::newRow("capitals") << u"<TOOL_CALL>web_search\nquery: up</TOOL_CALL>"_s << u"up"_s;
    QTest::newRow("no closing tag")
        << u"<tool_call>web_search\n<arg_key>query</arg_key><arg_value>open</arg_value>"_s << u"open"_s;
}

void TestTextToolCalls::recognises()
{
    QFETCH(const QString, text);
    QFETCH(const QString, query);
    // Cut at every place, since streams are.
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        TextToolCalls calls({u"web_search"_s});
        QString visible = calls.feed(text.left(cut));
        visible += calls.feed(text.mid(cut));
        visible += calls.finish();
        QCOMPARE(visible.trimmed(), QString());
        QCOMPARE(calls.calls().size(), 1);
        QCOMPARE(calls.calls().first().name, u"web_search"_s);
        const QJsonObject arguments =
            QJsonDocument::fromJson(calls.calls().first().arguments.toUtf8()).object();
        QCOMPARE(arguments.value("query"_L1).toString(), query);
    }
}

void TestTextToolCalls::leavesTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"nothing special"_s;
    QTest::newRow("comparison") << u"a < b and c <= d <t"_s;
    QTest::newRow("html") << u"<table><tr><td>1</td></tr></table>"_s;
    QTest::newRow("a tool nobody offered") << u"<tool_call>rm {\"path\": \"/\"}</tool_call>"_s;
    QTest::newRow("empty call") << u"<tool_call></tool_call> is how it looks"_s;
    QTest::newRow("half a tag at the end") << u"see <tool_ca"_s;
    QTest::newRow("tags one after the other") << u"<tool_call><tool_call>x</tool_call>"_s;
}

void TestTextToolCalls::leavesTextAlone()
{
    QFETCH(const QString, text);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        TextToolCalls calls({u"web_search"_s});
        QString visible = calls.feed(text.left(cut));
        visible += calls.feed(text.mid(cut));
        visible += calls.finish();
        QCOMPARE(visible, text);
        QVERIFY(calls.calls().isEmpty());
    }
    TextToolCalls off;
    QCOMPARE(off.feed(text), text);
}

void TestTextToolCalls::severalCallsBetweenText()
{
    TextToolCalls calls({u"a"_s, u"b"_s});
    const QString visible =
        calls.feed(u"one <tool_call>a(x=1)</tool_call>two <tool_call>b\n{\"y\":[2]}</tool_call>three"_s) +
        calls.finish();
    QCOMPARE(visible, u"one two three"_s);
    QCOMPARE(calls.calls().size(), 2);
    QCOMPARE(calls.calls().at(0).arguments, u"{\"x\":1}"_s);
    QCOMPARE(calls.calls().at(1).arguments, u"{\"y\":[2]}"_s);
    QVERIFY(calls.calls().at(0).id != calls.calls().at(1).id);
}

void TestTextToolCalls::holdsBackNoMoreThanNeeded()
{
    TextToolCalls calls({u"web_search"_s});
    QCOMPARE(calls.feed(u"text <"_s), u"text "_s);
    QCOMPARE(calls.feed(u"b> more"_s), u"<b> more"_s);
}

void TestTextToolCalls::aCallWithoutEndIsText()
{
    TextToolCalls calls({u"web_search"_s});
    QString visible = calls.feed(u"<tool_call>"_s);
    const QString filler(1000, u'x');
    for (int i = 0; i < 100; ++i)
        visible += calls.feed(filler);
    QVERIFY(visible.size() > 60'000); // not held for ever
    visible += calls.finish();
    QCOMPARE(visible.size(), 11 + 100'000);
    QVERIFY(calls.calls().isEmpty());
}

QTEST_GUILESS_MAIN(TestTextToolCalls)
#include "tst_texttoolcalls.moc"
