#include "app/lab/loadcommand.h"

#include "app/exaid/daemonfinder.h"
#include "app/exaid/exitcode.h"
#include "app/exaid/signalbridge.h"
#include "app/lab/load/loadrunner.h"
#include "app/lab/valuereader.h"
#include "core/config/secretfile.h"
#include "core/time/systemtime.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>
#include <QSaveFile>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

void addLoadOptions(CommandLine &line)
{
    line.addOption({u"url"_s, u"The daemon. Default: the one that the settings lead to."_s, u"ws://…"_s});
    line.addOption({u"token-file"_s, u"Read the access token from this file."_s, u"file"_s});
    line.addOption({u"sessions"_s, u"Sessions. Default: 4."_s, u"number"_s, u"4"_s});
    line.addOption({u"pattern"_s,
                    u"closed: each session keeps its calls outstanding; poisson: random arrivals."_s,
                    u"closed|poisson"_s, u"closed"_s});
    line.addOption({u"rate"_s, u"Calls a second of all sessions together, for poisson. Default: 2."_s,
                    u"number"_s, u"2"_s});
    line.addOption({u"think"_s, u"Pause of a session between a reply and its next call. Default: 0."_s,
                    u"ms"_s, u"0"_s});
    line.addOption({u"outstanding"_s, u"Calls that a session has under way, at most. Default: 1."_s,
                    u"number"_s, u"1"_s});
    line.addOption(
        {u"greedy"_s, u"One more session that keeps so many calls outstanding."_s, u"number"_s, u"0"_s});
    line.addOption({u"tool"_s, u"Tool to call. Default: chat."_s, u"name"_s, u"chat"_s});
    line.addOption({u"model"_s, u"Model, or a mix with weights: kimi-k2=3,glm-4.6=1."_s, u"models"_s});
    line.addOption({u"prompt"_s, u"Prompt of each call."_s, u"text"_s, u"Say hello."_s});
    line.addOption({u"directive"_s, u"For the simulator, such as \"[sim delay=400ms]\"."_s, u"text"_s});
    line.addOption({u"greedy-directive"_s, u"The same for the greedy session."_s, u"text"_s});
    line.addOption({u"duration"_s, u"How long, up to an hour. Default: 30s."_s, u"time"_s, u"30s"_s});
    line.addOption(
        {u"warm-up"_s, u"Time before that, which is not in the figures. Default: 0."_s, u"time"_s, u"0"_s});
    line.addOption({u"seed"_s, u"Seed of arrivals and model choice. Default: 1."_s, u"number"_s, u"1"_s});
    line.addOption({u"json"_s, u"Write the figures as JSON; - is the standard output."_s, u"file"_s});
    line.addOption({u"csv"_s, u"Write one row per call."_s, u"file"_s});
    line.addOption({u"force"_s, u"Load a daemon on another machine."_s});
}

// The settings' token is for the daemon of the settings: it goes to this machine only.
Secret tokenFor(const LoadedSettings &loaded, const QUrl &url)
{
    const bool isHere = url.host() == u"localhost" || QHostAddress(url.host()).isLoopback();
    return isHere ? loaded.settings.server.token : Secret();
}

void readTarget(const CommandLine &line, ValueReader &values, LoadPlan &plan)
{
    const LoadedSettings loaded = line.load();
    const SystemClock clock;
    if (line.isSet(u"url"_s)) {
        plan.url = QUrl(line.value(u"url"_s), QUrl::StrictMode);
        plan.token = tokenFor(loaded, plan.url);
    } else if (const DaemonSearch search = findDaemon(loaded, clock); !search.candidates.isEmpty()) {
        plan.url = QUrl(search.candidates.constFirst().url());
        plan.token = loaded.settings.server.token;
    } else {
        values.addFault(u"no daemon is known; give its address with --url ws://127.0.0.1:8079"_s);
    }
    if (!line.isSet(u"token-file"_s))
        return;
    auto token = readSecretFile(line.value(u"token-file"_s), {});
    if (token)
        plan.token = *token;
    else
        values.addFault(u"%1. %2"_s.arg(token.error().message, token.error().hint));
}

void readSessions(const CommandLine &line, ValueReader &values, LoadPlan &plan)
{
    const int count = values.integer(u"sessions"_s, 0, MaxLoadSessions);
    SessionPlan polite;
    const QString pattern = line.value(u"pattern"_s);
    if (pattern == u"poisson")
        polite.pattern = ArrivalPattern::Poisson;
    else if (pattern != u"closed")
        values.addFault(u"--pattern must be closed or poisson, not \"%1\""_s.arg(pattern));
    polite.outstanding = values.integer(u"outstanding"_s, 1, MaxLoadOutstanding);
    polite.rate = values.number(u"rate"_s, 0.001, MaxLoadRate) / std::max(1, count);
    polite.think = values.duration(u"think"_s, 1ms, 0ms, MaxLoadDuration);
    const QString prompt = line.value(u"prompt"_s);
    const QString directive = line.value(u"directive"_s);
    polite.prompt = QString(prompt + u' ' + directive).trimmed();
    plan.sessions.assign(static_cast<size_t>(count), polite);

    if (const int outstanding = values.integer(u"greedy"_s, 0, MaxLoadOutstanding)) {
        SessionPlan greedy;
        greedy.isGreedy = true;
        greedy.outstanding = outstanding;
        const QString own = line.value(u"greedy-directive"_s);
        greedy.prompt = QString(prompt + u' ' + (own.isEmpty() ? directive : own)).trimmed();
        plan.sessions.push_back(greedy);
    }
}

bool writeResult(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return true;
    printError(u"exaid load: %1 could not be written: %2"_s.arg(path, file.errorString()));
    return false;
}

int tellResult(const CommandLine &line, const LoadRunner &runner)
{
    const LoadReport &report = runner.report();
    const QString json = line.value(u"json"_s);
    if (json == u"-")
        printLine(QString::fromUtf8(QJsonDocument(toJson(report)).toJson()));
    else
        printLine(toText(report));
    bool isWritten =
        json.isEmpty() || json == u"-" || writeResult(json, QJsonDocument(toJson(report)).toJson());
    if (line.isSet(u"csv"_s))
        isWritten = writeResult(line.value(u"csv"_s), toCsv(report.plan, runner.samples())) && isWritten;
    const bool hasWorked = report.all.answered > 0 || (report.wasInterrupted && report.all.noReply == 0);
    return hasWorked && isWritten ? ExitDone : ExitFailed;
}

} // namespace

int runLoad(const QStringList &arguments)
{
    CommandLine line(
        u"load"_s, u"puts a running daemon under load over its WebSocket and reports throughput, latency and "
                   "fairness. Ends by itself; Ctrl+C ends it sooner."_s);
    addLoadOptions(line);
    if (const std::optional<int> over = line.parse(arguments))
        return *over;

    ValueReader values(line);
    LoadPlan plan;
    readTarget(line, values, plan);
    readSessions(line, values, plan);
    plan.tool = line.value(u"tool"_s);
    plan.duration = values.duration(u"duration"_s, 1s, 1ms, MaxLoadDuration);
    plan.warmUp = values.duration(u"warm-up"_s, 1s, 0ms, MaxLoadDuration);
    plan.seed = values.seed(u"seed"_s);
    plan.allowRemote = line.isSet(u"force"_s);
    if (auto models = parseModelMix(line.value(u"model"_s)))
        plan.models = *models;
    else
        values.addFault(u"%1; %2"_s.arg(models.error().message, models.error().hint));
    if (values.isValid()) {
        if (const Status status = validate(plan); !status)
            values.addFault(u"%1; %2"_s.arg(status.error().message, status.error().hint));
    }
    if (!values.isValid())
        return values.fail(u"load"_s);

    const SystemClock clock;
    SystemTimerService timers(clock);
    LoadRunner runner(plan, timers);
    SignalBridge signalBridge;
    QObject::connect(&runner, &LoadRunner::progressed, qApp, [](const QString &text) { printError(text); });
    QObject::connect(&runner, &LoadRunner::finished, qApp, &QCoreApplication::quit);
    QObject::connect(&signalBridge, &SignalBridge::endRequested, &runner, &LoadRunner::stop);
    runner.start();
    QCoreApplication::exec();
    return tellResult(line, runner);
}

} // namespace exaid::lab
