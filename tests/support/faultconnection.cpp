#include "tests/support/faultconnection.h"

#include <QTimer>

#include <sys/socket.h>

namespace exaid::test {

using namespace std::chrono_literals;

FaultConnection::FaultConnection(QTcpSocket *client, const QHostAddress &upstream, quint16 port,
                                 const FaultScript &script)
    : QObject(client)
    , m_client(client)
    , m_server(new QTcpSocket(this))
    , m_upstream(upstream)
    , m_port(port)
    , m_script(script)
{
    // Bounds what is held here, so that a slow reader still slows the server.
    m_server->setReadBufferSize(1 << 16);
    m_client->setReadBufferSize(1 << 16);
    connect(m_client, &QTcpSocket::readyRead, this, &FaultConnection::passUp);
    connect(m_client, &QTcpSocket::bytesWritten, this, &FaultConnection::takeDown, Qt::QueuedConnection);
    connect(m_client, &QTcpSocket::disconnected, m_client, &QObject::deleteLater);
    connect(m_client, &QTcpSocket::disconnected, m_server, &QTcpSocket::abort);
    connect(m_server, &QTcpSocket::connected, this, [this] {
        m_server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        passUp();
    });
    connect(m_server, &QTcpSocket::readyRead, this, &FaultConnection::takeDown);
    connect(m_server, &QTcpSocket::disconnected, this, &FaultConnection::finish);
    connect(m_server, &QTcpSocket::errorOccurred, this, [this] {
        if (m_server->state() == QAbstractSocket::UnconnectedState)
            finish();
    });
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);

    if (m_script.fault == Fault::Refuse)
        reset(m_client);
    else if (m_script.fault == Fault::DelayConnect)
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(m_script.pause * 10),
                           Qt::PreciseTimer, this, &FaultConnection::connectUpstream);
    else
        connectUpstream();
}

void FaultConnection::connectUpstream()
{
    m_server->connectToHost(m_upstream, m_port);
}

void FaultConnection::passUp()
{
    if (m_script.fault == Fault::HangUp) {
        m_client->readAll();
        return;
    }
    if (m_server->state() == QAbstractSocket::ConnectedState && m_client->bytesAvailable() > 0)
        m_server->write(m_client->readAll());
}

void FaultConnection::takeDown()
{
    if (!m_server->isOpen())
        return;
    if (m_swallows) {
        m_server->readAll();
        return;
    }
    if (m_client->bytesToWrite() > 1 << 18 || m_down.size() > 1 << 18)
        return; // goes on at bytesWritten
    m_down += m_server->readAll();
    passDown();
}

void FaultConnection::passDown()
{
    if (m_down.isEmpty() || m_trickles || m_client->state() != QAbstractSocket::ConnectedState)
        return;
    const bool isDue = !m_struck && m_script.fault != Fault::None && m_script.fault != Fault::DelayConnect;
    if (!isDue) {
        m_passed += m_client->write(std::exchange(m_down, {}));
        return;
    }
    const QByteArray before = m_down.left(std::max<qint64>(0, m_script.after - m_passed));
    m_down.remove(0, before.size());
    if (!before.isEmpty())
        m_passed += m_client->write(before);
    if (m_passed >= m_script.after && !m_down.isEmpty())
        strike();
}

void FaultConnection::strike()
{
    m_struck = true;
    switch (m_script.fault) {
    case Fault::HangDown:
        m_swallows = true;
        m_down.clear();
        return;
    case Fault::Trickle:
        m_trickles = true;
        return trickleOn();
    case Fault::Reset:
        m_client->flush();
        reset(m_server);
        return reset(m_client);
    case Fault::Fin:
        m_server->abort();
        m_down.clear();
        return m_client->disconnectFromHost();
    case Fault::HalfClose:
        m_client->flush();
        m_swallows = true;
        m_down.clear();
        ::shutdown(static_cast<int>(m_client->socketDescriptor()), SHUT_WR);
        return;
    case Fault::Garbage: {
        QByteArray garbage;
        for (int i = 0; i < m_script.size; ++i)
            garbage.append(static_cast<char>(37 * i + 129));
        m_client->write(garbage);
        return passDown();
    }
    case Fault::None:
    case Fault::DelayConnect:
    case Fault::HangUp:
    case Fault::Refuse:
        return passDown();
    }
}

void FaultConnection::trickleOn()
{
    if (m_down.isEmpty()) {
        m_trickles = false;
        m_struck = false; // the next bytes trickle too
        if (m_ended)
            m_client->disconnectFromHost();
        return;
    }
    m_passed += m_client->write(m_down.left(m_script.size));
    m_down.remove(0, m_script.size);
    QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(m_script.pause), Qt::PreciseTimer, this,
                       &FaultConnection::trickleOn);
}

void FaultConnection::finish()
{
    if (m_ended)
        return;
    m_ended = true;
    if (m_swallows || m_trickles)
        return; // a hang hides the end too
    if (m_server->isOpen())
        m_down += m_server->readAll();
    passDown();
    if (!m_swallows && !m_trickles)
        m_client->disconnectFromHost();
}

void FaultConnection::reset(QTcpSocket *socket)
{
    if (socket->socketDescriptor() >= 0) {
        const linger hard{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }
    // Later: the caller may be inside one of the socket's signals.
    QMetaObject::invokeMethod(socket, &QTcpSocket::abort, Qt::QueuedConnection);
}

} // namespace exaid::test
