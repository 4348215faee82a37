#pragma once

// Who is at the other end of a local socket, as the system tells it. Any thread.

#include <QString>
#include <QtGlobal>
#include <optional>

namespace exaid {

struct LocalPeer
{
    qint64 pid = 0; // 0: the system does not tell
    bool isSameUser = false;
};

// Nothing: the system does not say who that is, so it is nobody to talk to.
std::optional<LocalPeer> localPeer(qintptr socketDescriptor);

// Makes the directory of a socket file (0700) if need be, and refuses one that others own or may write to:
// they could put a socket of theirs in its place. The reason, or nothing when it is fit.
QString unfitSocketDirectory(const QString &directory);

// The longest path that a local socket can have, in bytes.
int maxSocketPath();

} // namespace exaid
