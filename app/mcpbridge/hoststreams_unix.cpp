#include "app/mcpbridge/hoststreams.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace exaid {

namespace {

constexpr qsizetype HostReadSize = 65'536;
// A pipe that poll calls writable takes this much at once.
constexpr qsizetype PipeChunk = 4096;
constexpr qsizetype KeptCapacity = 262'144;

} // namespace

HostStreams::Reading HostStreams::read(QByteArray &into)
{
    const qsizetype before = into.size();
    into.resize(before + HostReadSize);
    const ssize_t count = ::read(STDIN_FILENO, into.data() + before, static_cast<size_t>(HostReadSize));
    const bool isNothing = count < 0 && (errno == EAGAIN || errno == EINTR);
    into.resize(before + std::max<ssize_t>(count, 0));
    if (count > 0)
        return Reading::Some;
    return isNothing ? Reading::Nothing : Reading::Ended;
}

void HostStreams::enqueue(const QByteArray &line)
{
    m_queue += line;
    m_queue += '\n';
}

bool HostStreams::flush()
{
    while (hasQueued()) {
        const char *bytes = m_queue.constData() + m_written;
        const qsizetype size = m_queue.size() - m_written;
        ssize_t count = -1;
        if (m_isSocket) {
            count = ::send(STDOUT_FILENO, bytes, static_cast<size_t>(size), MSG_DONTWAIT);
            if (count < 0 && errno == ENOTSOCK) {
                m_isSocket = false;
                continue;
            }
        } else {
            pollfd room{STDOUT_FILENO, POLLOUT, 0};
            if (::poll(&room, 1, 0) <= 0)
                break;
            count = ::write(STDOUT_FILENO, bytes, static_cast<size_t>(std::min(size, PipeChunk)));
        }
        if (count < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
        m_written += count;
    }
    if (!hasQueued()) {
        m_written = 0;
        if (m_queue.capacity() > KeptCapacity)
            m_queue = QByteArray();
        else
            m_queue.resize(0);
    }
    return true;
}

} // namespace exaid
