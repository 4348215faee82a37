#pragma once

// resources/list, resources/templates/list and resources/read over any number of sources. Core thread.
// Subscriptions are the peer's; a source tells changes by McpOfferings::resourceUpdated().

#include "core/frontends/mcp/mcpoffering.h"

#include <QJsonArray>
#include <vector>

namespace exaid::mcp {

class McpResourceSource
{
public:
    virtual ~McpResourceSource() = default;

    virtual QJsonArray list() const = 0;      // uri, name, title, description, mimeType
    virtual QJsonArray templates() const = 0; // uriTemplate, name, …
    // This source answers for this URI, perhaps by saying that there is nothing.
    virtual bool has(const QString &uri) const = 0;
    // As McpOffering::serve(): reply(contentsOf(…)), or failNotFound().
    virtual std::unique_ptr<McpJob> read(McpExchange &exchange, const QString &uri) = 0;

protected:
    McpResourceSource() = default;
    Q_DISABLE_COPY_MOVE(McpResourceSource)
};

class McpResources final : public McpOffering
{
public:
    void addSource(std::unique_ptr<McpResourceSource> source) { m_sources.push_back(std::move(source)); }

    QStringList methods(McpEra era) const override;
    void declare(QJsonObject &capabilities, McpEra era) const override;
    std::unique_ptr<McpJob> serve(McpExchange &exchange) override;

private:
    std::unique_ptr<McpJob> read(McpExchange &exchange);

    std::vector<std::unique_ptr<McpResourceSource>> m_sources;
};

// {"contents": [{"uri", "mimeType", "text"}]}
QJsonObject contentsOf(const QString &uri, const QString &mimeType, const QString &text);
void failNotFound(McpExchange &exchange, const QString &uri);

} // namespace exaid::mcp
