#pragma once

// A TCP client that speaks byte by byte: for heads, half-open sockets and broken frames. For tests; waits run
// the event loop.

#include <QTcpSocket>

namespace exaid {

class RawClient : public QObject
{
    Q_OBJECT
public:
    explicit RawClient(quint16 port, const QHostAddress &address = QHostAddress::LocalHost);

    bool waitConnected();
    bool waitClosed(int milliseconds = 5'000);
    bool waitFor(const QByteArray &bytes, int milliseconds = 5'000); // somewhere in `received`
    void write(const QByteArray &bytes) { m_socket.write(bytes); }

    // A WebSocket handshake and its 101.
    bool upgrade(const QByteArray &path = "/");
    // A masked client frame. `opcode`: 1 text, 2 binary, 8 close.
    void sendFrame(const QByteArray &payload, int opcode = 1);
    // Of the first close frame in `received`; 0: none.
    int closeCode() const;
    int status() const; // of the HTTP answer; 0: none

    QTcpSocket &socket() { return m_socket; }
    bool isClosed() const { return m_isClosed; }

    QByteArray received;
    bool isDeaf = false; // reads nothing any more

private:
    QTcpSocket m_socket;
    bool m_isClosed = false;
};

// A request head; `extra` are whole header lines.
QByteArray upgradeHead(const QByteArray &path = "/", const QByteArray &host = "localhost",
                       const QByteArray &extra = {});

} // namespace exaid
