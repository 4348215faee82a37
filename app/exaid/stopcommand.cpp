#include "app/exaid/stopcommand.h"

#include "app/exaid/commandline.h"
#include "app/exaid/exitcode.h"
#include "core/config/settingsreport.h"
#include "core/monitoring/snapshot.h"
#include "core/time/systemtime.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration AskLimit = 5s;
constexpr Duration ProbeInterval = 100ms;
constexpr Duration Slack = 10s; // beyond the drain deadline, for writing and closing

} // namespace

StopCommand::StopCommand(const LoadedSettings &loaded, Duration patience, TimerService &timers,
                         QObject *parent)
    : QObject(parent)
    , m_timers(timers)
    , m_token(loaded.settings.server.token)
    , m_patience(patience)
    , m_search(findDaemon(loaded, timers.clock()))
{
    connect(&m_probe, &QTcpSocket::connected, this, &StopCommand::probeEnded);
    connect(&m_probe, &QTcpSocket::errorOccurred, this, &StopCommand::probeEnded);
}

void StopCommand::start()
{
    QMetaObject::invokeMethod(this, &StopCommand::tryNext, Qt::QueuedConnection);
}

void StopCommand::tryNext()
{
    if (m_search.candidates.isEmpty()) {
        QString message =
            m_tried.isEmpty()
                ? u"exaid is not running: EXAI_WS_PORT is 0 and there is no fresh health file."_s
                : u"exaid is not running: nothing listens on %1."_s.arg(m_tried.join(" or "_L1));
        if (!m_search.note.isEmpty())
            message += u'\n' + m_search.note;
        end(ExitNotRunning, message);
        return;
    }
    m_address = m_search.candidates.takeFirst();
    m_tried << m_address.url();
    if (m_client)
        m_client.release()->deleteLater(); // it may be the sender
    m_client = std::make_unique<MonitorClient>(m_timers);
    connect(m_client.get(), &MonitorClient::greeted, this, [this] { m_client->send(u"snapshot_once"_s); });
    connect(m_client.get(), &MonitorClient::frameArrived, this, &StopCommand::readFrame);
    connect(m_client.get(), &MonitorClient::failed, this, &StopCommand::handleFailure);
    m_client->open(m_address, m_token, AskLimit);
}

void StopCommand::readFrame(const QJsonObject &frame)
{
    const QString op = frame.value("op"_L1).toString();
    if (m_state == State::Asking && op == "snapshot"_L1) {
        const QJsonObject snapshot = frame.value("snapshot"_L1).toObject();
        m_pid = snapshot.value("pid"_L1).toInteger();
        printLine(u"Stopping exaid (pid %1) at %2; calls still running: %3."_s.arg(
            QString::number(m_pid), m_address.url(),
            QString::number(snapshotFromJson(snapshot).calls.size())));
        m_client->send(u"stop"_s);
        waitForEnd();
    } else if (op == "error"_L1) {
        end(ExitFailed, u"The daemon refuses to stop: %1."_s.arg(frame.value("message"_L1).toString()));
    }
}

void StopCommand::handleFailure(const Error &error)
{
    if (m_state == State::Waiting) {
        m_connectionClosed = true;
        checkEnded();
        return;
    }
    if (error.code == "not_running"_L1)
        tryNext();
    else
        end(ExitFailed, u"%1.\n%2"_s.arg(error.message, error.hint));
}

void StopCommand::waitForEnd()
{
    m_state = State::Waiting;
    m_deadline = m_timers.after(m_patience, [this] {
        end(ExitFailed,
            u"exaid at %1 has not ended after %2 s. It was asked to stop and ends when its last call does; "
            "`kill %3` ends it at once."_s.arg(m_address.url(), QString::number(toSeconds(m_patience)),
                                               QString::number(m_pid)));
    });
    m_nextProbe = m_timers.after(ProbeInterval, [this] { probe(); });
}

void StopCommand::probe()
{
    m_probe.abort();
    m_probe.connectToHost(QHostAddress(m_address.host), static_cast<quint16>(m_address.port));
}

void StopCommand::probeEnded()
{
    if (m_state != State::Waiting)
        return;
    if (m_probe.error() == QAbstractSocket::ConnectionRefusedError) {
        m_portClosed = true;
        checkEnded();
        return;
    }
    m_nextProbe = m_timers.after(ProbeInterval, [this] { probe(); });
}

void StopCommand::checkEnded()
{
    if (m_connectionClosed && m_portClosed)
        end(ExitDone, u"Stopped."_s);
}

void StopCommand::end(int exitCode, const QString &message)
{
    if (m_state == State::Done)
        return;
    m_state = State::Done;
    m_nextProbe.cancel();
    m_deadline.cancel();
    if (m_client)
        m_client->finish();
    if (exitCode == ExitDone)
        printLine(message);
    else
        printError(message);
    Q_EMIT finished(exitCode);
}

int runStop(const QStringList &arguments)
{
    CommandLine line(u"stop"_s,
                     u"asks a running daemon to finish its calls and end. Exit code 3: not running."_s);
    line.addOption(
        {u"timeout"_s, u"How long to wait; default: the drain timeout and ten seconds."_s, u"seconds"_s});
    if (const std::optional<int> over = line.parse(arguments))
        return *over;
    const LoadedSettings loaded = line.load();
    for (const SettingProblem &problem : loaded.errors)
        printError(problemText(problem)); // a setting of a provider, say, is no reason not to stop it
    Duration patience = loaded.settings.limits.drainTimeout + Slack;
    if (line.isSet(u"timeout"_s)) {
        bool ok = false;
        const double seconds = line.value(u"timeout"_s).toDouble(&ok);
        if (!ok || !(seconds >= 0) || seconds > 86'400) {
            printError(u"exaid stop: --timeout needs a number of seconds, 0 to 86400"_s);
            return ExitBadSettings;
        }
        patience = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    }
    const SystemClock clock;
    SystemTimerService timers(clock);
    StopCommand command(loaded, patience, timers);
    QObject::connect(&command, &StopCommand::finished, qApp, &QCoreApplication::exit);
    command.start();
    return QCoreApplication::exec();
}

} // namespace exaid
