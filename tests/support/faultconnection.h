#pragma once

// One connection through the fault proxy, with its script. A child of the client's socket; both sockets die
// together.

#include "tests/support/faultscript.h"

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>

namespace exaid::test {

class FaultConnection final : public QObject
{
    Q_OBJECT
public:
    FaultConnection(QTcpSocket *client, const QHostAddress &upstream, quint16 port,
                    const FaultScript &script);

private:
    void connectUpstream();
    void passUp();
    void takeDown();
    void passDown();
    void strike(); // the script's moment has come
    void trickleOn();
    void finish(); // no more from the server
    static void reset(QTcpSocket *socket);

    QTcpSocket *const m_client;
    QTcpSocket *const m_server;
    const QHostAddress m_upstream;
    const quint16 m_port;
    const FaultScript m_script;
    QByteArray m_down;   // from the server, not yet passed on
    qint64 m_passed = 0; // bytes of the answer that were passed on
    bool m_struck = false;
    bool m_swallows = false; // nothing reaches the client any more
    bool m_trickles = false;
    bool m_ended = false; // the server has closed
};

} // namespace exaid::test
