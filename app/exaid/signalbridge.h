#pragma once

// Turns the system's requests to end (SIGTERM, SIGINT, SIGHUP; Ctrl+C on Windows) into a Qt signal on the
// thread that made the bridge. One per process.

#include <QObject>
#include <memory>

class QSocketNotifier;

namespace exaid {

class SignalBridge final : public QObject
{
    Q_OBJECT
public:
    explicit SignalBridge(QObject *parent = nullptr);
    ~SignalBridge() override;

Q_SIGNALS:
    // Once per request; somebody impatient asks twice.
    void endRequested(const QString &reason);

private:
    void readPending();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace exaid
