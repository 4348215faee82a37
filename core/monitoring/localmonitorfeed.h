#pragma once

// MonitorFeed over a hub in the same process. Lives on the reader's thread (the GUI thread); the hub on the
// core thread. The hub must outlive the feed.

#include "core/monitoring/monitorfeed.h"

namespace exaid {

class MonitorHub;

class LocalMonitorFeed final : public MonitorFeed
{
    Q_OBJECT
public:
    explicit LocalMonitorFeed(MonitorHub &hub, QObject *parent = nullptr);
    ~LocalMonitorFeed() override;

    Link link() const override { return m_link; }
    void cancelCall(quint64 callId) override;
    void cancelSession(const QString &sessionName) override;
    void auditNow() override;
    void askMetrics(const MetricQuery &query) override;
    void setIntakePaused(bool paused) override;
    void stopDaemon() override;

protected:
    quint64 post(const QString &op, const QJsonObject &question) override;

private:
    void acceptSnapshot(const Snapshot &snapshot);
    void acceptAnswer(const MonitorAnswer &answer);

    MonitorHub &m_hub;
    const quint64 m_asker;
    Link m_link = Link::Connecting;
};

} // namespace exaid
