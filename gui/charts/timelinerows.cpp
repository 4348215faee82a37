#include "gui/charts/timelinerows.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

double busyShareOf(const QList<SlotSpan> &spans, qint64 fromMs, qint64 nowMs)
{
    qint64 busy = 0;
    for (const SlotSpan &span : spans) {
        const qint64 end = span.runs() ? nowMs : std::min(span.toMs, nowMs);
        busy += std::max<qint64>(0, end - std::max(span.fromMs, fromMs));
    }
    return nowMs > fromMs ? static_cast<double>(busy) / static_cast<double>(nowMs - fromMs) : 0;
}

QList<SlotSpan> spansWithin(const SlotHistory &history, qint64 fromMs)
{
    QList<SlotSpan> within;
    for (const auto &[call, span] : history.spans()) {
        if (span.runs() || span.toMs >= fromMs)
            within.append(span);
    }
    std::ranges::stable_sort(within, {}, &SlotSpan::fromMs);
    return within;
}

QList<TimelineRow> bySlot(const SlotHistory &history, const Snapshot &snapshot, const QList<SlotSpan> &spans,
                          qint64 fromMs)
{
    QList<TimelineRow> rows;
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind != "provider"_L1)
            continue;
        const int lanes = history.laneCount(pool.name, fromMs);
        const qsizetype first = rows.size();
        for (int lane = 0; lane < lanes; ++lane) {
            const QString label =
                (pool.label.isEmpty() ? pool.name : pool.label) + u' ' + QString::number(lane + 1);
            rows.append({label, lane == 0, {}, 0});
        }
        for (const SlotSpan &span : spans) {
            if (span.provider == pool.name)
                rows[first + span.lane].spans.append(span);
        }
    }
    return rows;
}

// A session's calls that overlap lie in rows of their own.
QList<TimelineRow> bySession(const Snapshot &snapshot, const QList<SlotSpan> &spans)
{
    QStringList names;
    for (const SessionSnapshot &session : snapshot.sessions)
        names.append(session.name);
    for (const SlotSpan &span : spans)
        names.append(span.session);
    names.sort();
    names.removeDuplicates();
    QList<TimelineRow> rows;
    for (const QString &name : std::as_const(names)) {
        const qsizetype first = rows.size();
        rows.append({name, true, {}, 0});
        for (const SlotSpan &span : spans) {
            if (span.session != name)
                continue;
            qsizetype row = first;
            const auto isTaken = [&](const TimelineRow &r) {
                return !r.spans.isEmpty() &&
                       (r.spans.constLast().runs() || r.spans.constLast().toMs > span.fromMs);
            };
            while (row < rows.size() && isTaken(rows.at(row)))
                ++row;
            if (row == rows.size())
                rows.append({{}, false, {}, 0});
            rows[row].spans.append(span);
        }
    }
    return rows;
}

} // namespace

QList<TimelineRow> timelineRows(const SlotHistory &history, const Snapshot &snapshot,
                                TimelineGrouping grouping, qint64 fromMs, qint64 nowMs)
{
    const QList<SlotSpan> spans = spansWithin(history, fromMs);
    QList<TimelineRow> rows = grouping == TimelineGrouping::BySlot ? bySlot(history, snapshot, spans, fromMs)
                                                                   : bySession(snapshot, spans);
    for (TimelineRow &row : rows)
        row.busyShare = busyShareOf(row.spans, fromMs, nowMs);
    return rows;
}

} // namespace exaid
