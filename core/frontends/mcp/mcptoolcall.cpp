#include "core/frontends/mcp/mcptoolcall.h"

#include "core/frontends/mcp/calltask.h"
#include "core/frontends/mcp/hostpatience.h"
#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/mcptoolresult.h"
#include "core/frontends/mcp/taskjson.h"
#include "core/frontends/resumedesk.h"

#include <algorithm>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration RetrySeat = std::chrono::seconds(5);

// Legacy tasks are the client's wish.
bool wishesTask(const McpExchange &exchange)
{
    return !exchange.isModern() && exchange.params()[u"task"].isObject();
}

Duration lifetimeOf(const McpExchange &exchange)
{
    const Duration grace = exchange.context().desk.grace();
    const qint64 wanted = exchange.params()[u"task"].toObject()[u"ttl"].toInteger(0);
    return wanted > 0 ? std::min<Duration>(grace, std::chrono::milliseconds(wanted)) : grace;
}

} // namespace

std::unique_ptr<McpJob> McpToolCall::start(McpExchange &exchange, const ToolDefinition &tool,
                                           const QJsonObject &arguments)
{
    auto call = std::make_unique<McpToolCall>(exchange, tool);
    if (!call->begin(arguments) || exchange.isOver())
        return nullptr;
    return call;
}

McpToolCall::McpToolCall(McpExchange &exchange, const ToolDefinition &tool)
    : m_exchange(exchange)
    , m_tool(tool)
    , m_teller(exchange, exchange.context().timers.now(),
               [this] { return QString(m_tool.name + u": "_s + state()); })
{}

McpToolCall::~McpToolCall() = default;

bool McpToolCall::begin(const QJsonObject &arguments)
{
    auto work = McpWork::begin(m_exchange, m_tool.name, arguments, *this);
    if (!work)
        return lineUp(arguments, work.error());
    m_line = {};
    m_giveUp.cancel();
    m_work = std::move(work).value();
    armHandOver();
    return true;
}

// An error would cancel the other calls of a batch in some hosts: rather wait, while the host does.
bool McpToolCall::lineUp(const QJsonObject &arguments, const Error &refusal)
{
    if (m_giveUp.isActive())
        return true; // in line already
    const McpContext &context = m_exchange.context();
    auto line = context.seats.wait([this, arguments] { begin(arguments); });
    if (!line) {
        refuse(refusal);
        return false;
    }
    m_line = std::move(*line);
    const Duration host = context.patience.answerWithin(m_exchange.client().name, m_exchange.wantsProgress());
    m_giveUp = context.timers.after(host > Duration::zero() ? std::min(host, SeatPatience) : SeatPatience,
                                    [this, refusal] { refuse(refusal); });
    m_teller.tell();
    return true;
}

void McpToolCall::refuse(const Error &refusal)
{
    m_line = {};
    m_exchange.reply(toolResult(Refused{refusal, RetrySeat, {}}, {}, m_tool.output));
}

QString McpToolCall::state() const
{
    return m_work ? m_work->state() : u"waiting for a place among the sessions (SESSION_MAX_CONCURRENT)"_s;
}

void McpToolCall::armHandOver()
{
    const McpContext &context = m_exchange.context();
    if (!context.desk.isOpen()) // nothing is kept for anybody
        return;
    if (wishesTask(m_exchange)) {
        handOver();
        return;
    }
    const bool takesTask = m_tool.openWorld && canTakeTasks(m_exchange.client(), m_exchange.era());
    const Duration wait =
        takesTask ? TaskAfter
                  : context.patience.answerWithin(m_exchange.client().name, m_exchange.wantsProgress());
    if (wait > Duration::zero())
        m_handOver = context.timers.after(wait, [this] { handOver(); });
}

void McpToolCall::handOver()
{
    const McpContext &context = m_exchange.context();
    const QString owner = m_exchange.identity();
    if (!context.tasks.hasRoom(owner))
        return; // goes on waiting: an answer may still come in time
    const QString state = m_work->state();
    const QString id =
        context.tasks.add(owner, std::make_unique<CallTask>(context, std::move(m_work), owner, m_tool.output),
                          lifetimeOf(m_exchange));
    if (wishesTask(m_exchange) || canTakeTasks(m_exchange.client(), m_exchange.era()))
        m_exchange.reply(createdTask(id, *context.tasks.find(id, owner), m_exchange.era()));
    else
        m_exchange.reply(stillRunning(m_tool.name, state, id));
}

void McpToolCall::cancel(CancelCause cause)
{
    if (m_work)
        m_work->cancel(cause);
}

void McpToolCall::workChanged()
{
    m_teller.tell();
}

void McpToolCall::workEnded()
{
    m_exchange.reply(toolResult(*m_work->outcome(), m_work->times(), m_tool.output));
}

} // namespace exaid::mcp
