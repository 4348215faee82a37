#pragma once

// One connection of the simulator: one request, one answer, then it closes. A child of its socket and gone
// with it. Core thread.

#include "core/providers/simulatedanswer.h"
#include "core/time/timerservice.h"

#include <QObject>
#include <QTcpSocket>
#include <memory>

namespace exaid {

class Simulator;

class SimulatorConnection final : public QObject
{
    Q_OBJECT
public:
    SimulatorConnection(QTcpSocket &socket, Simulator &simulator, TimerService &timers);
    ~SimulatorConnection() override;

private:
    struct Parser;

    void read();
    void serve();
    void sendDocument(int status, const QJsonObject &body);
    void sendStreamHead();
    void nextToken();
    void endStream();
    void event(const QByteArray &data);
    QJsonObject chunk(const QJsonObject &delta, const QString &finishReason = {}) const;
    QJsonObject usage() const;
    void close();

    QTcpSocket &m_socket;
    Simulator &m_simulator;
    TimerService &m_timers;
    std::unique_ptr<Parser> m_parser;
    QByteArray m_input;
    SimulatedAnswer m_answer;
    qsizetype m_nextToken = 0; // over reasoning, then tokens
    Timer m_timer;             // time to send a request, then the pace of the answer
};

} // namespace exaid
