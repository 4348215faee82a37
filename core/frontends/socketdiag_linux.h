#pragma once

// Asks the kernel for one TCP socket by its two ends (sock_diag(7), INET_DIAG), without walking through the
// table of all: that takes twenty milliseconds as soon as some thousand connections are about. Blocking, some
// microseconds a question; any thread, one thread at a time.

#include "core/frontends/peerprocess.h"
#include "core/frontends/procsockets_linux.h"

#include <optional>

namespace exaid {

class SocketDiag
{
public:
    SocketDiag();
    ~SocketDiag();
    Q_DISABLE_COPY_MOVE(SocketDiag)

    // The client's socket of a connection between loopback's usual addresses, 127.0.0.1 and ::1. Nothing: it
    // is not established, has other addresses, or this kernel does not answer such questions.
    std::optional<ProcSocket> clientSocket(const TcpEnds &connection) const;

private:
    std::optional<ProcSocket> ask(int family, const TcpEnds &connection) const;

    int m_socket = -1;
};

} // namespace exaid
