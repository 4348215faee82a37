#include "core/frontends/mcp/mcptools.h"

#include "core/frontends/mcp/jsonrpc.h"
#include "core/frontends/mcp/mcpexchange.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

QJsonObject textResult(const QString &text, bool isError)
{
    QJsonObject result{{u"content"_s, QJsonArray{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}}}};
    if (isError)
        result.insert(u"isError"_s, true);
    return result;
}

QStringList McpTools::methods(McpEra) const
{
    return {u"tools/list"_s, u"tools/call"_s};
}

void McpTools::declare(QJsonObject &capabilities, McpEra) const
{
    capabilities.insert(u"tools"_s, QJsonObject{{u"listChanged"_s, true}});
}

McpToolSource *McpTools::sourceOf(const QString &tool) const
{
    for (const auto &source : m_sources) {
        if (source->has(tool))
            return source.get();
    }
    return nullptr;
}

QJsonObject McpTools::inputSchema(const QString &tool) const
{
    const McpToolSource *source = sourceOf(tool);
    return source ? source->inputSchema(tool) : QJsonObject();
}

std::unique_ptr<McpJob> McpTools::serve(McpExchange &exchange)
{
    const QJsonObject &params = exchange.params();
    if (exchange.method() == "tools/list"_L1) {
        if (params.contains(u"cursor"_s)) {
            exchange.fail({InvalidParams, u"unknown cursor: the list of tools has one page"_s});
            return nullptr;
        }
        QJsonArray tools;
        for (const auto &source : m_sources) {
            for (const QJsonValue &tool : source->list(exchange.era(), exchange.client()))
                tools.append(tool);
        }
        exchange.reply({{u"tools"_s, tools}});
        return nullptr;
    }
    const QString name = params[u"name"].toString();
    const QJsonValue arguments = params[u"arguments"];
    McpToolSource *source = sourceOf(name);
    if (!source) {
        exchange.fail({InvalidParams, u"unknown tool: \"%1\""_s.arg(name)});
        return nullptr;
    }
    if (!arguments.isUndefined() && !arguments.isObject()) {
        exchange.fail({InvalidParams, u"\"arguments\" must be an object"_s});
        return nullptr;
    }
    return source->call(exchange, name, arguments.toObject());
}

} // namespace exaid::mcp
