#include "core/frontends/mcp/mcpresources.h"

#include "core/frontends/mcp/mcpexchange.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

QJsonObject contentsOf(const QString &uri, const QString &mimeType, const QString &text)
{
    const QJsonObject content{{u"uri"_s, uri}, {u"mimeType"_s, mimeType}, {u"text"_s, text}};
    return {{u"contents"_s, QJsonArray{content}}};
}

void failNotFound(McpExchange &exchange, const QString &uri)
{
    // -32002 was for this in the legacy era, but clients of both take the general code.
    exchange.fail({InvalidParams, u"there is no resource \"%1\""_s.arg(uri), QJsonObject{{u"uri"_s, uri}}});
}

QStringList McpResources::methods(McpEra) const
{
    return {u"resources/list"_s, u"resources/templates/list"_s, u"resources/read"_s};
}

void McpResources::declare(QJsonObject &capabilities, McpEra) const
{
    capabilities.insert(u"resources"_s, QJsonObject{{u"listChanged"_s, true}, {u"subscribe"_s, true}});
}

std::unique_ptr<McpJob> McpResources::serve(McpExchange &exchange)
{
    if (exchange.method() == "resources/read"_L1)
        return read(exchange);
    if (exchange.params().contains(u"cursor"_s)) {
        exchange.fail({InvalidParams, u"unknown cursor: the list of resources has one page"_s});
        return nullptr;
    }
    const bool areTemplates = exchange.method() == "resources/templates/list"_L1;
    QJsonArray all;
    for (const auto &source : m_sources) {
        for (const QJsonValue &resource : areTemplates ? source->templates() : source->list())
            all.append(resource);
    }
    exchange.reply({{areTemplates ? u"resourceTemplates"_s : u"resources"_s, all}});
    return nullptr;
}

std::unique_ptr<McpJob> McpResources::read(McpExchange &exchange)
{
    const QString uri = exchange.params()[u"uri"].toString();
    for (const auto &source : m_sources) {
        if (source->has(uri))
            return source->read(exchange, uri);
    }
    failNotFound(exchange, uri);
    return nullptr;
}

} // namespace exaid::mcp
