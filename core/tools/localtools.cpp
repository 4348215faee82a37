#include "core/tools/localtools.h"

#include "core/providers/providerset.h"
#include "core/tools/activity.h"
#include "core/tools/eventview.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype ProblemsShown = 5;

QJsonArray eventLines(const QList<MonitorEvent> &events)
{
    QJsonArray lines;
    for (const MonitorEvent &event : events)
        lines.append(EventView::line(event));
    return lines;
}

QJsonArray nextSteps(const LocalToolParts &parts, const Snapshot &snapshot)
{
    QJsonArray steps;
    if (configuredProviders(parts.providerSet).isEmpty())
        steps.append(u"No provider is configured: set KIMI_API_KEY or GLM_API_KEY and restart."_s);
    if (snapshot.simulated)
        steps.append(
            u"Answers come from the built-in simulator: set KIMI_API_KEY or GLM_API_KEY for real ones."_s);
    if (snapshot.state == "draining"_L1)
        steps.append(u"The daemon is shutting down: send new calls after its restart."_s);
    return steps;
}

Result<LocalReply> versionReply(const LocalToolParts &parts, const ToolInput &)
{
    const Snapshot snapshot = parts.snapshot();
    return jsonReply({{u"name"_s, u"exaid"_s},
                      {u"version"_s, snapshot.version},
                      {u"qt"_s, QString::fromLatin1(qVersion())},
                      {u"started"_s, EventView::timeText(snapshot.startedMs)},
                      {u"simulated"_s, snapshot.simulated}});
}

QJsonObject statusJson(const LocalToolParts &parts, const ToolInput &input, const Snapshot &snapshot)
{
    const EventView view(input.sessionName, input.session, parts.events, snapshot);
    QJsonObject status{{u"status"_s, snapshot.state},
                       {u"version"_s, snapshot.version},
                       {u"uptime_secs"_s, static_cast<double>(snapshot.wallMs - snapshot.startedMs) / 1000.0},
                       {u"simulated"_s, snapshot.simulated},
                       {u"providers_configured"_s, configuredProviders(parts.providerSet)},
                       {u"models_available"_s, availableModels(parts.providerSet, parts.models)},
                       {u"sessions"_s, snapshot.sessions.size()},
                       {u"limits"_s, limitsJson(snapshot, input.sessionName)},
                       {u"your_calls"_s, ownCallsJson(snapshot, input.sessionName)},
                       {u"last_errors"_s, eventLines(view.lastProblems(ProblemsShown))},
                       {u"next_steps"_s, nextSteps(parts, snapshot)}};
    const QStringList tools = parts.toolNames();
    if (input.arguments.value("include_tools"_L1).toBool())
        status.insert(u"tools_loaded"_s, QJsonArray::fromStringList(tools));
    else
        status.insert(u"tools_loaded"_s, tools.size());
    return status;
}

Result<LocalReply> statusReply(const LocalToolParts &parts, const ToolInput &input)
{
    return jsonReply(statusJson(parts, input, parts.snapshot()));
}

Result<LocalReply> healthReply(const LocalToolParts &parts, const ToolInput &input)
{
    const Snapshot snapshot = parts.snapshot();
    const EventView view(input.sessionName, input.session, parts.events, snapshot);
    const qsizetype tail = input.arguments.value("tail_lines"_L1).toInteger(50);
    const QList<MonitorEvent> &recent = parts.events.recent();
    QJsonArray lines;
    for (qsizetype i = std::max<qsizetype>(0, recent.size() - tail); i < recent.size(); ++i)
        lines.append(EventView::line(view.shown(recent.at(i))));
    QJsonObject health = statusJson(parts, input, snapshot);
    health.insert(u"healthy"_s, snapshot.state == "serving"_L1);
    health.insert(u"connections"_s, snapshot.connections);
    health.insert(u"calls"_s, countersJson(snapshot.counters));
    health.insert(u"recent_events"_s, lines);
    return jsonReply(health);
}

Result<LocalReply> modelsReply(const LocalToolParts &parts, const ToolInput &)
{
    return jsonReply({{u"providers"_s, providersJson(parts.providers, parts.providerSet, parts.models,
                                                     parts.snapshot(), false)}});
}

Result<LocalReply> capabilitiesReply(const LocalToolParts &parts, const ToolInput &input)
{
    const bool advanced = input.arguments.value("show_advanced"_L1).toBool();
    QJsonObject json{{u"providers"_s, providersJson(parts.providers, parts.providerSet, parts.models,
                                                    parts.snapshot(), advanced)}};
    if (input.arguments.value("include_tools"_L1).toBool(true))
        json.insert(u"tools"_s, QJsonArray::fromStringList(parts.toolNames()));
    return jsonReply(json);
}

Result<LocalReply> activityWork(const LocalToolParts &parts, const ToolInput &input)
{
    const Result<QJsonObject> found =
        activityJson(EventView(input.sessionName, input.session, parts.events, parts.snapshot()),
                     input.arguments, parts.clock);
    if (!found)
        return found.error();
    return jsonReply(*found);
}

Result<LocalReply> echoReply(const LocalToolParts &, const ToolInput &input)
{
    QJsonObject json{{u"echo"_s, input.arguments.value("prompt"_L1)}};
    if (input.arguments.value("include_metadata"_L1).toBool())
        json.insert(u"session"_s, input.sessionName);
    LocalReply reply = jsonReply(json);
    reply.delay = std::chrono::milliseconds(input.arguments.value("delay_ms"_L1).toInteger());
    return reply;
}

} // namespace

LocalTool::Work localToolWork(const QString &name, const LocalToolParts &parts)
{
    using Function = Result<LocalReply> (*)(const LocalToolParts &, const ToolInput &);
    struct Row
    {
        QLatin1StringView name;
        Function function;
    };
    static constexpr Row rows[] = {
        {"version"_L1, versionReply},  {"status"_L1, statusReply},
        {"health"_L1, healthReply},    {"listmodels"_L1, modelsReply},
        {"activity"_L1, activityWork}, {"provider_capabilities"_L1, capabilitiesReply},
        {"test_echo"_L1, echoReply},
    };
    for (const Row &row : rows) {
        if (name == row.name)
            return
                [parts, function = row.function](const ToolInput &input) { return function(parts, input); };
    }
    return {};
}

} // namespace exaid
