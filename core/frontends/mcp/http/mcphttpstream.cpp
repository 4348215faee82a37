#include "core/frontends/mcp/http/mcphttpstream.h"

#include "core/frontends/mcp/http/mcphttpchecks.h"
#include "core/http/httpconnection.h"

#include <utility>

namespace exaid::mcp {

namespace {

// On GET streams nobody may ever come back for; answers are kept whole.
constexpr qsizetype MaxKeptUnasked = 256;

} // namespace

McpHttpStream::McpHttpStream(const ServerSettings &settings, TimerService &timers, Traits traits)
    : m_settings(settings)
    , m_timers(timers)
    , m_traits(std::move(traits))
    , m_left(m_traits.answers)
{}

McpHttpStream::~McpHttpStream()
{
    // Nobody answers any more: the client must not wait for it.
    if (HttpConnection *connection = std::exchange(m_connection, nullptr)) {
        connection->disconnect(this);
        connection->abortSoon();
    }
}

void McpHttpStream::attach(HttpConnection &connection)
{
    m_connection = &connection;
    connect(&connection, &HttpConnection::closed, this, &McpHttpStream::lostConnection);
}

void McpHttpStream::open()
{
    if (m_connection && !m_isBegun && m_traits.canStream)
        begin();
}

void McpHttpStream::begin()
{
    m_isBegun = true;
    m_connection->beginStream(200, "text/event-stream", m_traits.headers);
    if (m_traits.isPrimed)
        writeEvent(idOf(m_lastEvent), {});
    rearmKeepAlive();
}

void McpHttpStream::resume(HttpConnection &connection, quint64 afterEvent)
{
    if (m_connection && m_isBegun)
        m_connection->endStream(); // its end was not noticed yet
    letGo();
    attach(connection);
    m_isBegun = true;
    connection.beginStream(200, "text/event-stream", m_traits.headers);
    if (m_traits.isPrimed)
        writeEvent(idOf(afterEvent), {});
    for (const Event &event : m_kept) {
        if (event.number > afterEvent)
            writeEvent(idOf(event.number), event.data);
    }
    if (m_isDone) {
        connection.endStream();
        letGo();
        return;
    }
    rearmKeepAlive();
}

void McpHttpStream::finish()
{
    m_isDone = true;
    if (m_connection && m_isBegun)
        m_connection->endStream();
    letGo();
}

void McpHttpStream::send(const QJsonObject &message, const QByteArray &mergeKey)
{
    if (m_isDone || !m_traits.canStream)
        return;
    const QByteArray data = toLine(message);
    const bool isKept = m_traits.isKept && mergeKey.isEmpty();
    if (isKept) {
        m_kept.push_back({++m_lastEvent, data});
        m_keptBytes += data.size();
        if (m_traits.answers == 0 && static_cast<qsizetype>(m_kept.size()) > MaxKeptUnasked) {
            m_keptBytes -= m_kept.front().data.size();
            m_kept.pop_front();
        }
    }
    if (!m_connection)
        return;
    if (!m_isBegun)
        begin();
    // A slow reader: what only tells how far things are may be missed.
    if (!mergeKey.isEmpty() && m_connection->unsentBytes() > m_settings.outboxSoftBytes)
        return;
    writeEvent(isKept ? idOf(m_lastEvent) : QByteArray(), data);
}

void McpHttpStream::sendFinal(const QJsonObject &message)
{
    if (m_isDone)
        return;
    const bool isOnlyAnswer = m_traits.answers == 1 && m_connection && !m_isBegun;
    if (isOnlyAnswer) {
        replyAtOnce(message);
    } else {
        send(message, {});
    }
    answered();
}

void McpHttpStream::replyAtOnce(const QJsonObject &message)
{
    HttpReply reply = HttpReply::json(statusOf(message, m_traits.era), toLine(message));
    reply.headers = m_traits.headers;
    HttpConnection &connection = *m_connection;
    letGo();
    connection.reply(reply);
}

void McpHttpStream::dropRequest()
{
    if (!m_isDone)
        answered();
}

void McpHttpStream::answered()
{
    if (m_traits.answers == 0 || --m_left > 0)
        return;
    m_isDone = true;
    if (m_connection && m_isBegun) {
        m_connection->endStream();
    } else if (m_connection) {
        HttpReply reply{202, {}, {}, m_traits.headers};
        reply.contentType = "application/json";
        m_connection->reply(reply);
    }
    letGo();
    Q_EMIT done();
}

void McpHttpStream::hangUp(std::chrono::milliseconds retry)
{
    if (!m_connection || !m_traits.isKept || m_isDone)
        return;
    if (!m_isBegun)
        begin();
    write("retry: " + QByteArray::number(static_cast<qint64>(retry.count())) + "\n\n");
    m_connection->endStream();
    letGo();
    QMetaObject::invokeMethod(this, [this] { Q_EMIT detached(); }, Qt::QueuedConnection);
}

void McpHttpStream::write(const QByteArray &bytes)
{
    m_connection->write(bytes);
    if (m_connection->unsentBytes() > m_settings.outboxHardBytes && !std::exchange(m_isOverflowing, true))
        m_connection->abortSoon();
}

// JSON has no line breaks, so an event is one line of data.
void McpHttpStream::writeEvent(const QByteArray &id, const QByteArray &data)
{
    QByteArray event;
    if (!id.isEmpty() && m_traits.isKept)
        event += "id: " + id + '\n';
    if (data.isEmpty())
        event += "data:\n\n";
    else
        event += "event: message\ndata: " + data + "\n\n";
    write(event);
    rearmKeepAlive();
}

void McpHttpStream::rearmKeepAlive()
{
    m_keepAlive = m_timers.after(m_settings.mcpKeepAlive, [this] {
        if (m_connection && m_isBegun) {
            write(": keep-alive\n\n");
            rearmKeepAlive();
        }
    });
}

void McpHttpStream::letGo()
{
    m_keepAlive.cancel();
    m_isBegun = false;
    m_isOverflowing = false;
    if (HttpConnection *connection = m_connection) {
        connection->disconnect(this);
        m_connection = nullptr;
    }
}

void McpHttpStream::lostConnection()
{
    letGo();
    Q_EMIT detached();
}

QByteArray McpHttpStream::idOf(quint64 event) const
{
    return QByteArray::number(m_traits.number) + '-' + QByteArray::number(event);
}

} // namespace exaid::mcp
