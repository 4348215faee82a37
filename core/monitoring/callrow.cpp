#include "core/monitoring/callrow.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// One list of the fields for writing and reading.
template <typename Row, typename F>
void eachText(Row &row, F &&f)
{
    f("session"_L1, row.session);
    f("client"_L1, row.client);
    f("request_id"_L1, row.requestId);
    f("tool"_L1, row.tool);
    f("provider"_L1, row.provider);
    f("model"_L1, row.model);
    f("work_class"_L1, row.workClass);
    f("priority"_L1, row.priority);
    f("phase"_L1, row.phase);
    f("outcome"_L1, row.outcome);
    f("code"_L1, row.code);
    f("clock"_L1, row.clock);
    f("message"_L1, row.message);
}

template <typename Row, typename F>
void eachNumber(Row &row, F &&f)
{
    f("row"_L1, row.row);
    f("started_ms"_L1, row.startedMs);
    f("ended_ms"_L1, row.endedMs);
    f("deadline_ms"_L1, row.deadlineMs);
    f("phase_since_ms"_L1, row.phaseSinceMs);
    f("run_since_ms"_L1, row.runSinceMs);
    f("chunks"_L1, row.chunks);
    f("queue_ms"_L1, row.queueMs);
    f("run_ms"_L1, row.runMs);
    f("preparing_ms"_L1, row.phases.preparing);
    f("queued_ms"_L1, row.phases.queued);
    f("connecting_ms"_L1, row.phases.connecting);
    f("first_token_ms"_L1, row.phases.firstToken);
    f("streaming_ms"_L1, row.phases.streaming);
    f("finishing_ms"_L1, row.phases.finishing);
    f("backing_off_ms"_L1, row.phases.backingOff);
    f("longest_pause_ms"_L1, row.phases.longestPause);
    f("limit_queue_ms"_L1, row.limits.queue);
    f("limit_connect_ms"_L1, row.limits.connect);
    f("limit_first_token_ms"_L1, row.limits.firstToken);
    f("limit_stall_ms"_L1, row.limits.stall);
    f("limit_total_ms"_L1, row.limits.total);
}

template <typename Row, typename F>
void eachTokenCount(Row &row, F &&f)
{
    f("prompt_tokens"_L1, row.promptTokens);
    f("completion_tokens"_L1, row.completionTokens);
    f("reasoning_tokens"_L1, row.reasoningTokens);
    f("cached_tokens"_L1, row.cachedTokens);
}

} // namespace

void CallPhaseTimes::add(CallPhase phase, qint64 ms)
{
    switch (phase) {
    case CallPhase::Preparing:
        preparing += ms;
        return;
    case CallPhase::Queued:
        queued += ms;
        return;
    case CallPhase::Connecting:
        connecting += ms;
        return;
    case CallPhase::AwaitingFirstToken:
        firstToken += ms;
        return;
    case CallPhase::Streaming:
        streaming += ms;
        return;
    case CallPhase::Finishing:
        finishing += ms;
        return;
    case CallPhase::BackingOff:
        backingOff += ms;
        return;
    }
    Q_UNREACHABLE();
}

qint64 CallPhaseTimes::sum() const
{
    return preparing + queued + connecting + firstToken + streaming + finishing + backingOff;
}

qint64 CallRow::waitedMs(qint64 nowMs) const
{
    return runs() && phase == "queued"_L1 ? queueMs + nowMs - phaseSinceMs : queueMs;
}

qint64 CallRow::ranMs(qint64 nowMs) const
{
    if (!runs())
        return runMs;
    return runSinceMs ? nowMs - runSinceMs : 0;
}

QString CallRow::stateWords() const
{
    if (!runs())
        return u"ended "_s + outcome;
    return (phase == "queued"_L1 ? u"waiting "_s : u"running "_s) + phase;
}

QJsonObject toJson(const CallRow &row)
{
    // What says nothing is left out: a page of the history has hundreds of rows.
    QJsonObject json{{u"call"_s, static_cast<qint64>(row.call)}, {u"attempts"_s, row.attempts}};
    eachText(row, [&json](QLatin1StringView name, const QString &text) {
        if (!text.isEmpty())
            json.insert(name, text);
    });
    eachNumber(row, [&json](QLatin1StringView name, qint64 number) {
        if (number != 0)
            json.insert(name, number);
    });
    eachTokenCount(row, [&json](QLatin1StringView name, const std::optional<qint64> &count) {
        if (count)
            json.insert(name, *count);
    });
    if (row.cost)
        json.insert(u"cost_usd"_s, *row.cost);
    if (row.simulated)
        json.insert(u"simulated"_s, true);
    if (row.holdsSlot)
        json.insert(u"holds_slot"_s, true);
    return json;
}

CallRow callRowFromJson(const QJsonObject &json)
{
    CallRow row;
    row.call = static_cast<quint64>(json[u"call"].toInteger());
    row.attempts = json[u"attempts"].toInt();
    eachText(row, [&json](QLatin1StringView name, QString &text) { text = json[name].toString(); });
    eachNumber(row, [&json](QLatin1StringView name, qint64 &number) { number = json[name].toInteger(); });
    eachTokenCount(row, [&json](QLatin1StringView name, std::optional<qint64> &count) {
        if (json.contains(name))
            count = json[name].toInteger();
    });
    if (json.contains(u"cost_usd"))
        row.cost = json[u"cost_usd"].toDouble();
    row.simulated = json[u"simulated"].toBool();
    row.holdsSlot = json[u"holds_slot"].toBool();
    return row;
}

CallRow callRowFrom(const CallSnapshot &call)
{
    CallRow row;
    row.call = call.id;
    row.session = call.session;
    row.requestId = call.requestId;
    row.tool = call.tool;
    row.provider = call.provider;
    row.model = call.model;
    row.workClass = call.workClass;
    row.phase = toString(call.phase);
    row.simulated = call.simulated;
    row.holdsSlot = call.leaseId != 0;
    row.startedMs = call.startedMs;
    row.deadlineMs = call.deadlineMs;
    row.phaseSinceMs = call.phaseSinceMs;
    row.runSinceMs = call.runSinceMs;
    row.queueMs = call.waitedMs;
    row.attempts = call.attempts;
    row.chunks = call.chunks;
    return row;
}

} // namespace exaid
