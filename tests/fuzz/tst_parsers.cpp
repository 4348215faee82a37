#include "core/config/envfile.h"
#include "core/frontends/exai/exaimessages.h"
#include "core/frontends/exai/exaireplies.h"
#include "core/http/httphead.h"
#include "core/monitoring/snapshot.h"
#include "core/providers/ssereader.h"
#include "tests/fuzz/fuzzparser.h"

#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using fuzz::fuzzParser;
using namespace Qt::Literals::StringLiterals;

namespace {

QString headProblem(const QByteArray &input, fuzz::Mutator &mutator)
{
    const HttpHead::Parsed parsed = HttpHead::parse(input);
    if (std::holds_alternative<HttpHead::Incomplete>(parsed))
        return input.size() > HttpHead::MaxBytes ? u"goes on reading after the limit"_s : QString();
    const auto *head = std::get_if<HttpHead>(&parsed);
    if (!head)
        return {};
    if (head->size <= 0 || head->size > input.size() || head->size > HttpHead::MaxBytes)
        return u"a head of %1 bytes in %2"_s.arg(head->size).arg(input.size());
    // A head must not depend on what comes after it, and must not be complete before its end.
    const HttpHead::Parsed exact = HttpHead::parse(input.first(head->size));
    if (!std::holds_alternative<HttpHead>(exact) || std::get<HttpHead>(exact).target != head->target)
        return u"the head changes with what follows it"_s;
    const HttpHead::Parsed early = HttpHead::parse(input.first(mutator.pick(head->size)));
    if (std::holds_alternative<HttpHead>(early))
        return u"the head is complete before its end"_s;
    return {};
}

QString streamProblem(const QByteArray &input, fuzz::Mutator &mutator)
{
    SseReader whole(1'024);
    QList<SseEvent> expected = whole.feed(input);
    expected += whole.finish();
    SseReader pieces(1'024);
    QList<SseEvent> events;
    for (qsizetype at = 0; at < input.size();) {
        const qsizetype length = std::min(mutator.pick(9) + 1, input.size() - at);
        events += pieces.feed(QByteArrayView(input).sliced(at, length));
        at += length;
    }
    events += pieces.finish();
    if (whole.isTooLarge() != pieces.isTooLarge())
        return u"the size limit depends on how the bytes arrive"_s;
    return events == expected ? QString() : u"the events depend on how the bytes arrive"_s;
}

QString envFileProblem(const QByteArray &input, fuzz::Mutator &)
{
    const EnvFile before = EnvFile::parse(input);
    const EnvFile after = EnvFile::parse(EnvFile::withValue(input, u"EXAI_WS_PORT"_s, u"a \"b' #c"_s));
    QString found;
    for (const EnvFile::Entry &entry : after.entries()) {
        if (entry.name == u"EXAI_WS_PORT")
            found = entry.value;
    }
    // A broken file may swallow the new line; a good one must keep it.
    return !before.errors().isEmpty() || found == u"a \"b' #c" ? QString()
                                                               : u"the value written is not read back"_s;
}

QString messageProblem(const QByteArray &input, fuzz::Mutator &)
{
    const QString text = QString::fromUtf8(input);
    (void)exai::parseHello(text);
    const exai::Message message = exai::parseMessage(text);
    const exai::ReplyIds ids = std::visit([](const auto &m) { return m.ids; }, message);
    if (ids.requestId.value_or(QString()).size() > 256 || ids.id.toString().size() > 256)
        return u"an id is kept that is too long"_s;
    const auto *invalid = std::get_if<exai::Invalid>(&message);
    if (!invalid)
        return {};
    const QJsonObject reply = QJsonDocument::fromJson(exai::toFrame(exai::invalid(*invalid))).object();
    if (reply[u"op"].toString().isEmpty() || invalid->why.isEmpty())
        return u"an invalid message gets no proper reply"_s;
    if (ids.requestId && reply[u"request_id"].toString() != *ids.requestId)
        return u"the reply does not carry the request's id"_s;
    return {};
}

QString snapshotProblem(const QByteArray &input, fuzz::Mutator &)
{
    const Snapshot once = snapshotFromJson(QJsonDocument::fromJson(input).object());
    return snapshotFromJson(toJson(once)) == once ? QString() : u"reading back gives something else"_s;
}

QByteArray exampleSnapshot()
{
    Snapshot snapshot;
    snapshot.sequence = 7;
    snapshot.state = u"serving"_s;
    PoolSnapshot &pool = snapshot.pools.emplaceBack();
    pool.kind = u"provider"_s;
    pool.name = u"kimi"_s;
    pool.capacity = 3;
    snapshot.sessions.emplaceBack().name = u"one"_s;
    CallSnapshot &call = snapshot.calls.emplaceBack();
    call.id = 3;
    call.tool = u"chat"_s;
    call.expectedWaitMs = 900;
    snapshot.counters.timeoutsByClock = {{u"stall"_s, 2}};
    return QJsonDocument(toJson(snapshot)).toJson(QJsonDocument::Compact);
}

} // namespace

class TestParsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void httpHead();
    void eventStream();
    void envFile();
    void exaiMessages();
    void snapshots();
};

void TestParsers::httpHead()
{
    fuzzParser(
        {"GET / HTTP/1.1\r\nHost: localhost:8079\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\r\n"_ba,
         "POST /a?b=c#d HTTP/1.0\r\nHost: [::1]\r\nContent-Length: 3\r\n\r\nabc"_ba,
         QByteArray("GET / HTTP/1.1\r\nX: " + QByteArray(HttpHead::MaxBytes - 40, 'x') + "\r\n\r\n")},
        {"\r\n"_ba, "\n"_ba, ":"_ba, " "_ba, "HTTP/1.1"_ba, "\r\n "_ba, "Host: a\r\n"_ba,
         QByteArray(1, '\0')},
        headProblem);
}

void TestParsers::eventStream()
{
    fuzzParser({"data: {\"a\":1}\n\ndata: [DONE]\n\n"_ba,
                "event: x\r\ndata: 1\r\ndata: 2\r\n\r\n: comment\r\rdata:3\r\r"_ba,
                QByteArray("\xEF\xBB\xBF"
                           "id: 1\ndata\n\nretry: 5\n"),
                QByteArray("data: " + QByteArray(1'010, 'x') + "\n\n")},
               {"\r"_ba, "\n"_ba, "\r\n"_ba, "data:"_ba, "\n\n"_ba, ":"_ba, "event: "_ba, "\xEF\xBB\xBF"_ba},
               streamProblem);
}

void TestParsers::envFile()
{
    fuzzParser({"# comment\nEXAI_WS_PORT=8079\nexport KIMI_API_KEY='a b'\n"_ba,
                "A=\"x\\n\\\"y\" # z\r\nB=\r\n"_ba, "EXAI_WS_PORT=1\nEXAI_WS_PORT=2"_ba},
               {"="_ba, "\""_ba, "'"_ba, "\n"_ba, "\r\n"_ba, "#"_ba, "export "_ba, "\\"_ba, "EXAI_WS_PORT"_ba,
                "${A}"_ba},
               envFileProblem);
}

void TestParsers::exaiMessages()
{
    fuzzParser({R"({"op":"hello","token":"t","session_id":"abc","clientInfo":{"name":"x","version":"1"}})"_ba,
                R"({"op":"call_tool","request_id":"r","name":"chat_EXAI-WS","arguments":{"prompt":"hi"}})"_ba,
                R"({"op":"tool_call","id":7,"tool":{"name":"chat","arguments":{}}})"_ba,
                R"({"op":"cancel","request_id":"c","target":"r"})"_ba,
                R"({"op":"rotate_token","old":"a","new":"b"})"_ba},
               {"{"_ba, "}"_ba, "[1e999]"_ba, "null"_ba, "\"request_id\":"_ba, "\"id\":"_ba, "\\u0000"_ba,
                "\\ud800"_ba, QByteArray("\"" + QByteArray(300, 'i') + "\""), "\"op\":\"ping\","_ba,
                QByteArray(600, '[')},
               messageProblem);
}

void TestParsers::snapshots()
{
    fuzzParser(
        {exampleSnapshot()},
        {"null"_ba, "-1"_ba, "1e300"_ba, "\"x\""_ba, "[]"_ba, "{}"_ba, "true"_ba, "9007199254740993"_ba},
        snapshotProblem);
}

QTEST_GUILESS_MAIN(TestParsers)
#include "tst_parsers.moc"
