#include "core/frontends/mcp/mcpprompts.h"

#include "core/frontends/mcp/mcpexchange.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

QJsonObject userMessage(const QString &text)
{
    return {{u"role"_s, u"user"_s}, {u"content"_s, QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}}};
}

QStringList McpPrompts::methods(McpEra) const
{
    return {u"prompts/list"_s, u"prompts/get"_s};
}

void McpPrompts::declare(QJsonObject &capabilities, McpEra) const
{
    capabilities.insert(u"prompts"_s, QJsonObject{{u"listChanged"_s, true}});
}

std::unique_ptr<McpJob> McpPrompts::serve(McpExchange &exchange)
{
    if (exchange.method() == "prompts/get"_L1) {
        get(exchange);
        return nullptr;
    }
    if (exchange.params().contains(u"cursor"_s)) {
        exchange.fail({InvalidParams, u"unknown cursor: the list of prompts has one page"_s});
        return nullptr;
    }
    QJsonArray prompts;
    for (const auto &source : m_sources) {
        for (const QJsonValue &prompt : source->list())
            prompts.append(prompt);
    }
    exchange.reply({{u"prompts"_s, prompts}});
    return nullptr;
}

void McpPrompts::get(McpExchange &exchange)
{
    const QString name = exchange.params()[u"name"].toString();
    const QJsonObject arguments = exchange.params()[u"arguments"].toObject();
    for (const auto &source : m_sources) {
        for (const QJsonValue &prompt : source->list()) {
            if (prompt[u"name"].toString() != name)
                continue;
            for (const QJsonValue &argument : prompt[u"arguments"].toArray()) {
                const QString field = argument[u"name"].toString();
                if (argument[u"required"].toBool() && arguments[field].toString().isEmpty()) {
                    exchange.fail(
                        {InvalidParams, u"the prompt %1 needs the argument \"%2\""_s.arg(name, field)});
                    return;
                }
            }
            source->get(exchange, name, arguments);
            return;
        }
    }
    exchange.fail({InvalidParams, u"unknown prompt: \"%1\""_s.arg(name)});
}

} // namespace exaid::mcp
