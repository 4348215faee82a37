#include "core/frontends/mcp/mcpfrontend.h"

#include "core/frontends/mcp/builtinprompts.h"
#include "core/frontends/mcp/catalogtoolsource.h"
#include "core/frontends/mcp/exaidresources.h"
#include "core/frontends/mcp/fixtures/fixtures.h"
#include "core/frontends/mcp/mcpcompletion.h"
#include "core/frontends/mcp/mcpprompts.h"
#include "core/frontends/mcp/mcpresources.h"
#include "core/frontends/mcp/mcptasks.h"
#include "core/frontends/mcp/mcptools.h"
#include "core/frontends/mcp/resulttool.h"

#include <utility>

namespace exaid::mcp {

McpFrontEnd::McpFrontEnd(const Parts &parts)
    : m_parts(parts)
    , m_seal(parts.timers.clock())
    , m_seats(parts.sessions, parts.timers, m_seal)
    , m_patience(HostPatience::builtIn())
    , m_tasks(parts.timers)
    , m_news(m_offerings, parts.timers, parts.news)
    , m_context({parts.settings, parts.timers, parts.calls, parts.events, m_offerings, m_news, m_seats,
                 m_peers, m_seal, parts.desk, m_tasks, m_patience})
    , m_http(m_context, parts.token)
{
    m_offerings.tools().addSource(std::make_unique<CatalogToolSource>(parts.tools));
    m_offerings.tools().addSource(std::make_unique<ResultTool>());
    auto prompts = std::make_unique<McpPrompts>();
    prompts->addSource(std::make_unique<BuiltInPrompts>());
    auto resources = std::make_unique<McpResources>();
    resources->addSource(std::make_unique<ExaidResources>());
    if (parts.conformance)
        addFixtures(m_offerings.tools(), *prompts, *resources);
    m_offerings.add(std::move(prompts));
    m_offerings.add(std::move(resources));
    const auto noNames = [] { return QStringList(); };
    m_offerings.add(std::make_unique<McpCompletion>(parts.modelNames ? parts.modelNames : noNames));
    m_offerings.add(std::make_unique<McpTasks>(m_tasks));
}

McpFrontEnd::~McpFrontEnd() = default;

int McpFrontEnd::closeSession(SessionId session, int closeCode, const QString &reason)
{
    const QString identity = m_seats.keyOf(session);
    if (identity.isEmpty())
        return 0;
    m_endings.append({identity, closeCode, reason});
    if (!m_endTimer.isActive())
        m_endTimer = m_parts.timers.after(Duration::zero(), [this] { endSessions(); });
    return m_peers.countOf(identity);
}

void McpFrontEnd::endSessions()
{
    for (const Ending &ending : std::exchange(m_endings, {})) {
        m_peers.end(ending.identity, ending.closeCode, ending.reason);
        m_tasks.forget(ending.identity);
        m_seats.forget(ending.identity);
    }
}

} // namespace exaid::mcp
