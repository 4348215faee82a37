#include "core/providers/dialer.h"

#include <QHostInfo>
#include <QTcpSocket>
#include <algorithm>

namespace exaid {

QList<QHostAddress> inTurn(const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty())
        return {};
    const auto first = addresses.first().protocol();
    QList<QHostAddress> ours, others, mixed;
    for (const QHostAddress &address : addresses)
        (address.protocol() == first ? ours : others).append(address);
    for (qsizetype i = 0; i < std::max(ours.size(), others.size()); ++i) {
        if (i < ours.size())
            mixed.append(ours.at(i));
        if (i < others.size())
            mixed.append(others.at(i));
    }
    return mixed;
}

Dialer::Dialer(TimerService &timers, SocketMaker maker)
    : m_timers(timers)
    , m_maker(std::move(maker))
{}

Dialer::~Dialer()
{
    giveUp();
}

void Dialer::giveUp()
{
    if (const int lookup = std::exchange(m_lookup, -1); lookup >= 0)
        QHostInfo::abortHostLookup(lookup);
    m_nextTimer.cancel();
    dropAttempts();
}

void Dialer::dial(const QString &host, quint16 port)
{
    if (const QHostAddress literal(host); !literal.isNull())
        return dial({literal}, port);
    m_port = port;
    m_lookup = QHostInfo::lookupHost(host, this, &Dialer::resolved);
}

void Dialer::dial(const QList<QHostAddress> &addresses, quint16 port)
{
    m_port = port;
    m_left = inTurn(addresses).first(std::min<qsizetype>(addresses.size(), MostAddresses));
    tryNext();
}

void Dialer::dialByName(const QString &host, quint16 port)
{
    newAttempt()->connectToHost(host, port);
}

void Dialer::resolved(const QHostInfo &info)
{
    m_lookup = -1;
    if (info.error() != QHostInfo::NoError) {
        m_error = QAbstractSocket::HostNotFoundError;
        m_errorText = info.errorString();
    }
    dial(info.addresses(), m_port);
}

void Dialer::tryNext()
{
    if (m_winner)
        return;
    if (m_left.isEmpty()) {
        if (m_attempts.empty())
            Q_EMIT failed();
        return;
    }
    const QHostAddress address = m_left.takeFirst();
    QTcpSocket *const socket = newAttempt();
    if (!m_left.isEmpty())
        m_nextTimer = m_timers.after(Patience, [this] { tryNext(); });
    socket->connectToHost(address, m_port);
}

QTcpSocket *Dialer::newAttempt()
{
    QTcpSocket *const socket = m_attempts.emplace_back(m_maker()).get();
    connect(socket, &QTcpSocket::connected, this, [this, socket] { attemptConnected(socket); });
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket] { attemptFailed(socket); });
    return socket;
}

void Dialer::attemptConnected(QTcpSocket *socket)
{
    const auto found = std::ranges::find(m_attempts, socket, &std::unique_ptr<QTcpSocket>::get);
    m_winner = std::move(*found);
    m_attempts.erase(found);
    m_winner->disconnect(this);
    m_nextTimer.cancel();
    dropAttempts();
    Q_EMIT connected();
}

void Dialer::attemptFailed(QTcpSocket *socket)
{
    m_error = socket->error();
    m_errorText = socket->errorString();
    const auto found = std::ranges::find(m_attempts, socket, &std::unique_ptr<QTcpSocket>::get);
    found->release()->deleteLater(); // it is speaking
    m_attempts.erase(found);
    socket->disconnect(this);
    m_nextTimer.cancel();
    tryNext();
}

void Dialer::dropAttempts()
{
    for (auto &attempt : m_attempts) {
        attempt->disconnect(this);
        attempt->abort();
        attempt.release()->deleteLater(); // one of them may be speaking
    }
    m_attempts.clear();
}

std::unique_ptr<QTcpSocket> Dialer::takeSocket()
{
    return std::move(m_winner);
}

} // namespace exaid
