#pragma once

// A WebSocket client that keeps what it hears. For tests; waits run the event loop.

#include <QJsonObject>
#include <QList>
#include <QWebSocket>

namespace exaid {

class WsClient : public QObject
{
    Q_OBJECT
public:
    explicit WsClient(quint16 port, const QString &path = QStringLiteral("/"));

    bool waitConnected();
    bool waitClosed(int milliseconds = 5'000);
    // Connects and greets; true when the daemon said yes.
    bool greet(const QJsonObject &extra = {});

    void send(const QJsonObject &message);
    void sendText(const QString &text) { m_socket.sendTextMessage(text); }
    // Waits for a frame with that op (and request_id or id, when given), removes it from `frames` and returns
    // it. Empty: none came.
    QJsonObject take(const QString &op, const QJsonValue &id = QJsonValue::Undefined,
                     int milliseconds = 5'000);
    QStringList ops() const; // of the frames not taken, in order

    QWebSocket &socket() { return m_socket; }
    bool isClosed() const { return m_isClosed; }
    int closeCode() const { return static_cast<int>(m_socket.closeCode()); }
    QString closeReason() const { return m_socket.closeReason(); }

    QList<QJsonObject> frames;
    qint64 receivedBytes = 0;

private:
    QWebSocket m_socket;
    bool m_isClosed = false;
};

} // namespace exaid
