#include "core/frontends/mcp/http/mcphttpsession.h"

#include "core/http/httpconnection.h"

#include <algorithm>

namespace exaid::mcp {

namespace {

// Answers that were sent, but that the client may not have got.
constexpr int MaxKeptStreams = 32;
constexpr qint64 MaxKeptBytes = 4 * 1024 * 1024;

} // namespace

McpHttpSession::McpHttpSession(QByteArray id, const McpContext &context, const McpOrigin &origin)
    : m_id(std::move(id))
    , m_context(context)
    , m_lastSeen(context.timers.now())
    , m_peer(context, origin)
{}

McpHttpSession::~McpHttpSession() = default;

bool McpHttpSession::isIdle() const
{
    return m_peer.running() == 0 && std::ranges::none_of(m_streams, [](const auto &entry) {
               return entry.second.stream->isAttached();
           });
}

void McpHttpSession::post(const RpcInput &input, HttpConnection &connection, bool canStream,
                          const QList<HttpHeader> &headers)
{
    m_lastSeen = m_context.timers.now();
    const auto answers = static_cast<int>(std::ranges::count_if(input.messages, [](const RpcMessage &m) {
        return std::holds_alternative<RpcRequest>(m) || std::holds_alternative<RpcInvalid>(m);
    }));
    McpHttpStream::Traits traits;
    traits.era = McpEra::Legacy;
    traits.number = ++m_lastNumber;
    traits.isKept = true;
    traits.isPrimed = m_peer.version() == LatestLegacyVersion;
    traits.answers = std::max(1, answers);
    traits.canStream = canStream || answers > 1;
    traits.headers = headers;
    Kept &kept = m_streams[traits.number];
    kept.stream = std::make_unique<McpHttpStream>(m_context.settings, m_context.timers, traits);
    McpHttpStream &stream = *kept.stream;
    const quint64 number = traits.number;
    connect(&stream, &McpHttpStream::detached, this, [this, number] { detached(number); });
    connect(&stream, &McpHttpStream::done, this, [this, number] { ended(number); });
    stream.attach(connection);
    for (const RpcMessage &message : input.messages)
        m_peer.receive(message, stream, McpEra::Legacy);
    if (answers == 0)
        stream.dropRequest(); // nothing to answer: 202
    else
        stream.open();
}

bool McpHttpSession::get(HttpConnection &connection, const QByteArray &lastEvent,
                         const QList<HttpHeader> &headers)
{
    m_lastSeen = m_context.timers.now();
    if (!lastEvent.isEmpty()) {
        const QList<QByteArray> parts = lastEvent.split('-');
        const auto it = parts.size() == 2 ? m_streams.find(parts.at(0).toULongLong()) : m_streams.end();
        if (it == m_streams.end())
            return false;
        it->second.grace.cancel();
        it->second.stream->resume(connection, parts.at(1).toULongLong());
        if (it->second.stream->isDone())
            ended(it->first);
        return true;
    }
    drop(m_unasked);
    McpHttpStream::Traits traits;
    traits.era = McpEra::Legacy;
    traits.number = ++m_lastNumber;
    traits.isKept = true;
    traits.isPrimed = m_peer.version() == LatestLegacyVersion;
    traits.answers = 0;
    traits.headers = headers;
    m_unasked = traits.number;
    Kept &kept = m_streams[m_unasked];
    kept.stream = std::make_unique<McpHttpStream>(m_context.settings, m_context.timers, traits);
    const quint64 number = traits.number;
    connect(kept.stream.get(), &McpHttpStream::detached, this, [this, number] { detached(number); });
    kept.stream->attach(connection);
    kept.stream->open();
    m_peer.setSpeaksUnasked(kept.stream.get());
    return true;
}

void McpHttpSession::finish()
{
    for (const auto &[number, kept] : m_streams) {
        if (kept.stream->isAttached())
            kept.stream->finish();
    }
}

// A dropped connection is not a cancel.
void McpHttpSession::detached(quint64 number)
{
    m_lastSeen = m_context.timers.now();
    const auto it = m_streams.find(number);
    if (it == m_streams.end() || it->second.stream->isAttached())
        return;
    it->second.grace =
        m_context.timers.after(m_context.settings.resumeGrace, [this, number] { drop(number); });
}

// Sent, but perhaps not received: kept for the grace time as well.
void McpHttpSession::ended(quint64 number)
{
    m_lastSeen = m_context.timers.now();
    Kept &kept = m_streams.at(number);
    const Duration time = kept.stream->keptBytes() > 0 ? m_context.settings.resumeGrace : Duration::zero();
    kept.grace = m_context.timers.after(time, [this, number] { drop(number); });
    kept.endedAt = m_lastSeen;
    limitKept();
    Q_EMIT answerKept();
}

int McpHttpSession::keptCount() const
{
    return static_cast<int>(
        std::ranges::count_if(m_streams, [](const auto &entry) { return entry.second.stream->isDone(); }));
}

qint64 McpHttpSession::keptBytes() const
{
    qint64 bytes = 0;
    for (const auto &[number, kept] : m_streams)
        bytes += kept.stream->isDone() ? kept.stream->keptBytes() : 0;
    return bytes;
}

McpHttpSession::Streams::const_iterator McpHttpSession::oldest() const
{
    auto found = m_streams.cend();
    for (auto it = m_streams.cbegin(); it != m_streams.cend(); ++it) {
        if (it->second.stream->isDone() &&
            (found == m_streams.cend() || it->second.endedAt < found->second.endedAt))
            found = it;
    }
    return found;
}

TimePoint McpHttpSession::oldestKept() const
{
    const auto found = oldest();
    return found == m_streams.cend() ? TimePoint::max() : found->second.endedAt;
}

void McpHttpSession::dropOldestKept()
{
    if (const auto found = oldest(); found != m_streams.cend())
        drop(found->first);
}

void McpHttpSession::limitKept()
{
    int count = 0;
    qint64 bytes = 0;
    for (auto it = m_streams.rbegin(); it != m_streams.rend(); ++it) {
        Kept &kept = it->second;
        if (!kept.stream->isDone())
            continue;
        bytes += kept.stream->keptBytes();
        // The newest stays, whatever its size. From the event loop: it may be the one that speaks.
        if (++count > MaxKeptStreams || (count > 1 && bytes > MaxKeptBytes)) {
            const quint64 number = it->first;
            kept.grace = m_context.timers.after(Duration::zero(), [this, number] { drop(number); });
        }
    }
}

void McpHttpSession::drop(quint64 number)
{
    auto node = m_streams.extract(number);
    if (node.empty())
        return;
    m_peer.channelClosed(*node.mapped().stream);
    if (number == m_unasked)
        m_unasked = 0;
}

} // namespace exaid::mcp
