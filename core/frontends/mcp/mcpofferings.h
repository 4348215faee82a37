#pragma once

// All that is served, by method, and the news about it. Owned by McpFrontEnd; core thread.

#include "core/frontends/mcp/mcpoffering.h"

#include <QHash>
#include <QObject>
#include <vector>

namespace exaid::mcp {

class McpTools;

enum class McpList { Tools, Prompts, Resources };

class McpOfferings final : public QObject
{
    Q_OBJECT
public:
    McpOfferings();
    ~McpOfferings() override;

    // A method that is taken already is a defect of the build: it stops the program.
    void add(std::unique_ptr<McpOffering> offering);
    // Null: not served in that era.
    McpOffering *find(const QString &method, McpEra era) const;
    QJsonObject capabilities(McpEra era) const;

    McpTools &tools() { return *m_tools; }
    const McpTools &tools() const { return *m_tools; }

Q_SIGNALS:
    // An offering's list has changed, or a resource that may be subscribed to. Emitted by whoever changed it:
    //     Q_EMIT offerings.listChanged(McpList::Tools);
    // Peers tell those clients that want to know.
    void listChanged(exaid::mcp::McpList list);
    // `owner`: the identity of the only client that it concerns; empty: all.
    void resourceUpdated(const QString &uri, const QString &owner);

private:
    std::vector<std::unique_ptr<McpOffering>> m_offerings;
    QHash<QString, McpOffering *> m_legacy;
    QHash<QString, McpOffering *> m_modern;
    McpTools *m_tools = nullptr; // one of m_offerings
};

} // namespace exaid::mcp
