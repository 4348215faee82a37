#include "gui/tray/notifier.h"

#include <QCoreApplication>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct NoticeTexts
{
    Q_DECLARE_TR_FUNCTIONS(Notifier)
};

} // namespace

std::optional<NoticeKind> Notifier::kindOf(const MonitorEvent &event)
{
    if (event.kind == "leak_recovered"_L1)
        return NoticeKind::LeakRecovered;
    if (event.kind == "call_overdue"_L1)
        return NoticeKind::StuckCall;
    if (event.kind == "breaker"_L1 && event.fields["state"_L1].toString() == "open"_L1)
        return NoticeKind::BreakerOpen;
    if (event.kind != "call_finished"_L1)
        return std::nullopt;
    const QString code = event.fields["code"_L1].toString();
    if (code == "OVER_CAPACITY"_L1)
        return NoticeKind::OverCapacity;
    // Waiting too long in the queue is a matter of the limits, not of a call that is stuck.
    if (code == "TIMEOUT"_L1)
        return event.fields["clock"_L1].toString() == "queue"_L1 ? NoticeKind::OverCapacity
                                                                 : NoticeKind::StuckCall;
    return std::nullopt;
}

void Notifier::setEnabled(NoticeKind kind, bool enabled)
{
    Kind &entry = m_kinds[indexOf(kind)];
    entry.enabled = enabled;
    entry.heldBack = 0;
}

QList<Notice> Notifier::add(const QList<MonitorEvent> &events, TimePoint now)
{
    QList<Notice> notices = takeDue(now);
    for (const MonitorEvent &event : events) {
        const auto kind = kindOf(event);
        if (!kind || !isEnabled(*kind))
            continue;
        Kind &entry = m_kinds[indexOf(*kind)];
        entry.lastText = event.message;
        if (entry.toldAt && now - *entry.toldAt < Interval) {
            ++entry.heldBack;
            continue;
        }
        entry.toldAt = now;
        notices.append({*kind, noticeTitle(*kind), event.message});
    }
    return notices;
}

QList<Notice> Notifier::takeDue(TimePoint now)
{
    QList<Notice> notices;
    for (const NoticeKind kind : AllNoticeKinds) {
        Kind &entry = m_kinds[indexOf(kind)];
        if (entry.heldBack == 0 || now - *entry.toldAt < Interval)
            continue;
        const QString more = NoticeTexts::tr("%n more since, the last:", "events", entry.heldBack);
        notices.append({kind, noticeTitle(kind), more + u'\n' + entry.lastText});
        entry.toldAt = now;
        entry.heldBack = 0;
    }
    return notices;
}

TimePoint Notifier::nextDue() const
{
    TimePoint due = TimePoint::max();
    for (const Kind &entry : m_kinds) {
        if (entry.heldBack > 0)
            due = std::min(due, *entry.toldAt + Interval);
    }
    return due;
}

QString noticeTitle(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::StuckCall:
        return NoticeTexts::tr("A call was stuck");
    case NoticeKind::LeakRecovered:
        return NoticeTexts::tr("A leaked slot was recovered");
    case NoticeKind::BreakerOpen:
        return NoticeTexts::tr("A provider fails");
    case NoticeKind::OverCapacity:
        return NoticeTexts::tr("A call found no slot");
    }
    Q_UNREACHABLE();
}

QString toText(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::StuckCall:
        return u"stuck_call"_s;
    case NoticeKind::LeakRecovered:
        return u"leak_recovered"_s;
    case NoticeKind::BreakerOpen:
        return u"breaker_open"_s;
    case NoticeKind::OverCapacity:
        return u"over_capacity"_s;
    }
    Q_UNREACHABLE();
}

} // namespace exaid
