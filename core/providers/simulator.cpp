#include "core/providers/simulator.h"

#include "core/providers/simulatorconnection.h"

#include <QTcpSocket>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

Simulator::Simulator(TimerService &timers, const SimulatorOptions &options, QObject *parent)
    : QTcpServer(parent)
    , m_timers(timers)
    , m_options(options)
    , m_random(options.seed)
{
    setListenBacklogSize(MaxConnections);
}

Simulator::~Simulator()
{
    // Connections report their end to us: they go first.
    const auto sockets = findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(sockets);
}

Result<quint16> Simulator::start()
{
    if (!isListening() && !listen(QHostAddress::LocalHost))
        return Error{
            u"simulator_failed"_s, u"the simulator can't listen on 127.0.0.1: "_s + errorString(), {}};
    return serverPort();
}

SimulatedAnswer Simulator::answerTo(const QJsonObject &request)
{
    ++m_requests;
    return SimulatedAnswer::to(request, m_options, m_random);
}

void Simulator::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    if (m_connections >= MaxConnections) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    ++m_connections;
    connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    new SimulatorConnection(*socket, *this, m_timers);
}

} // namespace exaid
