#include "app/install/jsonctext.h"
#include "app/install/tomltext.h"
#include "app/mcpbridge/jsonglance.h"
#include "tests/fuzz/fuzzparser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace exaid;
using namespace exaid::install;
using fuzz::fuzzParser;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList EntryPath{u"servers"_s, u"exaid"_s};
const QJsonObject OurEntry{{u"command"_s, u"/usr/bin/exaid"_s}};

QString glanceProblem(const QByteArray &input, fuzz::Mutator &mutator)
{
    JsonGlance whole;
    whole.feed(input);
    JsonGlance pieces;
    for (qsizetype at = 0; at < input.size();) {
        const qsizetype length = std::min(mutator.pick(9) + 1, input.size() - at);
        pieces.feed(QByteArrayView(input).sliced(at, length));
        at += length;
    }
    if (whole.messages() != pieces.messages())
        return u"the messages depend on how the bytes arrive"_s;
    const QJsonDocument document = QJsonDocument::fromJson(input);
    if (!document.isObject() || input.contains('\\')) // an escaped name is another name here
        return {};
    if (whole.messages().size() != 1)
        return u"%1 messages in an object"_s.arg(whole.messages().size());
    const MessageGlance &message = whole.messages().constFirst();
    const QString method = document[u"method"].toString();
    if (method.size() < 256 && QString::fromUtf8(message.method) != method)
        return u"the method is another"_s;
    const QJsonValue id = document[u"id"];
    if (id.isString() && id.toString().size() < 256 &&
        QJsonDocument::fromJson('[' + message.id + ']')[0] != id)
        return u"the id is another"_s;
    return {};
}

QString jsonProblem(const QByteArray &input, fuzz::Mutator &)
{
    const auto before = JsoncText::parse(input);
    if (!before)
        return before.error().message.isEmpty() ? u"an error without words"_s : QString();
    const auto text = before->with(EntryPath, OurEntry);
    if (!text)
        return {};
    const auto after = JsoncText::parse(*text);
    if (!after || after->value(EntryPath) != QJsonValue(OurEntry))
        return u"the entry written is not read back"_s;
    const auto removed = JsoncText::parse(after->without(EntryPath));
    if (!removed || removed->value(EntryPath) == QJsonValue(OurEntry))
        return u"the entry removed is still there, or the rest is broken"_s;
    const QJsonDocument strict = QJsonDocument::fromJson(input);
    if (!strict.isObject())
        return {};
    QJsonObject expected = strict.object();
    QJsonObject servers = expected[u"servers"].toObject();
    servers.insert(u"exaid"_s, OurEntry);
    expected.insert(u"servers"_s, servers);
    const QJsonDocument written = QJsonDocument::fromJson(*text);
    return written.object() == expected ? QString() : u"something else has changed"_s;
}

QString tomlProblem(const QByteArray &input, fuzz::Mutator &)
{
    const auto before = TomlText::parse(input);
    if (!before)
        return before.error().message.isEmpty() ? u"an error without words"_s : QString();
    const auto text = before->with(EntryPath, OurEntry, {u"url"_s});
    if (!text)
        return {};
    const auto after = TomlText::parse(*text);
    if (!after || !after->hasKey(EntryPath, u"command"_s))
        return u"the entry written is not read back"_s;
    const auto again = after->with(EntryPath, OurEntry, {u"url"_s});
    if (!again || *again != *text)
        return u"the second time changes something"_s;
    const auto removed = TomlText::parse(after->without(EntryPath));
    return removed && !removed->hasTable(EntryPath) ? QString() : u"the table removed is still there"_s;
}

} // namespace

// What hosts write: their lines, and their configuration files.
class TestHostTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lines()
    {
        fuzzParser(
            {R"({"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"x","arguments":{"a":[1]}}})",
             R"([{"id":"a","method":"ping"},{"id":2,"result":{}}])", R"({"id":1,"error":{"code":-1}})"},
            {"\"id\":", "\"method\":", "{", "}", "[", "]", "\"", "\\", "null", "\"result\":{}", ","},
            glanceProblem);
    }
    void json()
    {
        fuzzParser(
            {"{\n  // a\n  \"servers\": {\n    \"x\": {\"a\": [1, 2,]}, /* b */\n  },\n}\n",
             R"({"a":1,"servers":{"exaid":{"command":"x"},"b":null}})", "{}", "{\"servers\": {}}"},
            {"//", "/*", "*/", ",", "\"exaid\": {}", "\n", "{", "}", "[", "]", "\"", "\\", "\"servers\":"},
            jsonProblem);
    }
    void toml()
    {
        fuzzParser(
            {"a = 1\n[servers.exaid]\ncommand = 'x' # c\n[servers.exaid.env]\nk = \"v\"\n\n[[b]]\nc = [ 1,\n "
             "2 ]\n",
             "t = \"\"\"\n[x]\n\"\"\"\nd = { e = 1 }\n", "[servers]\nother = 1\n"},
            {"[", "]", "[[", "\"\"\"", "'''", "'", "\"", "=", "#", "\n", "\r\n", "servers", ".", "{", "}"},
            tomlProblem);
    }
};

QTEST_GUILESS_MAIN(TestHostTexts)
#include "tst_hosttexts.moc"
