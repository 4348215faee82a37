#pragma once

// prompts/list and prompts/get over any number of sources, like McpTools. Core thread.

#include "core/frontends/mcp/mcpoffering.h"

#include <QJsonArray>
#include <vector>

namespace exaid::mcp {

class McpPromptSource
{
public:
    virtual ~McpPromptSource() = default;

    // Prompt objects as prompts/list sends them: name, title, description, arguments.
    virtual QJsonArray list() const = 0;
    // `name` is one of these, and no required argument is missing. Answers by exchange.reply({"messages":
    // …}), requireInput() or fail().
    virtual void get(McpExchange &exchange, const QString &name, const QJsonObject &arguments) = 0;

protected:
    McpPromptSource() = default;
    Q_DISABLE_COPY_MOVE(McpPromptSource)
};

class McpPrompts final : public McpOffering
{
public:
    void addSource(std::unique_ptr<McpPromptSource> source) { m_sources.push_back(std::move(source)); }

    QStringList methods(McpEra era) const override;
    void declare(QJsonObject &capabilities, McpEra era) const override;
    std::unique_ptr<McpJob> serve(McpExchange &exchange) override;

private:
    void get(McpExchange &exchange);

    std::vector<std::unique_ptr<McpPromptSource>> m_sources;
};

// {"role": "user", "content": {"type": "text", "text": text}}
QJsonObject userMessage(const QString &text);

} // namespace exaid::mcp
