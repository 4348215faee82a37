#include "core/providers/chatstream.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestChatStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAStreamInAnyPieces();
    void completeness_data();
    void completeness();
    void documents_data();
    void documents();
    void errors_data();
    void errors();
    void collectsToolCallsFromPieces();
    void sniffsTheFormat();
    void boundsTheAnswer();
    void usageInTheLastChoice();
};

namespace {

QByteArray token(const QByteArray &text)
{
    return R"(data: {"model":"m-1","choices":[{"index":0,"delta":{"content":")" + text + "\"}}]}\n\n";
}

const QByteArray stopEvent =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
const QByteArray doneEvent = "data: [DONE]\n\n";

} // namespace

void TestChatStream::readsAStreamInAnyPieces()
{
    const QByteArray stream =
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"hm "
        "\"}}]}\n\n: ping\n\n" +
        token("h\xC3\xA9l") + token("lo") + stopEvent +
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
        "\"completion_tokens_details\":{\"reasoning_tokens\":1}}}\n\n" +
        doneEvent + token("after the end");
    for (qsizetype size = 1; size <= stream.size(); size += 7) {
        ChatStream chat;
        chat.setContentType("text/event-stream; charset=utf-8");
        QString text, reasoning;
        for (qsizetype at = 0; at < stream.size(); at += size) {
            const ChatDelta delta = chat.feed(stream.mid(at, size));
            text += delta.text;
            reasoning += delta.reasoning;
        }
        QVERIFY(chat.isDone() && chat.isComplete() && !chat.error());
        QCOMPARE(text, u"héllo"_s);
        QCOMPARE(reasoning, u"hm "_s);
        QCOMPARE(chat.text(), text);
        QCOMPARE(chat.reasoning(), reasoning);
        QCOMPARE(chat.model(), u"m-1"_s);
        QCOMPARE(chat.finishReason(), u"stop"_s);
        QCOMPARE(chat.usage(), (TokenUsage{3, 2, 1}));
    }
}

void TestChatStream::completeness_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<bool>("complete");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("tokens only") << token("a") << false;
    QTest::newRow("finish reason") << QByteArray(token("a") + stopEvent) << true;
    QTest::newRow("done only") << QByteArray(token("a") + doneEvent) << true;
    QTest::newRow("done without its blank line") << QByteArray(token("a") + "data: [DONE]") << true;
    QTest::newRow("cut in an event") << QByteArray(token("a") + stopEvent.left(40)) << false;
    QTest::newRow("cut after an event's line") << QByteArray(token("a") + stopEvent.chopped(1)) << true;
    QTest::newRow("comments only") << QByteArray(": wait\n\n: wait\n\n") << false;
}

void TestChatStream::completeness()
{
    QFETCH(QByteArray, stream);
    QFETCH(bool, complete);
    ChatStream chat;
    chat.setContentType("text/event-stream");
    chat.feed(stream);
    chat.finish();
    QCOMPARE(chat.isComplete(), complete);
    QVERIFY(!chat.error());
}

void TestChatStream::documents_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("announced");
    QTest::addColumn<QString>("verdict");
    const QByteArray good =
        R"({"model":"m","choices":[{"message":{"content":"hi","reasoning_content":"r"},"finish_reason":"stop"}]})";
    const QByteArray noReason = R"({"choices":[{"message":{"content":"hi"}}]})";
    QTest::newRow("whole") << good << qint64(good.size()) << "ok";
    QTest::newRow("length not announced") << good << qint64(-1) << "ok";
    QTest::newRow("without finish reason") << noReason << qint64(-1) << "ok";
    QTest::newRow("cut") << good.chopped(5) << qint64(-1) << "truncated";
    QTest::newRow("cut in a string") << good.left(50) << qint64(-1) << "truncated";
    QTest::newRow("shorter than announced, yet readable") << good << qint64(good.size() + 1) << "truncated";
    QTest::newRow("no JSON") << QByteArray("{oops}") << qint64(-1) << "malformed";
    QTest::newRow("an array") << QByteArray("[]") << qint64(-1) << "malformed";
    QTest::newRow("no choices") << QByteArray("{}") << qint64(-1) << "malformed";
    QTest::newRow("an error") << QByteArray(R"({"error":{"message":"busy"}})") << qint64(-1)
                              << "provider_error";
    QTest::newRow("empty") << QByteArray() << qint64(-1) << "truncated";
}

void TestChatStream::documents()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, announced);
    QFETCH(QString, verdict);
    ChatStream chat;
    chat.setContentType("application/json");
    if (announced >= 0)
        chat.setContentLength(announced);
    for (const char c : body)
        chat.feed(QByteArrayView(&c, 1));
    QVERIFY(!chat.isComplete());
    const ChatDelta delta = chat.finish();
    QCOMPARE(chat.error() ? chat.error()->code : u"ok"_s, verdict);
    QCOMPARE(chat.isComplete(), verdict == u"ok"_s);
    if (verdict == u"ok"_s)
        QCOMPARE(delta.text, u"hi"_s);
}

void TestChatStream::errors_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("mentions");
    const QByteArray sse = "text/event-stream";
    QTest::newRow("broken JSON") << sse << QByteArray("data: {\"choices\": [\n\n") << "malformed" << "JSON";
    QTest::newRow("not an object") << sse << QByteArray("data: 7\n\n") << "malformed" << "";
    QTest::newRow("error event") << sse << QByteArray("data: {\"error\":{\"message\":\"overloaded\"}}\n\n")
                                 << "provider_error"
                                 << "overloaded";
    QTest::newRow("error text") << sse << QByteArray("data: {\"error\":\"overloaded\"}\n\n")
                                << "provider_error" << "overloaded";
    QTest::newRow("a web page") << QByteArray("text/html") << QByteArray("<html>") << "malformed"
                                << "text/html";
    QTest::newRow("tool call out of range")
        << sse << QByteArray("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":100000000}]}}]}\n\n")
        << "malformed" << "tool";
}

void TestChatStream::errors()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, stream);
    QFETCH(QString, code);
    QFETCH(QString, mentions);
    ChatStream chat;
    chat.setContentType(type);
    chat.feed(stream);
    QVERIFY(chat.error());
    QCOMPARE(chat.error()->code, code);
    QVERIFY(chat.error()->message.contains(mentions));
    chat.feed(token("more"));
    QVERIFY(chat.text().isEmpty());
}

void TestChatStream::collectsToolCallsFromPieces()
{
    ChatStream chat;
    chat.feed(
        R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c0","type":"builtin_function","function":{"name":"$web_search","arguments":"{\"a\""}}]}}]})"
        "\n\n"
        R"(data: {"choices":[{"delta":{"tool_calls":[{"index":1,"id":"c1","function":{"name":"x","arguments":"{}"}},{"index":0,"function":{"arguments":":  1}"}}]}}]})"
        "\n\n");
    QCOMPARE(chat.toolCalls(),
             (QList<ChatToolCall>{{u"c0"_s, u"builtin_function"_s, u"$web_search"_s, u"{\"a\":  1}"_s},
                                  {u"c1"_s, {}, u"x"_s, u"{}"_s}}));
}

void TestChatStream::sniffsTheFormat()
{
    ChatStream events;
    events.feed("\r\n");
    events.feed(token("a"));
    QCOMPARE(events.text(), u"a"_s);
    ChatStream document;
    document.setContentType("text/plain");
    document.feed(" {\"choices\":[{\"message\":{\"content\":\"b\"}}]}");
    document.finish();
    QCOMPARE(document.text(), u"b"_s);
}

void TestChatStream::boundsTheAnswer()
{
    ChatStream chat;
    const QByteArray piece = token(QByteArray(1'000'000, 'x'));
    int fed = 0;
    while (!chat.error() && fed < 100) {
        chat.feed(piece);
        ++fed;
    }
    QCOMPARE(chat.error()->code, u"too_large"_s);
    QVERIFY(fed <= 34);

    ChatStream oneEvent;
    oneEvent.setContentType("text/event-stream");
    while (!oneEvent.error())
        oneEvent.feed(QByteArray("data: " + QByteArray(1'000'000, 'x')));
    QCOMPARE(oneEvent.error()->code, u"too_large"_s);
}

void TestChatStream::usageInTheLastChoice()
{
    ChatStream chat;
    chat.feed("data: "
              "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":5,"
              "\"completion_tokens\":6}}]}\n\n");
    QCOMPARE(chat.usage(), (TokenUsage{5, 6, 0}));
}

QTEST_GUILESS_MAIN(TestChatStream)
#include "tst_chatstream.moc"
