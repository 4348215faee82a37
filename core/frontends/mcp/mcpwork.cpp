#include "core/frontends/mcp/mcpwork.h"

#include "core/calls/callservice.h"
#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/resourcenews.h"

#include <QUuid>
#include <utility>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

QString placeText(const QueuePlace &place)
{
    const QString position = u"waiting for a slot, position %1"_s.arg(place.position);
    if (!place.expectedWait)
        return position;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*place.expectedWait).count();
    return QString(position + u", about %1 s"_s.arg(seconds));
}

QString phaseText(CallPhase phase)
{
    switch (phase) {
    case CallPhase::Preparing:
        return u"preparing"_s;
    case CallPhase::Queued:
        return u"waiting for a slot"_s;
    case CallPhase::Connecting:
        return u"connecting to the provider"_s;
    case CallPhase::AwaitingFirstToken:
        return u"sent, waiting for the first token"_s;
    case CallPhase::Streaming:
        return u"the provider is answering"_s;
    case CallPhase::Finishing:
        return u"finishing"_s;
    case CallPhase::BackingOff:
        return u"waiting before the provider is asked again"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<std::unique_ptr<McpWork>> McpWork::begin(McpExchange &exchange, const QString &tool,
                                                const QJsonObject &arguments, Listener &listener)
{
    const McpClient &client = exchange.client();
    const McpOrigin &origin = exchange.origin();
    const QString name = client.name.isEmpty() ? u"MCP client"_s : client.name;
    auto seat = exchange.context().seats.take(exchange.identity(), name, "mcp/"_L1 + origin.transport,
                                              origin.address);
    if (!seat)
        return seat.error();
    auto work = std::make_unique<McpWork>(exchange.context(), std::move(seat).value(), tool, listener);
    work->submit(arguments);
    return work;
}

McpWork::McpWork(const McpContext &context, McpSeats::Seat seat, QString tool, Listener &listener)
    : m_context(context)
    , m_seat(std::move(seat))
    , m_tool(std::move(tool))
    , m_startedAt(context.timers.now())
    , m_listener(&listener)
    , m_state(u"accepted"_s)
{}

McpWork::~McpWork()
{
    if (m_call)
        m_context.calls.abandon(m_call);
}

void McpWork::submit(const QJsonObject &arguments)
{
    // A fresh id each time: equal requests of one client stay different calls.
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_call = m_context.calls.submit({m_seat.session(), 0, id, m_tool, arguments, {}}, *this).call;
}

void McpWork::cancel(CancelCause cause)
{
    if (m_call)
        m_context.calls.cancel(m_call, cause);
}

QString McpWork::state() const
{
    if (m_characters == 0)
        return m_state;
    return u"%1 (%2 characters so far)"_s.arg(m_state).arg(m_characters);
}

void McpWork::accepted(CallId, Duration)
{
    m_listener->workChanged();
}

void McpWork::queued(CallId, const QueuePlace &place)
{
    change(placeText(place));
}

void McpWork::phaseChanged(CallId, CallPhase phase)
{
    change(phaseText(phase));
}

void McpWork::note(CallId, const QString &message)
{
    change(message);
}

void McpWork::chunk(CallId, const QString &text)
{
    m_characters += text.size();
}

void McpWork::change(const QString &state)
{
    if (std::exchange(m_state, state) != state)
        m_listener->workChanged();
}

void McpWork::finished(CallId, const Outcome &outcome, const CallTimes &times)
{
    m_call = {};
    m_outcome = outcome;
    m_times = times;
    if (const auto *answer = std::get_if<Answer>(&outcome); answer && !answer->continuationId.isEmpty())
        m_context.news.threadChanged(m_seat.key(), answer->continuationId);
    m_listener->workEnded();
}

} // namespace exaid::mcp
