#pragma once

// Which events are worth a message beside the tray icon, and when. At most one message of a kind a minute:
// what comes in between is counted and told with the next one. Pure; times from outside. GUI thread.

#include "core/monitoring/monitorevent.h"
#include "core/time/clock.h"

#include <QList>
#include <QString>
#include <array>
#include <optional>

namespace exaid {

enum class NoticeKind {
    StuckCall,     // a clock ended a call, or the auditor had to
    LeakRecovered, // a slot whose holder is gone was given back
    BreakerOpen,   // a provider fails and is left alone
    OverCapacity,  // a call was refused for want of a slot
};
inline constexpr std::array AllNoticeKinds = {NoticeKind::StuckCall, NoticeKind::LeakRecovered,
                                              NoticeKind::BreakerOpen, NoticeKind::OverCapacity};

struct Notice
{
    NoticeKind kind = NoticeKind::StuckCall;
    QString title;
    QString text;
    bool operator==(const Notice &) const = default;
};

class Notifier
{
public:
    static constexpr Duration Interval = std::chrono::minutes(1);

    // What the event would be told as; nothing: not worth it.
    static std::optional<NoticeKind> kindOf(const MonitorEvent &event);

    // All are on at first. What is off is neither told nor counted.
    void setEnabled(NoticeKind kind, bool enabled);
    bool isEnabled(NoticeKind kind) const { return m_kinds[indexOf(kind)].enabled; }

    // What to show now.
    QList<Notice> add(const QList<MonitorEvent> &events, TimePoint now);
    // The summaries that are due; to be asked at nextDue().
    QList<Notice> takeDue(TimePoint now);
    TimePoint nextDue() const; // max(): nothing waits

private:
    struct Kind
    {
        bool enabled = true;
        std::optional<TimePoint> toldAt;
        int heldBack = 0;
        QString lastText;
    };
    static size_t indexOf(NoticeKind kind) { return static_cast<size_t>(kind); }

    std::array<Kind, AllNoticeKinds.size()> m_kinds;
};

QString noticeTitle(NoticeKind kind);
QString toText(NoticeKind kind); // for the remembered choices

} // namespace exaid
