#pragma once

// Opens one TCP connection to a host that may have several addresses: both families in turn, the next one as
// soon as the one before fails or has kept us waiting (RFC 8305), so that a network whose IPv6 leads nowhere
// costs a quarter of a second. Or to a proxy's idea of the host, which has its own way there. No limit of its
// own. Core thread.

#include "core/time/timerservice.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <functional>
#include <memory>
#include <vector>

class QHostInfo;
class QTcpSocket;

namespace exaid {

class Dialer final : public QObject
{
    Q_OBJECT
public:
    static constexpr Duration Patience = std::chrono::milliseconds(250); // before the next address
    static constexpr int MostAddresses = 8;

    using SocketMaker = std::function<std::unique_ptr<QTcpSocket>()>;

    Dialer(TimerService &timers, SocketMaker maker);
    ~Dialer() override;

    // Once, one of the three. May speak before it returns.
    void dial(const QString &host, quint16 port);
    void dial(const QList<QHostAddress> &addresses, quint16 port);
    void dialByName(const QString &host, quint16 port); // for sockets with a proxy: it looks the host up

    void giveUp(); // nothing is heard any more

    // After connected(), which comes from inside a signal of that very socket; once.
    std::unique_ptr<QTcpSocket> takeSocket();
    QAbstractSocket::SocketError error() const { return m_error; }
    QString errorText() const { return m_errorText; }

Q_SIGNALS:
    // One of the two, once; it may destroy this.
    void connected();
    void failed();

private:
    void resolved(const QHostInfo &info);
    void tryNext(); // may destroy this
    QTcpSocket *newAttempt();
    void attemptConnected(QTcpSocket *socket);
    void attemptFailed(QTcpSocket *socket);
    void dropAttempts();

    TimerService &m_timers;
    const SocketMaker m_maker;
    quint16 m_port = 0;
    int m_lookup = -1;
    QList<QHostAddress> m_left; // still to be tried
    std::vector<std::unique_ptr<QTcpSocket>> m_attempts;
    std::unique_ptr<QTcpSocket> m_winner;
    QAbstractSocket::SocketError m_error = QAbstractSocket::UnknownSocketError;
    QString m_errorText;
    Timer m_nextTimer;
};

// The two families in turn, beginning with the first address's own.
QList<QHostAddress> inTurn(const QList<QHostAddress> &addresses);

} // namespace exaid
