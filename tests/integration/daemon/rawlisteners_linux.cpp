#include "rawlisteners_linux.h"

#include "exaiclient.h"

#include <algorithm>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace exaid::test {

RawListeners::RawListeners(quint16 port, int count)
    : m_poll(::epoll_create1(EPOLL_CLOEXEC))
    , m_clients(static_cast<size_t>(count))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const QByteArray upgrade =
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (size_t i = 0; i < m_clients.size(); ++i) {
        Client &client = m_clients[i];
        client.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(client.fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            qFatal("a client can't connect");
        const int on = 1;
        ::setsockopt(client.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::send(client.fd, upgrade.constData(), static_cast<size_t>(upgrade.size()), MSG_NOSIGNAL);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, client.fd, &event);
    }
}

RawListeners::~RawListeners()
{
    for (const Client &client : m_clients)
        ::close(client.fd);
    ::close(m_poll);
}

bool RawListeners::join(std::chrono::seconds limit)
{
    if (!readUntil("\r\n\r\n", limit))
        return false;
    for (const Client &client : m_clients)
        send(client, R"({"op":"hello"})");
    return readUntil("hello_ack", limit);
}

bool RawListeners::ask(const QByteArray &frame, std::chrono::seconds limit)
{
    for (const Client &client : m_clients)
        send(client, frame);
    return readUntil("call_tool_res", limit);
}

// Masked with zeros, which is a mask as well.
void RawListeners::send(const Client &client, const QByteArray &frame)
{
    QByteArray bytes("\x81");
    const bool isShort = frame.size() < 126;
    bytes.append(static_cast<char>(0x80 | (isShort ? frame.size() : 126)));
    if (!isShort)
        bytes.append(static_cast<char>(frame.size() >> 8)).append(static_cast<char>(frame.size() & 0xff));
    bytes.append(QByteArray(4, '\0')).append(frame);
    ::send(client.fd, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
}

bool RawListeners::readUntil(const QByteArray &mark, std::chrono::seconds limit)
{
    for (Client &client : m_clients) {
        client.bytes.clear();
        client.pieces.clear();
        client.isDone = false;
    }
    const qint64 end = steadyNs() + std::chrono::nanoseconds(limit).count();
    auto left = static_cast<int>(m_clients.size());
    std::array<epoll_event, 64> events{};
    std::array<char, 65'536> buffer{};
    while (left > 0 && steadyNs() < end) {
        const int count = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < count; ++i) {
            Client &client = m_clients[events[static_cast<size_t>(i)].data.u64];
            const ssize_t size = ::recv(client.fd, buffer.data(), buffer.size(), 0);
            if (size <= 0)
                return false;
            const qsizetype before = client.bytes.size();
            client.bytes.append(buffer.data(), size);
            client.pieces.push_back({steadyNs(), client.bytes.size()});
            const qsizetype from = std::max<qsizetype>(0, before - mark.size());
            if (!client.isDone && client.bytes.indexOf(mark, from) >= 0) {
                client.isDone = true;
                --left;
            }
        }
    }
    return left == 0;
}

QList<RawListeners::Frame> RawListeners::framesOf(int client) const
{
    const Client &from = m_clients.at(static_cast<size_t>(client));
    const auto byteAt = [&](qsizetype at) { return static_cast<quint8>(from.bytes.at(at)); };
    QList<Frame> frames;
    auto piece = from.pieces.begin();
    for (qsizetype at = 0; at + 2 <= from.bytes.size();) {
        qsizetype size = byteAt(at + 1) & 0x7f;
        qsizetype head = 2;
        const int more = size == 126 ? 2 : size == 127 ? 8 : 0;
        if (at + head + more > from.bytes.size())
            break;
        if (more > 0) {
            size = 0;
            for (int i = 0; i < more; ++i)
                size = size * 256 + byteAt(at + head + i);
            head += more;
        }
        if (at + head + size > from.bytes.size())
            break;
        while (piece->end < at + head + size)
            ++piece;
        frames.append({piece->ns, from.bytes.mid(at + head, size)});
        at += head + size;
    }
    return frames;
}

} // namespace exaid::test
