#include "app/mcpbridge/daemonstart.h"

#include <QFile>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LifelineInDaemon = 3;

// What the host has left open for its children is none of the daemon's.
void closeFrom(int first)
{
#ifdef __linux__
    ::close_range(static_cast<unsigned>(first), ~0U, 0);
#else
    for (int descriptor = first; descriptor < 256; ++descriptor)
        ::close(descriptor);
#endif
}

// In the child, after fork: only calls that are safe there. The lifeline stays open beyond exec.
[[noreturn]] void becomeDaemon(const char *program, char *const *arguments, const char *log, int lifeline)
{
    ::setsid();
    // Twice, so that it is nobody's child: a host that ends its descendants must not end the daemon of
    // others.
    if (const pid_t again = ::fork(); again != 0)
        ::_exit(again < 0 ? 1 : 0);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGUSR2})
        ::signal(number, SIG_DFL);
    const int nothing = ::open("/dev/null", O_RDWR);
    const int text = ::open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    if (nothing < 0 || ::dup2(nothing, 0) < 0 || ::dup2(nothing, 1) < 0)
        ::_exit(127);
    ::dup2(text < 0 ? nothing : text, 2);
    ::dup2(lifeline, LifelineInDaemon);
    ::fcntl(LifelineInDaemon, F_SETFD, 0);
    closeFrom(LifelineInDaemon + 1);
    if (::chdir("/") != 0)
        ::_exit(127);
    ::execv(program, arguments);
    [[maybe_unused]] const ssize_t said = ::write(2, "exaid can't be run\n", 19);
    ::_exit(127);
}

} // namespace

DaemonStart::DaemonStart(QString program, QStringList arguments, QString lockFile, QString log)
    : m_program(std::move(program))
    , m_arguments(std::move(arguments))
    , m_lockFile(std::move(lockFile))
    , m_log(std::move(log))
{}

DaemonStart::~DaemonStart()
{
    if (m_lifeline >= 0)
        ::close(m_lifeline);
}

DaemonStart::Step DaemonStart::advance()
{
    if (!m_lock) {
        auto lock = FileLock::take(m_lockFile);
        if (!lock) {
            if (lock.error().code == "locked"_L1)
                return Step::Waiting;
            m_why = lock.error().message;
            return Step::Failed;
        }
        // Its last holder may have started one just now: the caller looks once more before the next step.
        m_lock = *lock;
        return Step::Waiting;
    }
    if (m_lifeline < 0)
        return launch() ? Step::Waiting : Step::Failed;
    return hasEnded() ? Step::Failed : Step::Waiting;
}

bool DaemonStart::launch()
{
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        m_why = qt_error_string(errno);
        return false;
    }
    const QByteArray program = QFile::encodeName(m_program);
    const QByteArray log = QFile::encodeName(m_log);
    QList<QByteArray> texts{program};
    for (const QString &argument : m_arguments)
        texts.append(argument.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &text : texts)
        arguments.push_back(text.data());
    arguments.push_back(nullptr);

    const pid_t child = ::fork();
    if (child == 0)
        becomeDaemon(program.constData(), arguments.data(), log.constData(), pipe[1]);
    const int forkError = errno;
    ::close(pipe[1]);
    m_lifeline = pipe[0];
    if (child < 0) {
        m_why = qt_error_string(forkError);
        return false;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status == 0;
}

bool DaemonStart::hasEnded() const
{
    pollfd end{m_lifeline, POLLIN, 0};
    return ::poll(&end, 1, 0) > 0;
}

QString DaemonStart::why() const
{
    if (!m_why.isEmpty())
        return m_why;
    QFile file(m_log);
    if (!file.open(QIODevice::ReadOnly))
        return u"it said nothing"_s;
    const QString text = QString::fromUtf8(file.read(4096)).simplified();
    return text.isEmpty() ? u"it said nothing"_s : text;
}

} // namespace exaid
