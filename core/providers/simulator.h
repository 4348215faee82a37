#pragma once

// The built-in provider: an OpenAI-compatible server on loopback, so that everything runs on a fresh machine
// without any API key and over the very path of real calls. Says in each answer that it is a simulation. Core
// thread. Bounded: connections, head, body and time to send a request.

#include "core/providers/simulatedanswer.h"
#include "core/result.h"
#include "core/time/timerservice.h"

#include <QTcpServer>

namespace exaid {

class Simulator final : public QTcpServer
{
    Q_OBJECT
public:
    static constexpr int MaxConnections = 1024;

    // timers must outlive the simulator.
    explicit Simulator(TimerService &timers, const SimulatorOptions &options = {}, QObject *parent = nullptr);
    ~Simulator() override;

    // Listens on 127.0.0.1, on a port of the system's choice. Error code simulator_failed.
    Result<quint16> start();
    qint64 requestsServed() const { return m_requests; }

    // For its connections.
    SimulatedAnswer answerTo(const QJsonObject &request);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    TimerService &m_timers;
    const SimulatorOptions m_options;
    std::mt19937 m_random;
    qint64 m_requests = 0;
    int m_connections = 0;
};

} // namespace exaid
