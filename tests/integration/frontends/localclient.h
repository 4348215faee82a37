#pragma once

// A client of the local socket for MCP: one message a line. For tests; waits run the event loop.

#include <QJsonObject>
#include <QList>
#include <QLocalSocket>

namespace exaid {

class LocalClient : public QObject
{
    Q_OBJECT
public:
    explicit LocalClient(const QString &path);

    void send(const QJsonObject &message);
    // The answer to that request; empty: none came.
    QJsonObject answer(int id, int milliseconds = 5'000);
    bool isClosed() const { return socket.state() == QLocalSocket::UnconnectedState; }

    bool reads = true;
    QByteArrayList lines;
    QList<QJsonObject> messages;
    QLocalSocket socket;
};

} // namespace exaid
