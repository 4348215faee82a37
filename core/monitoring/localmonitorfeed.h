#pragma once

// MonitorFeed over a hub in the same process. Lives on the reader's thread (the GUI thread); the hub on the
// core thread. The hub must outlive the feed. A reader that stands still is not sent after: it finds one
// snapshot when it goes on, the newest, and at most MaxEventsKept events.

#include "core/monitoring/monitorfeed.h"

namespace exaid {

class LocalMonitorTap;
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
    void setIntakePaused(bool paused) override;
    void stopDaemon() override;

protected:
    quint64 post(const QString &op, const QJsonObject &question) override;

private:
    void accept(const std::optional<Snapshot> &snapshot, const QList<MonitorEvent> &events);
    void acceptAnswer(const MonitorAnswer &answer);

    MonitorHub &m_hub;
    LocalMonitorTap *m_tap; // lives on the hub's thread and ends there
    Link m_link = Link::Connecting;
};

} // namespace exaid
