#include "core/frontends/mcp/jsonrpc.h"

#include <QTest>

using namespace exaid::mcp;
using namespace Qt::Literals::StringLiterals;

class tst_jsonrpc : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEachKind_data();
    void readsEachKind();
    void givesIdsBackAsTheyCame_data();
    void givesIdsBackAsTheyCame();
    void readsBatches();
    void keysTellIdsApart();
    void errorWithoutIdHasNull();
};

void tst_jsonrpc::readsEachKind_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind"); // index in RpcMessage
    QTest::addColumn<int>("code"); // of an invalid one

    const auto row = [](const char *name, const char *text, int kind, int code = 0) {
        QTest::newRow(name) << QByteArray(text) << kind << code;
    };
    row("request", R"({"jsonrpc":"2.0","id":1,"method":"ping"})", 0);
    row("request with params", R"({"jsonrpc":"2.0","id":"a","method":"x","params":{"a":1}})", 0);
    row("notification", R"({"jsonrpc":"2.0","method":"notifications/initialized"})", 1);
    row("result", R"({"jsonrpc":"2.0","id":"exaid-1","result":{}})", 2);
    row("error", R"({"jsonrpc":"2.0","id":"exaid-1","error":{"code":-1,"message":"no"}})", 2);
    row("not JSON", "{", 3, ParseError);
    row("no text", "", 3, ParseError);
    row("invalid UTF-8", "{\"a\":\"\xff\"}", 3, ParseError);
    row("wrong version", R"({"jsonrpc":"1.0","id":1,"method":"ping"})", 3, InvalidRequest);
    row("null id", R"({"jsonrpc":"2.0","id":null,"method":"ping"})", 3, InvalidRequest);
    row("fraction as id", R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", 3, InvalidRequest);
    row("object as id", R"({"jsonrpc":"2.0","id":{},"method":"ping"})", 3, InvalidRequest);
    row("no method", R"({"jsonrpc":"2.0"})", 3, InvalidRequest);
    row("number as method", R"({"jsonrpc":"2.0","id":1,"method":1})", 3, InvalidRequest);
    row("array as params", R"({"jsonrpc":"2.0","id":1,"method":"x","params":[]})", 3, InvalidRequest);
    row("result and error", R"({"jsonrpc":"2.0","id":1,"result":{},"error":{}})", 3, InvalidRequest);
    row("empty batch", "[]", 3, InvalidRequest);
}

void tst_jsonrpc::readsEachKind()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QFETCH(int, code);
    const RpcInput input = parseRpc(text);
    QCOMPARE(input.messages.size(), 1);
    QCOMPARE(static_cast<int>(input.messages.first().index()), kind);
    if (const auto *invalid = std::get_if<RpcInvalid>(&input.messages.first()))
        QCOMPARE(invalid->error.code, code);
}

void tst_jsonrpc::givesIdsBackAsTheyCame_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id :
         {"0", "1", "-7", "9007199254740993", "\"1\"", "\"\"", "\"server-discover-probe-1\""})
        QTest::newRow(id) << QByteArray(id);
}

void tst_jsonrpc::givesIdsBackAsTheyCame()
{
    QFETCH(QByteArray, id);
    const RpcInput input = parseRpc(R"({"jsonrpc":"2.0","method":"ping","id":)" + id + '}');
    const auto *request = std::get_if<RpcRequest>(&input.messages.first());
    QVERIFY(request);
    QVERIFY(toLine(rpcResult(request->id, {})).contains(QByteArray("\"id\":" + id + ',')));
}

void tst_jsonrpc::readsBatches()
{
    const RpcInput input = parseRpc(R"([{"jsonrpc":"2.0","id":1,"method":"ping"},7])");
    QVERIFY(input.isBatch);
    QCOMPARE(input.messages.size(), 2);
    QVERIFY(std::holds_alternative<RpcRequest>(input.messages.at(0)));
    QVERIFY(std::holds_alternative<RpcInvalid>(input.messages.at(1)));
}

void tst_jsonrpc::keysTellIdsApart()
{
    QVERIFY(idKey(1) != idKey(u"1"_s));
    QCOMPARE(idKey(1), idKey(1));
}

void tst_jsonrpc::errorWithoutIdHasNull()
{
    QVERIFY(rpcFailure(QJsonValue::Undefined, {ParseError, u"no"_s})[u"id"].isNull());
}

QTEST_GUILESS_MAIN(tst_jsonrpc)
#include "tst_jsonrpc.moc"
