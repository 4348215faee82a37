#pragma once

// Our own prompts: ways to use the tools that a person can pick. Data in resources/mcp/prompts.json: {name,
// title, description, arguments, text}. In the text, {name} stands for an argument, and a part in [[ ]] is
// left out when an argument in it is empty. Core thread.

#include "core/frontends/mcp/mcpprompts.h"
#include "core/result.h"

namespace exaid::mcp {

class BuiltInPrompts final : public McpPromptSource
{
public:
    BuiltInPrompts();
    // Error code bad_prompts: a field is missing or unknown, or the text names no argument of the prompt.
    static std::optional<Error> problem(const QByteArray &json);

    QJsonArray list() const override;
    void get(McpExchange &exchange, const QString &name, const QJsonObject &arguments) override;

    static QString filledIn(const QString &text, const QJsonObject &arguments);

private:
    const QJsonArray m_prompts;
};

} // namespace exaid::mcp
