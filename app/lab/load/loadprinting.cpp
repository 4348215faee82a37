#include "app/lab/load/loadreport.h"

#include <QJsonArray>
#include <QStringList>
#include <array>
#include <cmath>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

double rounded3(double value)
{
    return std::round(value * 1000) / 1000;
}

QJsonObject latencyToJson(const LatencyFigures &latency)
{
    return {{u"count"_s, latency.count},       {u"mean"_s, rounded3(latency.mean)},
            {u"p50"_s, rounded3(latency.p50)}, {u"p90"_s, rounded3(latency.p90)},
            {u"p99"_s, rounded3(latency.p99)}, {u"max"_s, rounded3(latency.most)}};
}

QJsonObject figuresToJson(const LoadFigures &figures)
{
    return {{u"sent"_s, figures.sent},
            {u"answered"_s, figures.answered},
            {u"failed"_s, figures.failed},
            {u"refused"_s, figures.refused},
            {u"timed_out"_s, figures.timedOut},
            {u"cut_off"_s, figures.cutOff},
            {u"no_reply"_s, figures.noReply},
            {u"left_out"_s, figures.leftOut},
            {u"stray_errors"_s, figures.strayErrors},
            {u"slot_seconds"_s, rounded3(figures.slotSeconds)},
            {u"latency_ms"_s, QJsonObject{{u"queue"_s, latencyToJson(figures.queue)},
                                          {u"first_sign"_s, latencyToJson(figures.firstSign)},
                                          {u"run"_s, latencyToJson(figures.run)},
                                          {u"total"_s, latencyToJson(figures.total)}}}};
}

double throughputOf(const LoadReport &report)
{
    return report.seconds > 0 ? report.all.answered / report.seconds : 0;
}

QString kindOf(const SessionPlan &session)
{
    const QString pattern = session.pattern == ArrivalPattern::Poisson ? u"poisson"_s : u"closed"_s;
    return session.isGreedy ? u"greedy"_s : pattern;
}

QString fixed(double value, int decimals = 1)
{
    return QString::number(value, 'f', decimals);
}

QString columns(const QString &first, const QStringList &rest)
{
    QString line = first.leftJustified(16);
    for (const QString &cell : rest)
        line += cell.rightJustified(10);
    return line;
}

QString latencyLine(const QString &name, const LatencyFigures &latency)
{
    if (latency.count == 0)
        return columns(name, {u"-"_s});
    return columns(name, {fixed(latency.mean), fixed(latency.p50), fixed(latency.p90), fixed(latency.p99),
                          fixed(latency.most)});
}

QStringList latencyTable(const QString &title, const LoadFigures &figures)
{
    return {columns(title, {u"mean"_s, u"p50"_s, u"p90"_s, u"p99"_s, u"max"_s}),
            latencyLine(u"  queue wait"_s, figures.queue), latencyLine(u"  first sign"_s, figures.firstSign),
            latencyLine(u"  in the slot"_s, figures.run), latencyLine(u"  total"_s, figures.total)};
}

QStringList sessionTable(const LoadReport &report)
{
    QStringList lines{
        columns(u"session"_s, {u"kind"_s, u"most out"_s, u"sent"_s, u"answered"_s, u"refused"_s, u"failed"_s,
                               u"cut off"_s, u"slot-s"_s, u"p50 ms"_s, u"p99 ms"_s})};
    for (size_t i = 0; i < report.sessions.size(); ++i) {
        const LoadFigures &f = report.sessions.at(i);
        const SessionPlan &plan = report.plan.sessions.at(i);
        lines.append(columns(u"s%1"_s.arg(i + 1),
                             {kindOf(plan), QString::number(plan.outstanding), QString::number(f.sent),
                              QString::number(f.answered), QString::number(f.refused),
                              QString::number(f.failed + f.timedOut + f.noReply), QString::number(f.cutOff),
                              fixed(f.slotSeconds), fixed(f.total.p50), fixed(f.total.p99)}));
    }
    return lines;
}

// RFC 4180; a leading sign that a spreadsheet takes for a formula is quoted away.
QByteArray csvField(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        text = QString(u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"');
    return text.toUtf8();
}

QByteArray csvTime(const std::optional<Duration> &time)
{
    return time ? QByteArray::number(toMilliseconds(*time), 'f', 3) : QByteArray();
}

} // namespace

QJsonObject toJson(const LoadReport &report)
{
    QJsonArray sessions;
    for (size_t i = 0; i < report.sessions.size(); ++i) {
        const SessionPlan &plan = report.plan.sessions.at(i);
        QJsonObject session = figuresToJson(report.sessions.at(i));
        session.insert(u"session"_s, u"s%1"_s.arg(i + 1));
        session.insert(u"kind"_s, kindOf(plan));
        session.insert(u"outstanding"_s, plan.outstanding);
        session.insert(u"fault"_s, report.faults.at(static_cast<qsizetype>(i)));
        sessions.append(session);
    }
    QJsonObject codes;
    for (auto it = report.codes.begin(); it != report.codes.end(); ++it)
        codes.insert(it.key(), it.value());
    return {{u"url"_s, report.plan.url.toString(QUrl::RemoveUserInfo)},
            {u"tool"_s, report.plan.tool},
            {u"seed"_s, QString::number(report.plan.seed)},
            {u"seconds"_s, rounded3(report.seconds)},
            {u"interrupted"_s, report.wasInterrupted},
            {u"warm_up_calls"_s, report.warmUpCalls},
            {u"samples_dropped"_s, report.samplesDropped},
            {u"throughput_per_s"_s, rounded3(throughputOf(report))},
            {u"fairness"_s,
             QJsonObject{{u"jain_slot_seconds"_s,
                          report.slotTimesKnown ? QJsonValue(rounded3(report.jain)) : QJsonValue()},
                         {u"slots_busy_mean"_s, rounded3(report.slotsBusy)}}},
            {u"errors_by_code"_s, codes},
            {u"all"_s, figuresToJson(report.all)},
            {u"polite"_s, figuresToJson(report.polite)},
            {u"greedy"_s, figuresToJson(report.greedy)},
            {u"sessions"_s, sessions}};
}

QString toText(const LoadReport &report)
{
    const LoadFigures &all = report.all;
    QStringList lines{u"%1 s%2, %3 sessions, tool %4: %5 calls answered, %6 a second"_s.arg(
                          fixed(report.seconds), report.wasInterrupted ? u" (interrupted)"_s : QString(),
                          QString::number(report.sessions.size()), report.plan.tool,
                          QString::number(all.answered), fixed(throughputOf(report), 2)),
                      {}};
    const bool hasBoth = report.greedy.sent > 0 && report.polite.sent > 0;
    lines += latencyTable(u"ms"_s, all);
    if (hasBoth) {
        lines += latencyTable(u"ms, polite"_s, report.polite);
        lines += latencyTable(u"ms, greedy"_s, report.greedy);
    }
    lines.append(QString());
    if (report.slotTimesKnown)
        lines.append(u"fairness: Jain by slot-seconds %1; slots busy on average %2"_s.arg(
            fixed(report.jain, 4), fixed(report.slotsBusy, 3)));
    else
        lines.append(u"fairness: unknown, the daemon does not tell how long its calls held a slot"_s);
    lines.append(
        u"refused %1, timed out %2, failed %3, without a reply %4, cut off at the end %5"_s.arg(all.refused)
            .arg(all.timedOut)
            .arg(all.failed)
            .arg(all.noReply)
            .arg(all.cutOff));
    for (auto it = report.codes.begin(); it != report.codes.end(); ++it)
        lines.append(u"  %1: %2"_s.arg(it.key()).arg(it.value()));
    if (report.codes.contains(u"RATE_LIMITED"_s))
        lines.append(u"  RATE_LIMITED: the daemon counts messages; see RATE_LIMIT_USER_CAPACITY"_s);
    if (all.leftOut > 0)
        lines.append(u"%1 arrivals left out: the session had its most calls outstanding"_s.arg(all.leftOut));
    if (all.strayErrors > 0)
        lines.append(u"%1 error frames without the id of a call"_s.arg(all.strayErrors));
    if (report.samplesDropped > 0)
        lines.append(u"%1 calls are not in these figures: too many to keep"_s.arg(report.samplesDropped));
    lines.append(QString());
    lines += sessionTable(report);
    for (qsizetype i = 0; i < report.faults.size(); ++i) {
        if (!report.faults.at(i).isEmpty())
            lines.append(u"s%1: %2"_s.arg(i + 1).arg(report.faults.at(i)));
    }
    return lines.join(u'\n') + u'\n';
}

QByteArray toCsv(const LoadPlan &plan, const std::vector<CallSample> &samples)
{
    QByteArray csv(
        "session,kind,request_id,model,code,sent_ms,first_sign_ms,queue_ms,run_ms,total_ms,cut_off\r\n");
    for (const CallSample &sample : samples) {
        const QByteArrayList fields{QByteArray("s") + QByteArray::number(sample.session + 1),
                                    csvField(kindOf(plan.sessions.at(static_cast<size_t>(sample.session)))),
                                    csvField(sample.requestId),
                                    csvField(sample.model),
                                    csvField(sample.code),
                                    csvTime(sample.sent),
                                    csvTime(sample.firstSign),
                                    csvTime(sample.queued),
                                    csvTime(sample.ran),
                                    csvTime(sample.total()),
                                    QByteArray(sample.wasCut ? "1" : "0")};
        csv += fields.join(',') + "\r\n";
    }
    return csv;
}

} // namespace exaid::lab
