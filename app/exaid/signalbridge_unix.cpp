// Unix: a signal handler may do next to nothing, so it writes the signal's number into a socket that the
// event loop reads.

#include "app/exaid/signalbridge.h"

#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Handlers take no context, so the ends of the socket pair must be found without one.
constinit std::array<int, 2> signalSockets{-1, -1};
constexpr std::array EndSignals{SIGTERM, SIGINT, SIGHUP};

extern "C" void forwardSignal(int number)
{
    const int savedErrno = errno;
    const auto byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(signalSockets[0], &byte, 1);
    errno = savedErrno;
}

QString nameOf(char number)
{
    switch (number) {
    case SIGTERM:
        return u"SIGTERM"_s;
    case SIGINT:
        return u"SIGINT"_s;
    case SIGHUP:
        return u"SIGHUP"_s;
    default:
        return u"a signal"_s;
    }
}

} // namespace

SignalBridge::SignalBridge(QObject *parent)
    : QObject(parent)
{
    Q_ASSERT(signalSockets[0] == -1);
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, signalSockets.data()) != 0)
        qFatal("no socket pair for signals: %s", qPrintable(qt_error_string(errno)));
    m_notifier = std::make_unique<QSocketNotifier>(signalSockets[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalBridge::readPending);

    struct sigaction forward = {};
    forward.sa_handler = forwardSignal;
    forward.sa_flags = SA_RESTART;
    sigemptyset(&forward.sa_mask);
    for (const int number : EndSignals)
        ::sigaction(number, &forward, nullptr);
    // A reader that leaves (head, a closed terminal) must not end the daemon.
    ::signal(SIGPIPE, SIG_IGN);
}

SignalBridge::~SignalBridge()
{
    for (const int number : EndSignals)
        ::signal(number, SIG_DFL);
    m_notifier.reset();
    for (int &socket : signalSockets) {
        ::close(socket);
        socket = -1;
    }
}

void SignalBridge::readPending()
{
    std::array<char, 16> numbers{};
    const ssize_t count = ::read(signalSockets[1], numbers.data(), numbers.size());
    for (ssize_t i = 0; i < count; ++i)
        Q_EMIT endRequested(nameOf(numbers.at(static_cast<size_t>(i))));
}

} // namespace exaid
