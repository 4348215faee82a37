#include "core/frontends/exai/exaimessages.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

// What was understood, in one line.
QString summary(const QString &text)
{
    struct Visitor
    {
        static QString ids(const exai::ReplyIds &ids)
        {
            QString line;
            if (ids.requestId)
                line += u" r=" + *ids.requestId;
            if (!ids.id.isUndefined())
                line += u" i=" + ids.id.toVariant().toString();
            return ids.isQuiet() ? QString(line + u" quiet") : line;
        }
        QString operator()(const exai::CallTool &m) const
        {
            const QString batch = m.priority == Priority::Batch ? u" batch"_s : QString();
            return QString(u"call " + m.tool + u' ' + QString::number(m.arguments.size()) + batch +
                           ids(m.ids));
        }
        QString operator()(const exai::ListTools &m) const { return u"list" + ids(m.ids); }
        QString operator()(const exai::Ping &m) const { return u"ping" + ids(m.ids); }
        QString operator()(const exai::Health &m) const { return u"health" + ids(m.ids); }
        QString operator()(const exai::Cancel &m) const { return u"cancel <" + m.target + u'>' + ids(m.ids); }
        QString operator()(const exai::RotateToken &m) const
        {
            return u"rotate " + m.oldToken.value_or(u"-"_s) + u' ' + m.newToken.value_or(u"-"_s) + ids(m.ids);
        }
        QString operator()(const exai::Invalid &m) const
        {
            return (m.isCall ? u"badcall"_s : u"bad"_s) + u" [" + m.message + u']' + ids(m.ids);
        }
    };
    return std::visit(Visitor{}, exai::parseMessage(text));
}

} // namespace

class TestExaiMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void messages_data();
    void messages();
    void suffixes_data();
    void suffixes();
    void hello();
    void longIdsAreRefusedAndCut();
};

void TestExaiMessages::messages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("understood");
    const auto row = [](const char *name, const char16_t *text, const char16_t *understood) {
        QTest::newRow(name) << QString::fromUtf16(text) << QString::fromUtf16(understood);
    };
    row("call", uR"({"op":"call_tool","request_id":"r","name":"chat","arguments":{"prompt":"hi"}})",
        u"call chat 1 r=r");
    row("call, batch", uR"({"op":"call_tool","name":"chat","priority":"batch"})", u"call chat 0 batch");
    row("call, interactive", uR"({"op":"call_tool","name":"chat","priority":"interactive"})", u"call chat 0");
    row("call, no such priority", uR"({"op":"call_tool","request_id":"r","name":"chat","priority":"high"})",
        u"badcall [invalid_message: call_tool: 'priority' must be \"interactive\" or \"batch\"] r=r");
    row("call, priority is a number", uR"({"op":"call_tool","request_id":"r","name":"chat","priority":1})",
        u"badcall [invalid_message: call_tool: 'priority' must be \"interactive\" or \"batch\"] r=r");
    row("call, no id", uR"({"op":"call_tool","name":"chat"})", u"call chat 0");
    row("call, null id", uR"({"op":"call_tool","name":"chat","request_id":null})", u"call chat 0");
    row("call, empty id", uR"({"op":"call_tool","name":"chat","request_id":""})", u"call chat 0 r=");
    row("call, quiet", uR"({"op":"call_tool","id":"call_1","name":"chat"})", u"call chat 0 i=call_1 quiet");
    row("call, quiet number", uR"({"op":"call_tool","id":7,"name":"chat"})", u"call chat 0 i=7 quiet");
    row("call, both ids", uR"({"op":"call_tool","id":"i","request_id":"r","name":"chat"})",
        u"call chat 0 r=r i=i");
    row("call, suffix", uR"({"op":"call_tool","name":"chat_EXAI-WS-VSCode2"})", u"call chat 0");
    row("tool_call, object",
        uR"({"op":"tool_call","request_id":"r","tool":{"name":"chat"},"arguments":{"a":1}})",
        u"call chat 1 r=r");
    row("tool_call, string", uR"({"op":"tool_call","request_id":"r","tool":"chat"})", u"call chat 0 r=r");
    row("tool_call, name", uR"({"op":"tool_call","request_id":"r","name":"chat"})", u"call chat 0 r=r");
    row("tool_call, arguments inside",
        uR"({"op":"tool_call","tool":{"name":"chat","arguments":{"a":1,"b":2}}})", u"call chat 2");
    row("tool_call, no tool", uR"({"op":"tool_call","request_id":"r"})",
        u"badcall [invalid_message: tool_call requires 'tool' (a name, or an object with a 'name')] r=r");
    row("no name", uR"({"op":"call_tool","request_id":"r"})",
        u"badcall [invalid_message: call_tool requires 'name' (non-empty string)] r=r");
    row("empty name", uR"({"op":"call_tool","request_id":"r","name":""})",
        u"badcall [invalid_message: call_tool requires 'name' (non-empty string)] r=r");
    row("name is a number", uR"({"op":"call_tool","id":"q","name":5})",
        u"badcall [invalid_message: call_tool requires 'name' (non-empty string)] i=q quiet");
    row("arguments are text", uR"({"op":"call_tool","request_id":"r","name":"chat","arguments":"x"})",
        u"badcall [invalid_message: call_tool: 'arguments' must be an object] r=r");
    row("arguments null", uR"({"op":"call_tool","request_id":"r","name":"chat","arguments":null})",
        u"call chat 0 r=r");
    row("request_id is a number", uR"({"op":"call_tool","request_id":5,"name":"chat"})",
        u"badcall [invalid_message: request_id must be a string]");
    row("request_id is an object", uR"({"op":"ping","request_id":{}})",
        u"bad [invalid_message: request_id must be a string]");
    row("id is an object", uR"({"op":"ping","id":{}})",
        u"bad [invalid_message: id must be a string or a number]");
    row("id is a truth", uR"({"op":"ping","request_id":"r","id":true})",
        u"bad [invalid_message: id must be a string or a number] r=r");
    row("list", uR"({"op":"list_tools","request_id":"l"})", u"list r=l");
    row("list, quiet", uR"({"op":"list_tools","id":"list_1"})", u"list i=list_1 quiet");
    row("ping", uR"({"op":"ping","request_id":"p"})", u"ping r=p");
    row("health", uR"({"op":"health"})", u"health");
    row("cancel", uR"({"op":"cancel","request_id":"c"})", u"cancel <c> r=c");
    row("cancel, target", uR"({"op":"cancel","request_id":"c","target":"t"})", u"cancel <t> r=c");
    row("cancel, quiet", uR"({"op":"cancel","id":"q"})", u"cancel <> i=q quiet");
    row("rotate", uR"({"op":"rotate_token","old":"a","new":"b"})", u"rotate a b");
    row("rotate, missing", uR"({"op":"rotate_token","old":"a"})", u"rotate a -");
    row("rotate, numbers", uR"({"op":"rotate_token","old":1,"new":2})", u"rotate - -");
    row("unknown op", uR"({"op":"zzz","request_id":"u"})", u"bad [Unknown op: zzz] r=u");
    row("no op", uR"({"method":"tools/call","id":3})", u"bad [invalid_message: missing 'op'] i=3 quiet");
    row("op is a number", uR"({"op":3,"request_id":"n"})", u"bad [invalid_message: missing 'op'] r=n");
    row("hello again", uR"({"op":"hello","request_id":"h"})",
        u"bad [invalid_message: hello was already answered] r=h");
    row("no JSON", u"{oops", u"bad [invalid_json]");
    row("array", u"[1]", u"bad [invalid_json]");
    row("empty", u"", u"bad [invalid_json]");
    row("two objects", u"{}{}", u"bad [invalid_json]");
}

void TestExaiMessages::messages()
{
    QFETCH(QString, text);
    QTEST(summary(text), "understood");
}

void TestExaiMessages::suffixes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("stripped");
    QTest::newRow("_EXAI-WS") << u"chat_EXAI-WS"_s << u"chat"_s;
    QTest::newRow("-EXAI-WS") << u"chat-EXAI-WS"_s << u"chat"_s;
    QTest::newRow("_EXAI_WS") << u"chat_EXAI_WS"_s << u"chat"_s;
    QTest::newRow("-EXAI_WS") << u"chat-EXAI_WS"_s << u"chat"_s;
    QTest::newRow("VSCode1") << u"chat_EXAI-WS-VSCode1"_s << u"chat"_s;
    QTest::newRow("VSCode12") << u"kimi_chat_EXAI-WS-VSCode12"_s << u"kimi_chat"_s;
    QTest::newRow("VSCode without number") << u"chat_EXAI-WS-VSCode"_s << u"chat_EXAI-WS-VSCode"_s;
    QTest::newRow("in the middle") << u"chat_EXAI-WS_x"_s << u"chat_EXAI-WS_x"_s;
    QTest::newRow("none") << u"chat"_s << u"chat"_s;
}

void TestExaiMessages::suffixes()
{
    QFETCH(QString, name);
    QTEST(exai::withoutSuffix(name), "stripped");
}

void TestExaiMessages::hello()
{
    const auto parsed = exai::parseHello(
        uR"({"op":"hello","token":"t","session_id":"abc","clientInfo":{"name":"x","version":"1"},"jwt":"j","data":{}})"_s);
    const auto &hello = std::get<exai::Hello>(parsed);
    QCOMPARE(hello.token.toString(), u"t"_s);
    QCOMPARE(hello.sessionId, u"abc"_s);
    QCOMPARE(hello.client, u"x 1"_s);
    const auto odd = exai::parseHello(uR"({"op":"hello","session_id":5,"clientInfo":"x"})"_s);
    QVERIFY(std::get<exai::Hello>(odd).sessionId.isEmpty());
    QVERIFY(std::get<exai::Hello>(odd).client.isEmpty());
    QVERIFY(std::get<exai::Hello>(odd).token.isUndefined());
    QCOMPARE(std::get<exai::HelloFault>(exai::parseHello(u"[]"_s)), exai::HelloFault::NotAnObject);
    QCOMPARE(std::get<exai::HelloFault>(exai::parseHello(u"{}"_s)), exai::HelloFault::NotHello);
}

void TestExaiMessages::longIdsAreRefusedAndCut()
{
    const QString text = uR"({"op":"ping","request_id":"%1"})"_s.arg(QString(1'000, u'x'));
    const auto message = exai::parseMessage(text);
    const auto *invalid = std::get_if<exai::Invalid>(&message);
    QVERIFY(invalid);
    QCOMPARE(invalid->ids.requestId->size(), 256);
}

QTEST_GUILESS_MAIN(TestExaiMessages)
#include "tst_exaimessages.moc"
