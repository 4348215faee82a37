#include "app/lab/replay/replay.h"

#include <QJsonArray>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

// Written the same way by every C library.
double roundedTo(double value, double unit)
{
    return std::round(value / unit) * unit;
}

double inSeconds(Duration duration)
{
    return roundedTo(toSeconds(duration), 0.001);
}

QJsonObject waitsToJson(const std::vector<Duration> &sorted)
{
    return {{u"count"_s, static_cast<qint64>(sorted.size())},
            {u"p50_s"_s, inSeconds(percentile(sorted, 0.5))},
            {u"p99_s"_s, inSeconds(percentile(sorted, 0.99))},
            {u"worst_s"_s, inSeconds(percentile(sorted, 1))}};
}

QJsonArray secondsToJson(const std::array<Duration, AllWorkClasses.size()> &timeouts)
{
    QJsonArray array;
    for (const Duration timeout : timeouts)
        array.append(toSeconds(timeout));
    return array;
}

QJsonObject runToJson(const ReplayRun &run, double hours)
{
    const ModelFigures &m = run.model;
    const ClientFigures &c = run.client;
    return {
        {u"name"_s, run.name},
        {u"limits"_s, QJsonObject{{u"global"_s, run.global},
                                  {u"session"_s, run.perSession},
                                  {u"glm"_s, run.glm},
                                  {u"kimi"_s, run.kimi}}},
        {u"kimi_timeouts_s"_s, QJsonObject{{u"configured"_s, secondsToJson(run.timeoutsConfigured)},
                                           {u"in_effect"_s, secondsToJson(run.timeoutsInEffect)}}},
        {u"leaks"_s, QJsonObject{{u"real"_s, m.realLeaks},
                                 {u"real_per_hour"_s, roundedTo(m.realLeaks / hours, 0.01)},
                                 {u"alarms"_s, m.leakAlarms},
                                 {u"false"_s, m.falseLeaks},
                                 {u"false_recoveries"_s, m.falseRecoveries},
                                 {u"real_recoveries"_s, m.realRecoveries},
                                 {u"over_releases"_s, m.overReleases},
                                 {u"slot_seconds_lost"_s, roundedTo(m.slotSecondsLost, 0.1)},
                                 {u"slot_seconds_for_nobody"_s, roundedTo(m.slotSecondsIdle, 0.1)}}},
        {u"above_limit"_s,
         QJsonObject{{u"most"_s, m.mostAboveLimit}, {u"seconds"_s, roundedTo(m.secondsAboveLimit, 0.1)}}},
        {u"most_in_flight"_s, m.mostInFlight},
        {u"kimi_timeout_loops"_s, m.timeoutLoops},
        {u"longest_call_s"_s, inSeconds(c.longestCall)},
        {u"waits"_s, waitsToJson(c.waits)},
        {u"blocked"_s, waitsToJson(c.blockedWaits)},
        {u"blocked_agents"_s, static_cast<int>(c.blockedAgents.size())},
        {u"calls"_s, QJsonObject{{u"sent"_s, c.sent},
                                 {u"answered"_s, c.answered},
                                 {u"timed_out"_s, c.timedOut},
                                 {u"over_capacity"_s, c.refused},
                                 {u"client_gone"_s, c.hungUp},
                                 {u"unanswered"_s, c.unanswered},
                                 {u"late"_s, c.late}}},
        {u"invariant_breaches"_s, m.invariantBreaches},
    };
}

QString duration(Duration value)
{
    const double seconds = toSeconds(value);
    if (seconds < 0.0005)
        return u"0"_s;
    if (seconds < 10)
        return QString::number(seconds, 'f', seconds < 1 ? 3 : 1) + u" s"_s;
    return QString::number(seconds, 'f', 0) + u" s"_s;
}

QString whole(double value)
{
    return QString::number(value, 'f', 0);
}

struct TableRow
{
    QString metric;
    QString claimed; // the report's "before → after"
    std::function<QString(const ReplayRun &)> measured;
};

TableRow timeoutRow(const QString &metric, const QString &claimed, WorkClass workClass)
{
    return {metric, claimed, [workClass](const ReplayRun &run) {
                const Duration configured = run.timeoutsConfigured.at(static_cast<size_t>(workClass));
                const Duration inEffect = run.timeoutsInEffect.at(static_cast<size_t>(workClass));
                const QString text = whole(toSeconds(configured)) + u" s"_s;
                return configured == inEffect
                           ? text
                           : QString(text + u" (runs "_s + whole(toSeconds(inEffect)) + u" s)");
            }};
}

std::vector<TableRow> expectedResults(double hours)
{
    return {
        {u"Semaphore leaks"_s, u"1-2/h → auto-recovered"_s,
         [hours](const ReplayRun &r) {
             return QString(QString::number(r.model.realLeaks / hours, 'f', 1) + u"/h");
         }},
        {u"Kimi timeout loops"_s, u"3-min loops → rare"_s,
         [](const ReplayRun &r) { return QString::number(r.model.timeoutLoops); }},
        {u"Longest call"_s, u""_s, [](const ReplayRun &r) { return duration(r.client.longestCall); }},
        {u"Calls blocked by others"_s, u"frequent → eliminated"_s,
         [](const ReplayRun &r) {
             return u"%1 of %2"_s.arg(static_cast<int>(r.client.blockedWaits.size())).arg(r.client.sent);
         }},
        {u"  worst / p99 of their waits"_s, u""_s,
         [](const ReplayRun &r) {
             return QString(duration(percentile(r.client.blockedWaits, 1)) + u" / " +
                            duration(percentile(r.client.blockedWaits, 0.99)));
         }},
        {u"  agents hit"_s, u""_s,
         [](const ReplayRun &r) { return QString::number(r.client.blockedAgents.size()); }},
        {u"Concurrent calls, at most"_s, u"blocked → 2-5 smooth"_s,
         [](const ReplayRun &r) { return QString::number(r.model.mostInFlight); }},
        {u"Global limit"_s, u"24 → 5"_s, [](const ReplayRun &r) { return QString::number(r.global); }},
        {u"Session limit"_s, u"8 → 2"_s, [](const ReplayRun &r) { return QString::number(r.perSession); }},
        {u"GLM / Kimi limit"_s, u"4 / 6 → 2 / 3"_s,
         [](const ReplayRun &r) { return u"%1 / %2"_s.arg(r.glm).arg(r.kimi); }},
        timeoutRow(u"Base timeout"_s, u"180 s → 240 s"_s, WorkClass::Plain),
        timeoutRow(u"Web search timeout"_s, u"180 s → 300 s"_s, WorkClass::Web),
        timeoutRow(u"Thinking timeout"_s, u"180 s → 360 s"_s, WorkClass::Thinking),
        timeoutRow(u"Web + thinking timeout"_s, u"180 s → 420 s"_s, WorkClass::WebThinking),
    };
}

std::vector<TableRow> whatTheReportLeftOut()
{
    const auto count = [](auto member) {
        return [member](const ReplayRun &r) { return QString::number(r.model.*member); };
    };
    const auto calls = [](auto member) {
        return [member](const ReplayRun &r) { return QString::number(r.client.*member); };
    };
    return {
        {u"Calls sent"_s, {}, calls(&ClientFigures::sent)},
        {u"  answered"_s, {}, calls(&ClientFigures::answered)},
        {u"  timed out"_s, {}, calls(&ClientFigures::timedOut)},
        {u"  refused OVER_CAPACITY"_s, {}, calls(&ClientFigures::refused)},
        {u"  given up by the client"_s, {}, calls(&ClientFigures::hungUp)},
        {u"  replied later than told"_s, {}, calls(&ClientFigures::late)},
        {u"Wait before work, p50"_s,
         {},
         [](const ReplayRun &r) { return duration(percentile(r.client.waits, 0.5)); }},
        {u"  p99"_s, {}, [](const ReplayRun &r) { return duration(percentile(r.client.waits, 0.99)); }},
        {u"  worst"_s, {}, [](const ReplayRun &r) { return duration(percentile(r.client.waits, 1)); }},
        {u"Leak alarms"_s, {}, count(&ModelFigures::leakAlarms)},
        {u"  slots of live calls in them"_s, {}, count(&ModelFigures::falseLeaks)},
        {u"  slots released under a call"_s, {}, count(&ModelFigures::falseRecoveries)},
        {u"  lost slots brought back"_s, {}, count(&ModelFigures::realRecoveries)},
        {u"Most calls above a limit"_s, {}, count(&ModelFigures::mostAboveLimit)},
        {u"  time above a limit"_s,
         {},
         [](const ReplayRun &r) { return QString(whole(r.model.secondsAboveLimit) + u" s"); }},
        {u"Over-releases"_s, {}, count(&ModelFigures::overReleases)},
        {u"Slot-seconds lost to leaks"_s,
         {},
         [](const ReplayRun &r) { return whole(r.model.slotSecondsLost); }},
        {u"Slot-seconds spent for nobody"_s,
         {},
         [](const ReplayRun &r) { return whole(r.model.slotSecondsIdle); }},
    };
}

QString line(const QStringList &cells)
{
    static constexpr std::array Widths{30, 24, 16, 18, 10};
    QString text;
    for (qsizetype i = 0; i < cells.size(); ++i)
        text += cells.at(i).leftJustified(Widths.at(static_cast<size_t>(i))) + u' ';
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

QStringList linesOf(const std::vector<TableRow> &rows, const ReplayReport &report)
{
    QStringList lines;
    for (const TableRow &row : rows) {
        QStringList cells{row.metric, row.claimed};
        for (const ReplayRun &run : report.runs)
            cells.append(row.measured(run));
        lines.append(line(cells));
    }
    return lines;
}

double hoursOf(const ReplayOptions &options)
{
    return toSeconds(options.length) / 3600;
}

} // namespace

QJsonObject toJson(const ReplayReport &report)
{
    QJsonArray runs;
    for (const ReplayRun &run : report.runs)
        runs.append(runToJson(run, hoursOf(report.options)));
    return {{u"seed"_s, QString::number(report.options.seed)},
            {u"agents"_s, report.options.agents},
            {u"hours"_s, hoursOf(report.options)},
            {u"runs"_s, runs}};
}

QString toText(const ReplayReport &report)
{
    const double hours = hoursOf(report.options);
    QStringList lines{
        u"Incident of 2025-10-19, replayed: %1 h, %2 agents, seed %3. Simulated time, the same work for each."_s
            .arg(hours)
            .arg(report.options.agents)
            .arg(report.options.seed),
        {},
        line({u"Expected results"_s, u"report: before → after"_s, u"before the fix"_s, u"the report's fix"_s,
              u"exaid"_s}),
        QString(102, u'-')};
    lines += linesOf(expectedResults(hours), report);
    lines += QStringList{{}, u"What the report did not measure"_s, QString(102, u'-')};
    lines += linesOf(whatTheReportLeftOut(), report);
    lines += QStringList{
        {},
        u"Blocked by others: every limit had room and the agent had nothing else under way, yet the call waited more than 1 s."_s,
        u"Before and after the report's fix are models of the documented rules; exaid is the real admission control."_s};
    return lines.join(u'\n') + u'\n';
}

} // namespace exaid::lab
