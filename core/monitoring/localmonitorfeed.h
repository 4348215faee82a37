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

private:
    void acceptSnapshot(const Snapshot &snapshot);

    MonitorHub &m_hub;
    Link m_link = Link::Connecting;
};

} // namespace exaid
