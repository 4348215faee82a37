#pragma once

// A TCP proxy that does harm: it stands before any server (the mock provider, a real one, the daemon itself)
// and plays one FaultScript a connection. It knows bytes only, so it harms TLS as well. What needs HTTP
// (status, types, limits, compression) is the mock's. On a thread of its own.
//
// Owner: the test, on its thread. All members may be called from there at any time.

#include "tests/support/faultscript.h"

#include <QHostAddress>
#include <QThread>
#include <functional>

namespace exaid::test {

struct FaultCounts
{
    int connections = 0;
    int open = 0; // now
};

class FaultProxy
{
public:
    // Runs on the proxy's thread; number counts connections from 0.
    using Scripts = std::function<FaultScript(int number)>;

    FaultProxy(quint16 upstreamPort, const QHostAddress &upstream = QHostAddress(QHostAddress::LocalHost),
               quint16 listenPort = 0);
    ~FaultProxy();
    Q_DISABLE_COPY_MOVE(FaultProxy)

    quint16 port() const { return m_port; }
    void setScripts(Scripts scripts);
    // Every connection gets a random script from this seed; none of those faults that only time ends, if not
    // asked for.
    void setSeed(quint64 seed, bool withHangs);
    FaultCounts counts() const;

private:
    class Server;
    QThread m_thread;
    Server *m_server = nullptr; // lives on m_thread, deleted when it ends
    quint16 m_port = 0;
};

} // namespace exaid::test
