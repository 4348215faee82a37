#include "core/frontends/doorvisitor.h"

#include "core/overloaded.h"

#include <QTcpSocket>

namespace exaid {

using namespace std::chrono_literals;

namespace {

// How long a refused peer may take to read its answer before the connection is cut. What it still sends
// meanwhile is thrown away: closing with unread bytes would reset the connection and take the answer with it.
constexpr Duration AnswerTimeout = 1s;

} // namespace

DoorVisitor::DoorVisitor(QTcpSocket *socket, ConnectionCounter::Decision decision,
                         const ServerSettings &settings, TimerService &timers,
                         std::function<void(DoorVisitor &)> handOver, DoorPages pages)
    : QObject(socket)
    , m_socket(socket)
    , m_decision(std::move(decision))
    , m_settings(settings)
    , m_timers(timers)
    , m_since(timers.now())
    , m_handOver(std::move(handOver))
    , m_pages(std::move(pages))
{
    m_socket->setReadBufferSize(HttpHead::MaxBytes);
    connect(m_socket, &QTcpSocket::readyRead, this, &DoorVisitor::readHead);
    connect(m_socket, &QTcpSocket::disconnected, this, &DoorVisitor::dropSocket);
    m_timer = m_timers.after(HeadTimeout, [this] { timeOut(); });
}

void DoorVisitor::readHead()
{
    if (m_state == State::Answering) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    if (m_state != State::Reading)
        return;
    const HttpHead::Parsed parsed = HttpHead::parse(m_socket->peek(HttpHead::MaxBytes));
    std::visit(Overloaded{
                   [](const HttpHead::Incomplete &) {},
                   [this](const HttpHead::TooLong &) {
                       answer(HttpReply::text(431, "The request head is longer than 16 KiB."));
                   },
                   [this](const HttpHead::Malformed &bad) {
                       answer(HttpReply::text(400, "Not an HTTP/1.1 request: " + bad.why));
                   },
                   [this](const HttpHead &head) {
                       m_isHeadRequest = head.method == "HEAD";
                       const DoorVerdict verdict = judge(head, m_socket->localAddress(), m_settings);
                       if (const auto *reply = std::get_if<HttpReply>(&verdict)) {
                           answer(*reply);
                           return;
                       }
                       if (const auto *page = std::get_if<DoorPage>(&verdict)) {
                           answer(m_pages ? m_pages(*page, head) : HttpReply::text(503, "Not ready."));
                           return;
                       }
                       m_route = std::get<DoorRoute>(verdict);
                       handOver(head.size);
                   },
               },
               parsed);
}

void DoorVisitor::handOver(qsizetype headSize)
{
    const bool isPlain = m_route == DoorRoute::Mcp;
    if (isPlain && m_decision.verdict != ConnectionCounter::Verdict::Admit) {
        answer(HttpReply::text(503, m_decision.reason.toUtf8()));
        return;
    }
    m_state = State::HandingOver;
    disconnect(m_socket, &QTcpSocket::readyRead, this, nullptr);
    if (!isPlain)
        leaveOnlyHead(headSize);
    m_handOver(*this);
}

// QWebSocketServer takes all there is when it takes the head, and frames that came along would be lost: keep
// them aside, and let nothing more in until the WebSocket reads.
void DoorVisitor::leaveOnlyHead(qsizetype headSize)
{
    if (m_socket->bytesAvailable() > headSize) {
        const QByteArray all = m_socket->readAll();
        m_tail = all.sliced(headSize);
        putBack(all.first(headSize));
    }
    m_socket->setReadBufferSize(headSize);
}

void DoorVisitor::putBack(const QByteArray &bytes)
{
    for (auto it = bytes.crbegin(); it != bytes.crend(); ++it)
        m_socket->ungetChar(*it);
}

void DoorVisitor::answer(const HttpReply &reply)
{
    m_state = State::Answering;
    m_socket->skip(m_socket->bytesAvailable());
    m_socket->write(reply.bytes(!m_isHeadRequest));
    m_socket->flush();
    // 431: the peer is still sending; let it finish for a moment.
    if (reply.status == 431) {
        m_timer = m_timers.after(AnswerTimeout / 4, [this] { m_socket->disconnectFromHost(); });
        return;
    }
    abortAfter(AnswerTimeout);
    m_socket->disconnectFromHost();
}

void DoorVisitor::timeOut()
{
    if (m_state == State::Reading)
        answer(HttpReply::text(408, "No complete request head came in time."));
    else
        m_socket->abort();
}

void DoorVisitor::handedOver()
{
    m_state = State::HandedOver;
    m_timer.cancel();
    disconnect(m_socket, nullptr, this, nullptr);
    m_socket->setReadBufferSize(0);
    putBack(m_tail);
    m_tail.clear();
}

void DoorVisitor::abortAfter(Duration delay)
{
    m_timer = m_timers.after(delay, [this] { m_socket->abort(); });
}

void DoorVisitor::dropSocket()
{
    m_socket->deleteLater();
}

} // namespace exaid
