#include "app/mcpbridge/daemonlink.h"

#include "core/frontends/local/localpeer.h"

#include <QFile>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype DaemonReadSize = 65'536;

#ifdef MSG_NOSIGNAL
constexpr int SendFlags = MSG_NOSIGNAL;
#else
constexpr int SendFlags = 0; // SIGPIPE is ignored
#endif

} // namespace

DaemonLink::~DaemonLink()
{
    close();
}

DaemonLink::Attempt DaemonLink::connectTo(const QString &path)
{
    close();
    m_why.clear();
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (name.size() > maxSocketPath()) {
        m_why = u"the path %1 is too long for a socket; set EXAI_MCP_SOCKET to a shorter one"_s.arg(path);
        return Attempt::Refused;
    }
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    struct stat info = {};
    if (::lstat(name.constData(), &info) != 0)
        return Attempt::NobodyThere;
    if (info.st_uid != ::geteuid() || !S_ISSOCK(info.st_mode)) {
        m_why =
            u"%1 is not a socket of this user; remove it, or set EXAI_MCP_SOCKET to another path"_s.arg(path);
        return Attempt::Refused;
    }
    m_descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (m_descriptor < 0) {
        m_why = qt_error_string(errno);
        return Attempt::Refused;
    }
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        const int error = errno;
        close();
        if (error == EAGAIN || error == EINPROGRESS || error == EINTR)
            return Attempt::Busy;
        if (error == ECONNREFUSED || error == ENOENT)
            return Attempt::NobodyThere;
        m_why = u"can't connect to %1: %2"_s.arg(path, qt_error_string(error));
        return Attempt::Refused;
    }
    // What comes next may be the token.
    const auto peer = localPeer(m_descriptor);
    if (!peer || !peer->isSameUser) {
        close();
        m_why = u"%1 is served by another user"_s.arg(path);
        return Attempt::Refused;
    }
    return Attempt::Connected;
}

void DaemonLink::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
    m_written = 0; // a line that went out in part was not understood, and goes out again
}

void DaemonLink::enqueue(const QByteArray &line, const QList<QByteArray> &requests)
{
    m_queue.push_back({line + '\n', requests});
}

void DaemonLink::enqueueFirst(const QList<QByteArray> &lines)
{
    for (auto line = lines.crbegin(); line != lines.crend(); ++line)
        m_queue.push_front({*line + '\n', {}});
}

qint64 DaemonLink::queuedBytes() const
{
    qint64 bytes = 0;
    for (const Outgoing &line : m_queue)
        bytes += line.line.size();
    return bytes;
}

QList<QByteArray> DaemonLink::dropQueue()
{
    QList<QByteArray> requests;
    for (const Outgoing &line : m_queue)
        requests += line.requests;
    m_queue.clear();
    m_written = 0;
    return requests;
}

QList<QByteArray> DaemonLink::flush(bool &ok)
{
    QList<QByteArray> requests;
    ok = true;
    while (!m_queue.empty()) {
        const Outgoing &first = m_queue.front();
        const QByteArray &bytes = first.line;
        const ssize_t count = ::send(m_descriptor, bytes.constData() + m_written,
                                     static_cast<size_t>(bytes.size() - m_written), SendFlags);
        if (count < 0) {
            if (errno == EINTR)
                continue;
            ok = errno == EAGAIN || errno == EWOULDBLOCK;
            return requests;
        }
        m_written += count;
        if (m_written < bytes.size())
            continue;
        requests += first.requests;
        m_written = 0;
        m_queue.pop_front();
    }
    return requests;
}

bool DaemonLink::read(QByteArray &into)
{
    const qsizetype before = into.size();
    into.resize(before + DaemonReadSize);
    const ssize_t count = ::recv(m_descriptor, into.data() + before, static_cast<size_t>(DaemonReadSize), 0);
    const bool isNothing = count < 0 && (errno == EAGAIN || errno == EINTR);
    into.resize(before + std::max<ssize_t>(count, 0));
    return count > 0 || isNothing;
}

void DaemonLink::finishWriting()
{
    if (m_descriptor >= 0)
        ::shutdown(m_descriptor, SHUT_WR);
}

} // namespace exaid
