#include "app/desktop/daemonprobe.h"

namespace exaid {

DaemonProbe::DaemonProbe(const QList<DaemonAddress> &candidates, TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_left(candidates)
    , m_timers(timers)
{
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_limit.cancel();
        const DaemonAddress address = m_left.constFirst();
        m_socket.disconnect(this);
        m_socket.abort();
        Q_EMIT found(address);
    });
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, [this] {
        m_left.removeFirst();
        next();
    });
}

void DaemonProbe::start()
{
    m_limit = m_timers.after(Duration::zero(), [this] { next(); });
}

void DaemonProbe::next()
{
    m_limit.cancel();
    if (m_left.isEmpty()) {
        Q_EMIT nobody();
        return;
    }
    // From the event loop: the socket that failed is still inside its own signal.
    m_limit = m_timers.after(Duration::zero(), [this] {
        m_limit = m_timers.after(std::chrono::seconds(1), [this] {
            m_left.removeFirst();
            next();
        });
        m_socket.abort();
        m_socket.connectToHost(m_left.constFirst().host, static_cast<quint16>(m_left.constFirst().port));
    });
}

} // namespace exaid
