#include "core/frontends/mcp/exaidresources.h"

#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/toolquery.h"

#include <QUrl>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Scheme = QStringLiteral("exaid://");
const QString ThreadPrefix = QStringLiteral("exaid://threads/");
const QString JsonType = QStringLiteral("application/json");

struct Known
{
    QLatin1StringView name;
    QLatin1StringView tool; // who knows the answer
    QLatin1StringView title;
    QLatin1StringView description;
};
constexpr Known Resources[] = {
    {"status"_L1, "status"_L1, "Daemon status"_L1,
     "Limits, slots in use and free, your own calls, the last problems."_L1},
    {"models"_L1, "listmodels"_L1, "Models"_L1,
     "The models that tools take, by provider, with what they can do."_L1},
    {"threads"_L1, "threads"_L1, "Your conversations"_L1,
     "The conversations of your session that can be gone on with, latest first."_L1},
};

void answer(McpExchange &exchange, const QString &uri, const Outcome &outcome)
{
    if (const auto *found = std::get_if<Answer>(&outcome))
        exchange.reply(contentsOf(uri, JsonType, found->text));
    else if (std::holds_alternative<Rejected>(outcome))
        failNotFound(exchange, uri);
    else
        exchange.fail({InternalError, describe(outcome)});
}

} // namespace

QJsonArray ExaidResources::list() const
{
    QJsonArray resources;
    for (const Known &known : Resources) {
        resources.append(QJsonObject{{u"uri"_s, QString(Scheme + known.name)},
                                     {u"name"_s, known.name},
                                     {u"title"_s, known.title},
                                     {u"description"_s, known.description},
                                     {u"mimeType"_s, JsonType}});
    }
    return resources;
}

QJsonArray ExaidResources::templates() const
{
    return {QJsonObject{{u"uriTemplate"_s, QString(ThreadPrefix + u"{continuation_id}"_s)},
                        {u"name"_s, u"thread"_s},
                        {u"title"_s, u"One conversation"_s},
                        {u"description"_s, u"What was asked and answered in one of your conversations."_s},
                        {u"mimeType"_s, JsonType}}};
}

bool ExaidResources::has(const QString &uri) const
{
    return uri.startsWith(Scheme);
}

std::unique_ptr<McpJob> ExaidResources::read(McpExchange &exchange, const QString &uri)
{
    const auto done = [uri](McpExchange &e, const Outcome &outcome) { answer(e, uri, outcome); };
    for (const Known &known : Resources) {
        if (uri == QString(Scheme + known.name))
            return ToolQuery::start(exchange, known.tool, {}, done);
    }
    if (const QString id = QUrl::fromPercentEncoding(uri.mid(ThreadPrefix.size()).toUtf8());
        uri.startsWith(ThreadPrefix) && !id.isEmpty())
        return ToolQuery::start(exchange, u"threads"_s, {{u"continuation_id"_s, id}}, done);
    failNotFound(exchange, uri);
    return nullptr;
}

} // namespace exaid::mcp
