#include "app/mcpbridge/bridge.h"

#include "app/mcpbridge/daemonlink.h"
#include "app/mcpbridge/daemonstart.h"
#include "app/mcpbridge/hoststreams.h"
#include "app/mcpbridge/linebuffer.h"
#include "app/mcpbridge/parentwatch.h"
#include "app/mcpbridge/relaybook.h"
#include "core/frontends/local/bridgegreeting.h"
#include "core/frontends/local/localpeer.h"

#include <QFile>
#include <QFileInfo>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <limits>
#include <memory>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int ParentSignal = SIGUSR2;
constexpr int LineTooLong = -32600;
// More than this unread on one side, and the other side is not read.
constexpr qint64 MaxBacklog = 1'048'576;
constexpr auto StartLimit = 15s;
constexpr auto StartStep = 5ms;
constexpr auto PauseAfterFailure = 1s;
// After the host has closed its end: for answers that are on their way.
constexpr auto FarewellLimit = 1s;

constinit std::array<int, 2> wakePipe{-1, -1};

extern "C" void wakeBridge(int number)
{
    const int savedErrno = errno;
    const auto byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &byte, 1);
    errno = savedErrno;
}

void say(const QString &text)
{
    std::fprintf(stderr, "exaid mcp: %s\n", qPrintable(text));
}

QString nameOfProcess(qint64 pid)
{
    QFile file(u"/proc/%1/comm"_s.arg(pid));
    return file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll().trimmed()) : QString();
}

class Bridge
{
public:
    explicit Bridge(const BridgeSetup &setup)
        : m_setup(setup)
        , m_watch(ParentSignal)
        , m_hostLines(setup.maxLine)
        , m_daemonLines(std::numeric_limits<qint64>::max())
    {}

    int run();

private:
    enum class State { Idle, Connecting, Connected };

    void wait();
    std::chrono::milliseconds patience() const;
    void readSignals();
    void readHost();
    void takeHostLine(const LineBuffer::Line &line);
    void hostEnded();
    void readDaemon();
    void takeDaemonLine(const LineBuffer::Line &line);
    void flushDaemon();
    void wantDaemon();
    void advanceConnecting();
    void greet();
    void failConnecting(const QString &why);
    void lose();
    void tellHost(const QList<QByteArray> &lines);

    const BridgeSetup &m_setup;
    ParentWatch m_watch;
    HostStreams m_host;
    LineBuffer m_hostLines;
    LineBuffer m_daemonLines;
    DaemonLink m_daemon;
    RelayBook m_book;
    std::unique_ptr<DaemonStart> m_start;
    State m_state = State::Idle;
    SteadyClock::time_point m_connectLimit;
    SteadyClock::time_point m_retryAt;
    SteadyClock::time_point m_farewellLimit = SteadyClock::time_point::max();
    QString m_failure;
    bool m_isWelcome = false;
    bool m_hasEnded = false; // the host has closed its end
    bool m_saidFarewell = false;
    bool m_isDone = false;
};

int Bridge::run()
{
    while (!m_isDone && !m_watch.isOrphan() && SteadyClock::now() < m_farewellLimit) {
        wait();
        if (m_state == State::Connecting)
            advanceConnecting();
        if (m_hasEnded && m_state == State::Idle && !m_host.hasQueued())
            m_isDone = true;
    }
    return 0;
}

std::chrono::milliseconds Bridge::patience() const
{
    if (m_state == State::Connecting)
        return StartStep;
    if (!m_hasEnded)
        return m_watch.interval();
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(m_farewellLimit - SteadyClock::now()));
}

void Bridge::wait()
{
    const auto events = [](bool wanted, short event) { return wanted ? event : short(0); };
    const bool readsHost = !m_hasEnded && m_daemon.queuedBytes() < MaxBacklog;
    const bool readsDaemon = m_host.queuedBytes() < MaxBacklog;
    std::array<pollfd, 4> ends{{
        {wakePipe[0], POLLIN, 0},
        // A negative descriptor is none: an end that nobody reads must not wake us for ever.
        {readsHost ? STDIN_FILENO : -1, POLLIN, 0},
        {m_host.hasQueued() ? STDOUT_FILENO : -1, POLLOUT, 0},
        {m_daemon.descriptor(),
         static_cast<short>(events(readsDaemon, POLLIN) | events(m_daemon.hasQueued(), POLLOUT)), 0},
    }};
    if (::poll(ends.data(), ends.size(), static_cast<int>(patience().count())) <= 0)
        return;
    if (ends[0].revents != 0)
        readSignals();
    if (ends[2].revents != 0 && !m_host.flush())
        m_isDone = true;
    if (m_daemon.isConnected() && (ends[3].revents & POLLOUT) != 0)
        flushDaemon();
    if (m_daemon.isConnected() && (ends[3].revents & ~POLLOUT) != 0)
        readDaemon();
    if (ends[1].revents != 0)
        readHost();
}

void Bridge::readSignals()
{
    std::array<char, 16> numbers{};
    const ssize_t count = ::read(wakePipe[0], numbers.data(), numbers.size());
    for (ssize_t i = 0; i < count; ++i)
        m_isDone =
            m_isDone || numbers.at(static_cast<size_t>(i)) != ParentSignal; // run() looks at the parent
}

void Bridge::readHost()
{
    QByteArray bytes;
    const HostStreams::Reading reading = m_host.read(bytes);
    m_hostLines.append(bytes);
    if (reading == HostStreams::Reading::Ended)
        m_hostLines.finish();
    while (const auto line = m_hostLines.take())
        takeHostLine(*line);
    if (reading == HostStreams::Reading::Ended)
        hostEnded();
}

void Bridge::takeHostLine(const LineBuffer::Line &line)
{
    if (line.isTooLong) {
        const QByteArray why = "the message is longer than " + QByteArray::number(m_setup.maxLine) +
                               " bytes (EXAI_WS_MAX_BYTES)";
        const QByteArray id = line.messages.isEmpty() ? QByteArray() : line.messages.constFirst().id;
        m_host.enqueue(errorLine(id, LineTooLong, why));
        return;
    }
    const RelayBook::HostLine verdict = m_book.fromHost(line.text, line.messages, m_state != State::Idle);
    if (!verdict.isForDaemon)
        return;
    if (m_state == State::Idle && !verdict.needsDaemon)
        return;
    m_daemon.enqueue(line.text, verdict.requests);
    if (m_state == State::Connected)
        flushDaemon();
    else if (m_state == State::Idle)
        wantDaemon();
}

void Bridge::hostEnded()
{
    m_hasEnded = true;
    m_farewellLimit = SteadyClock::now() + FarewellLimit;
    if (m_state == State::Connected)
        flushDaemon();
}

void Bridge::readDaemon()
{
    QByteArray bytes;
    const bool isThere = m_daemon.read(bytes);
    m_daemonLines.append(bytes);
    while (m_daemon.isConnected()) {
        const auto line = m_daemonLines.take();
        if (!line)
            break;
        takeDaemonLine(*line);
    }
    if (!isThere && m_daemon.isConnected())
        lose();
    if (m_host.hasQueued() && !m_host.flush())
        m_isDone = true;
}

void Bridge::takeDaemonLine(const LineBuffer::Line &line)
{
    if (m_isWelcome) {
        if (m_book.fromDaemon(line.messages))
            m_host.enqueue(line.text);
        return;
    }
    const auto welcome = BridgeWelcome::parse(line.text);
    m_isWelcome = welcome && welcome->isLetIn;
    if (!m_isWelcome) {
        const QString why = welcome ? welcome->why : u"what listens there is not exaid"_s;
        tellHost(m_book.lose(why.toUtf8()));
        failConnecting(u"the daemon does not let the bridge in: "_s + why);
    }
}

void Bridge::flushDaemon()
{
    bool ok = true;
    m_book.sent(m_daemon.flush(ok));
    if (!ok) {
        readDaemon(); // what it said before it went
        if (m_daemon.isConnected())
            lose();
    } else if (m_hasEnded && !m_daemon.hasQueued() && !std::exchange(m_saidFarewell, true)) {
        m_daemon.finishWriting();
    }
}

void Bridge::wantDaemon()
{
    if (SteadyClock::now() < m_retryAt) { // no new pause: whoever asks often must get through in the end
        tellHost(m_book.refuse(m_daemon.dropQueue(), "exaid: " + m_failure.toUtf8()));
        return;
    }
    m_state = State::Connecting;
    m_connectLimit = SteadyClock::now() + StartLimit;
    advanceConnecting();
}

void Bridge::advanceConnecting()
{
    const bool isLate = SteadyClock::now() > m_connectLimit;
    switch (m_daemon.connectTo(m_setup.socketPath)) {
    case DaemonLink::Attempt::Connected:
        greet();
        return;
    case DaemonLink::Attempt::Refused:
        failConnecting(m_daemon.why());
        return;
    case DaemonLink::Attempt::Busy:
        if (isLate)
            failConnecting(u"the daemon is too busy to accept a connection"_s);
        return;
    case DaemonLink::Attempt::NobodyThere:
        break;
    }
    if (!m_setup.mayStart) {
        failConnecting(u"no daemon runs; start one: exaid serve"_s);
        return;
    }
    if (!m_start) {
        const QString directory = QFileInfo(m_setup.socketPath).path();
        if (const QString unfit = unfitSocketDirectory(directory); !unfit.isEmpty()) {
            failConnecting(unfit);
            return;
        }
        m_start = std::make_unique<DaemonStart>(m_setup.program, m_setup.serveArguments,
                                                m_setup.socketPath + ".start"_L1, m_setup.startLog);
    }
    if (m_start->advance() == DaemonStart::Step::Failed) {
        // Once more: the reason may be another daemon that has just come up.
        if (m_daemon.connectTo(m_setup.socketPath) == DaemonLink::Attempt::Connected)
            greet();
        else
            failConnecting(u"the daemon could not be started: "_s + m_start->why());
    } else if (isLate) {
        failConnecting(u"the daemon did not open %1 within %2 s"_s.arg(m_setup.socketPath,
                                                                       QString::number(StartLimit / 1s)));
    }
}

void Bridge::greet()
{
    m_start.reset();
    m_state = State::Connected;
    m_isWelcome = false;
    m_daemonLines = LineBuffer(std::numeric_limits<qint64>::max());
    const BridgeGreeting greeting{m_setup.version, ::getppid(), nameOfProcess(::getppid()),
                                  qEnvironmentVariable("CLAUDE_CODE_SESSION_ID"), m_setup.token};
    m_daemon.enqueueFirst(QList<QByteArray>{greeting.toLine()} + m_book.replay());
    flushDaemon();
}

void Bridge::failConnecting(const QString &why)
{
    m_start.reset();
    m_daemon.close();
    m_state = State::Idle;
    m_failure = why;
    m_retryAt = SteadyClock::now() + PauseAfterFailure;
    say(why);
    tellHost(m_book.refuse(m_daemon.dropQueue(), "exaid: " + why.toUtf8()));
}

void Bridge::lose()
{
    const bool wasWelcome = std::exchange(m_isWelcome, false);
    m_daemon.close();
    m_state = State::Idle;
    if (m_hasEnded) {
        m_daemon.dropQueue();
        return;
    }
    say(u"the connection to the daemon is lost"_s);
    tellHost(m_book.lose("the exaid daemon ended while this ran; what it had done is not known. "
                         "Ask again: it will be started."));
    if (!m_daemon.hasQueued())
        return;
    if (wasWelcome)
        wantDaemon();
    else
        failConnecting(u"the daemon closed the connection at once"_s);
}

void Bridge::tellHost(const QList<QByteArray> &lines)
{
    for (const QByteArray &line : lines)
        m_host.enqueue(line);
}

void listenToSignals()
{
    if (::pipe2(wakePipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals: %s", qPrintable(qt_error_string(errno)));
    struct sigaction wake = {};
    wake.sa_handler = wakeBridge;
    wake.sa_flags = SA_RESTART;
    sigemptyset(&wake.sa_mask);
    for (const int number : {SIGTERM, SIGINT, SIGHUP, ParentSignal})
        ::sigaction(number, &wake, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    sigset_t none; // a host's own mask is inherited
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

} // namespace

int runBridge(const BridgeSetup &setup)
{
    listenToSignals();
    Bridge bridge(setup);
    return bridge.run();
}

} // namespace exaid
