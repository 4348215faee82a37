#include "app/mcpbridge/jsonglance.h"

#include <QTest>

using namespace exaid;

class TestJsonGlance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seesMessages_data();
    void seesMessages();
    void readsInPieces();
    void survivesWhatIsNoJson_data();
    void survivesWhatIsNoJson();
};

void TestJsonGlance::seesMessages_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QList<MessageGlance>>("messages");
    const auto row = [](const char *name, const QByteArray &line, const QList<MessageGlance> &messages) {
        QTest::newRow(name) << line << messages;
    };
    row("request", R"({"jsonrpc":"2.0","id":7,"method":"tools/list"})", {{"7", "tools/list", false}});
    row("the order of the SDK",
        R"({"method":"tools/call","params":{"id":9,"name":"x"},"jsonrpc":"2.0","id":"a"})",
        {{"\"a\"", "tools/call", false}});
    row("white space", " { \"id\" : 1 ,\n \"method\" : \"ping\" } ", {{"1", "ping", false}});
    row("notification", R"({"method":"notifications/initialized"})",
        {{"", "notifications/initialized", false}});
    row("null is no id", R"({"id":null,"error":{"code":1}})", {{"", "", true}});
    row("zero", R"({"id":0,"method":"initialize"})", {{"0", "initialize", false}});
    row("result", R"({"jsonrpc":"2.0","id":3,"result":{"id":4,"method":"no"}})", {{"3", "", true}});
    row("scalar result", R"({"id":3,"result":true})", {{"3", "", true}});
    row("error first", R"({"error":{"code":-1,"message":"x"},"id":3})", {{"3", "", true}});
    row("names inside strings", R"({"a":"\"id\":1,{[","id":2,"method":"m"})", {{"2", "m", false}});
    row("names inside arrays", R"({"a":[{"id":1},"id",["method"]],"id":2,"method":"m"})",
        {{"2", "m", false}});
    row("escaped id", R"({"id":"a\u0062\"c","method":"m"})", {{R"("ab\"c")", "m", false}});
    row("large number", R"({"id":12345678901234567,"method":"m"})", {{"12345678901234567", "m", false}});
    row("a method is text", R"({"id":1,"method":5})", {{"1", "", false}});
    row("batch", R"([{"id":1,"method":"a"},{"method":"b"},{"id":2,"result":{}}])",
        {{"1", "a", false}, {"", "b", false}, {"2", "", true}});
    row("empty object", "{}", {{}});
}

void TestJsonGlance::seesMessages()
{
    QFETCH(QByteArray, line);
    QFETCH(QList<MessageGlance>, messages);
    const QList<MessageGlance> seen = JsonGlance::of(line);
    QCOMPARE(seen.size(), messages.size());
    for (qsizetype i = 0; i < seen.size(); ++i) {
        QCOMPARE(seen.at(i).id, messages.at(i).id);
        QCOMPARE(seen.at(i).method, messages.at(i).method);
        QCOMPARE(seen.at(i).isAnswer, messages.at(i).isAnswer);
    }
}

void TestJsonGlance::readsInPieces()
{
    const QByteArray line = R"({"method":"tools/call","params":{"text":"\\\"}"},"id":"\u00e4"})";
    const QList<MessageGlance> whole = JsonGlance::of(line);
    for (qsizetype size = 1; size < line.size(); ++size) {
        JsonGlance glance;
        for (qsizetype i = 0; i < line.size(); i += size)
            glance.feed(QByteArrayView(line).sliced(i, std::min(size, line.size() - i)));
        QCOMPARE(glance.messages(), whole);
    }
    QCOMPARE(whole.size(), 1);
    QCOMPARE(whole.constFirst().id, QByteArray("\"ä\""));
}

void TestJsonGlance::survivesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("words") << QByteArray("hello world");
    QTest::newRow("closing only") << QByteArray("}}}]]]");
    QTest::newRow("open string") << QByteArray(R"({"id":"never)");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(50'000);
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("endless id") << QByteArray("{\"method\":\"x\",\"id\":" + QByteArray(100'000, '1') + '}');
}

void TestJsonGlance::survivesWhatIsNoJson()
{
    QFETCH(QByteArray, line);
    const QList<MessageGlance> messages = JsonGlance::of(line);
    for (const MessageGlance &message : messages)
        QVERIFY(!message.isRequest());
}

QTEST_GUILESS_MAIN(TestJsonGlance)
#include "tst_jsonglance.moc"
