#include "app/exaid/statuscommand.h"

#include "app/exaid/commandline.h"
#include "app/exaid/exitcode.h"
#include "app/exaid/statustext.h"
#include "core/config/settingsreport.h"
#include "core/time/systemtime.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration StatusLimit = 5s;

} // namespace

StatusCommand::StatusCommand(const LoadedSettings &loaded, bool json, TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_timers(timers)
    , m_token(loaded.settings.server.token)
    , m_json(json)
    , m_search(findDaemon(loaded, timers.clock()))
{}

void StatusCommand::start()
{
    QMetaObject::invokeMethod(this, &StatusCommand::tryNext, Qt::QueuedConnection);
}

void StatusCommand::tryNext()
{
    if (m_search.candidates.isEmpty()) {
        const QString tried = m_tried.isEmpty() ? u"EXAI_WS_PORT is 0 and there is no fresh health file"_s
                                                : u"nothing listens on %1"_s.arg(m_tried.join(" or "_L1));
        giveUp({u"not_running"_s, u"exaid is not running: "_s + tried, u"Start it with: exaid serve"_s},
               false);
        return;
    }
    const DaemonAddress address = m_search.candidates.takeFirst();
    m_tried << address.url();
    if (m_client)
        m_client.release()->deleteLater(); // it may be the sender
    m_client = std::make_unique<MonitorClient>(m_timers);
    connect(m_client.get(), &MonitorClient::greeted, this, [this] { m_client->send(u"snapshot_once"_s); });
    connect(m_client.get(), &MonitorClient::frameArrived, this, &StatusCommand::showFrame);
    connect(m_client.get(), &MonitorClient::failed, this, &StatusCommand::handleFailure);
    m_client->open(address, m_token, StatusLimit);
}

void StatusCommand::showFrame(const QJsonObject &frame)
{
    if (frame.value("op"_L1) != "snapshot"_L1)
        return; // an event of the feed
    m_client->finish();
    const QJsonObject snapshot = frame.value("snapshot"_L1).toObject();
    if (m_json)
        printLine(QString::fromUtf8(QJsonDocument(snapshot).toJson()));
    else
        printLine(statusText(snapshotFromJson(snapshot)));
    Q_EMIT finished(ExitDone);
}

void StatusCommand::handleFailure(const Error &error)
{
    if (error.code == "not_running"_L1)
        tryNext();
    else
        giveUp(error, true);
}

void StatusCommand::giveUp(const Error &error, bool running)
{
    if (m_json) {
        const QJsonObject json{
            {"running"_L1, running},       {"error"_L1, error.code},
            {"message"_L1, error.message}, {"hint"_L1, error.hint},
            {"note"_L1, m_search.note},    {"tried"_L1, QJsonArray::fromStringList(m_tried)}};
        printLine(QString::fromUtf8(QJsonDocument(json).toJson()));
    } else {
        printError(u"%1.\n%2"_s.arg(error.message, error.hint));
        if (!m_search.note.isEmpty())
            printError(m_search.note);
    }
    Q_EMIT finished(running ? ExitFailed : ExitNotRunning);
}

int runStatus(const QStringList &arguments)
{
    CommandLine line(
        u"status"_s,
        u"shows what a running daemon does: slots, sessions, calls. Exit code 3: not running."_s);
    line.addOption({u"json"_s, u"Print JSON."_s});
    if (const std::optional<int> over = line.parse(arguments))
        return *over;
    const LoadedSettings loaded = line.load();
    for (const SettingProblem &problem : loaded.errors)
        printError(problemText(problem)); // a setting of a provider, say, is no reason not to ask
    const SystemClock clock;
    SystemTimerService timers(clock);
    StatusCommand command(loaded, line.isSet(u"json"_s), timers);
    QObject::connect(&command, &StatusCommand::finished, qApp, &QCoreApplication::exit);
    command.start();
    return QCoreApplication::exec();
}

} // namespace exaid
