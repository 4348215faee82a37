#include "core/frontends/local/localdoor.h"

#include "core/frontends/frontendlog.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LocalBacklog = 1024;
// Qt makes the socket in a directory of its own beside the path, "/XXXXXX/s", and then moves it.
constexpr qsizetype DetourLength = 24;

Error noSocket(const QString &why)
{
    return {u"no_socket"_s, u"no local socket for MCP hosts: %1"_s.arg(why),
            u"set EXAI_MCP_SOCKET to a path in a directory of yours, or let hosts connect by HTTP"_s};
}

} // namespace

LocalDoor::LocalDoor(const ServerSettings &settings, Deliver deliver)
    : m_settings(settings)
    , m_deliver(std::move(deliver))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setListenBacklogSize(LocalBacklog);
    connect(&m_server, &QLocalServer::newConnection, this, &LocalDoor::accept);
}

LocalDoor::~LocalDoor()
{
    m_server.close();
}

Status LocalDoor::listen()
{
    const QString path = m_settings.mcpSocket;
    if (path.isEmpty())
        return Done{};
    if (QFile::encodeName(path).size() + DetourLength > maxSocketPath())
        return noSocket(u"the path %1 is too long"_s.arg(path));
    if (const QString unfit = unfitSocketDirectory(QFileInfo(path).path()); !unfit.isEmpty())
        return noSocket(unfit);
    auto lock = FileLock::take(path + ".lock"_L1);
    if (!lock && lock.error().code == "locked"_L1) {
        return Error{u"socket_in_use"_s, u"another exaid of yours serves %1"_s.arg(path),
                     u"stop it, or give this one a state directory of its own (EXAI_STATE_DIR)"_s};
    }
    if (!lock)
        return noSocket(lock.error().message);
    m_lock = *lock;
    QLocalServer::removeServer(path); // left by a daemon that was killed: nobody holds the lock
    if (!m_server.listen(path)) {
        m_lock.reset();
        return noSocket(u"%1: %2"_s.arg(path, m_server.errorString()));
    }
    return Done{};
}

// Another daemon may take the path from now on, while this one finishes its calls.
void LocalDoor::stopAccepting()
{
    m_server.close();
    m_lock.reset();
}

void LocalDoor::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        const auto peer = localPeer(socket->socketDescriptor());
        const bool isForeign = !peer || !peer->isSameUser;
        if (isForeign || m_connections >= m_settings.maxConnectionsLoopback) {
            qCWarning(lcFrontends).noquote()
                << "local connection refused:"
                << (isForeign ? u"it is not of this user"_s
                              : u"%1 are open (EXAI_MAX_CONNECTIONS_LOOPBACK)"_s.arg(m_connections));
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
        m_deliver(socket, *peer);
    }
}

} // namespace exaid
