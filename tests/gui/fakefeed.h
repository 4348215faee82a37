#pragma once

// A MonitorFeed whose daemon is the test: says what it is told to, writes down what it is asked.

#include "core/monitoring/monitorfeed.h"

#include <QStringList>

namespace exaid {

class FakeFeed final : public MonitorFeed
{
    Q_OBJECT
public:
    using MonitorFeed::MonitorFeed;

    Link link() const override { return m_link; }
    QString problem() const override { return m_problem; }
    void cancelCall(quint64 callId) override { asked << QStringLiteral("cancel_call %1").arg(callId); }
    void cancelSession(const QString &name) override
    {
        asked << QStringLiteral("cancel_session %1").arg(name);
    }
    void auditNow() override { asked << QStringLiteral("audit"); }
    void setIntakePaused(bool paused) override
    {
        asked << (paused ? QStringLiteral("pause") : QStringLiteral("resume"));
    }
    void stopDaemon() override { asked << QStringLiteral("stop"); }

    void say(const Snapshot &snapshot);
    void setLink(Link link, const QString &problem = {});

    QStringList asked;
    QList<MetricQuery> metricQueries; // answered by the test with metricsArrived
    // What ask() is answered with, from the event loop; by default an error.
    MonitorHandler answerer;

protected:
    quint64 post(const QString &op, const QJsonObject &question) override;

private:
    quint64 m_lastQuestion = 0;
    Link m_link = Link::Connecting;
    QString m_problem;
};

// A daemon as on a busy afternoon: two providers, one full, three agents, a lowered limit, some trouble
// behind it. Times fit ManualClock's wall time at its start.
Snapshot busySnapshot();
// What the daemon tells of a call that was answered.
QJsonObject endedCallFields(const CallSnapshot &call, qint64 nowMs);
// Nothing runs, nobody is connected, simulated.
Snapshot idleSnapshot();
// `calls` calls of `sessions` sessions, for measuring.
Snapshot crowdedSnapshot(int calls, int sessions, int variation);

} // namespace exaid
