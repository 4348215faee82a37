#pragma once

// The window's one source: follows a feed, keeps its latest snapshot, judges whether it is fresh, and keeps
// the usage history. A feed that claims to be live but has been silent for two seconds is reported as lost,
// whatever kind it is. GUI thread. The feed and `timers` must outlive the store or be left with
// follow(nullptr) first.

#include "core/monitoring/monitorfeed.h"
#include "core/result.h"
#include "core/time/timerservice.h"
#include "gui/feed/slothistory.h"
#include "gui/feed/usagehistory.h"

#include <QObject>
#include <QPointer>

namespace exaid {

class FeedStore final : public QObject
{
    Q_OBJECT
public:
    using Link = MonitorFeed::Link;

    explicit FeedStore(TimerService &timers, QObject *parent = nullptr);

    // Null: no feed; the last snapshot stays and is old.
    void follow(MonitorFeed *feed);
    // A daemon that could not be started or asked, in words for people. Shown until a snapshot arrives.
    void setFailure(const Error &failure);
    // What is being connected to or started, for the banner: "ws://127.0.0.1:8079", "the daemon".
    void setTarget(const QString &target);

    Link link() const { return m_link; }
    bool isLive() const { return m_link == Link::Live; }
    bool hasData() const { return m_arrived.has_value(); }
    const Snapshot &snapshot() const { return m_snapshot; }
    const UsageHistory &history() const { return m_history; }
    const SlotHistory &slotHistory() const { return m_slots; }
    const std::optional<Error> &failure() const { return m_failure; }
    const QString &target() const { return m_target; }
    QString problem() const;
    TimePoint now() const { return m_timers.now(); }
    TimerService &timers() const { return m_timers; }
    // Since the latest snapshot arrived; zero without one.
    Duration dataAge() const;
    // The daemon's wall clock. Stands still while the link is lost, so that old ages do not look live.
    qint64 daemonNowMs() const;

    // Dropped unless live.
    void cancelCalls(const QList<quint64> &ids);
    void cancelSession(const QString &name);
    void auditNow();
    void setIntakePaused(bool paused);
    void stopDaemon();
    // See MonitorFeed::ask; without a feed the reply is an error.
    void ask(const QString &op, const QJsonObject &question, QObject *context, MonitorReply reply);
    void askMetrics(const MetricQuery &query);

Q_SIGNALS:
    void snapshotChanged();
    void linkChanged(); // also when the problem, failure or target changed
    void eventsArrived(const QList<exaid::MonitorEvent> &events);
    void metricsArrived(const exaid::MetricFrame &frame);

private:
    void accept(const Snapshot &snapshot);
    void take(const QList<MonitorEvent> &events);
    void readLink();
    void setLink(Link link);

    TimerService &m_timers;
    QPointer<MonitorFeed> m_feed;
    Snapshot m_snapshot;
    UsageHistory m_history;
    SlotHistory m_slots;
    std::optional<TimePoint> m_arrived;
    Link m_link = Link::Connecting;
    std::optional<Error> m_failure;
    QString m_target;
    Timer m_silence;
};

} // namespace exaid
