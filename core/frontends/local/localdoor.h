#pragma once

// The local socket: a file that only its user may use. Accepts, refuses other users and too many, hands on.
// One daemon for each path: it holds a lock beside the file while it lives, so that a socket left behind by a
// killed daemon can be told from one in use. Core thread.

#include "core/config/settings.h"
#include "core/frontends/local/filelock.h"
#include "core/frontends/local/localpeer.h"
#include "core/result.h"

#include <QLocalServer>
#include <QObject>
#include <functional>
#include <memory>

class QLocalSocket;

namespace exaid {

class LocalDoor final : public QObject
{
    Q_OBJECT
public:
    // The receiver takes the socket over by giving it a parent.
    using Deliver = std::function<void(QLocalSocket *, const LocalPeer &)>;

    LocalDoor(const ServerSettings &settings, Deliver deliver);
    ~LocalDoor() override;

    // Listens on settings.mcpSocket; nowhere when that is empty. Errors: socket_in_use (another daemon serves
    // that path), no_socket (the path is unfit: nobody else is concerned). May block for some milliseconds.
    Status listen();
    void stopAccepting();

private:
    void accept();

    const ServerSettings &m_settings;
    const Deliver m_deliver;
    std::shared_ptr<FileLock> m_lock;
    QLocalServer m_server; // closes, and removes its file, while the lock is held
    int m_connections = 0;
};

} // namespace exaid
