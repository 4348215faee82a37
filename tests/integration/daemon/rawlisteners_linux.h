#pragma once

// Many WebSocket clients in one, as cheap as can be: each asks for one streamed chat and only notes when
// bytes came; they are understood when all is over. Plain sockets, on the thread that calls. Owner: the test.

#include <QByteArray>
#include <QList>
#include <QtGlobal>
#include <chrono>
#include <vector>

namespace exaid::test {

class RawListeners
{
public:
    struct Frame
    {
        qint64 readNs = 0; // steady clock
        QByteArray text;
    };

    RawListeners(quint16 port, int count);
    ~RawListeners();
    Q_DISABLE_COPY_MOVE(RawListeners)

    // Says hello on all of them; false: not all were welcome in time.
    [[nodiscard]] bool join(std::chrono::seconds limit);
    // Sends this frame from each and reads until each has its reply; false: not all had it in time.
    [[nodiscard]] bool ask(const QByteArray &frame, std::chrono::seconds limit);
    // What one client received since ask(), in order.
    QList<Frame> framesOf(int client) const;

private:
    struct Piece
    {
        qint64 ns = 0;
        qsizetype end = 0; // in bytes
    };
    struct Client
    {
        int fd = -1;
        QByteArray bytes;
        std::vector<Piece> pieces;
        bool isDone = false;
    };

    static void send(const Client &client, const QByteArray &frame);
    bool readUntil(const QByteArray &mark, std::chrono::seconds limit);

    int m_poll = -1;
    std::vector<Client> m_clients;
};

} // namespace exaid::test
