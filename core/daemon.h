#pragma once

// The composition root: builds every part from the settings, starts, drains, stops. Lives on the core thread,
// whose event loop must run. One per process in practice; nothing here is global, so tests make several.

#include "core/config/settings.h"
#include "core/monitoring/monitorhub.h"
#include "core/result.h"

#include <QObject>
#include <memory>

namespace exaid {

class Daemon final : public QObject
{
    Q_OBJECT
public:
    // Conformance: the daemon also serves the fixtures of the official MCP suite. For tests of the protocol
    // only.
    enum class Purpose { Service, Conformance };

    explicit Daemon(const Settings &settings, QObject *parent = nullptr);
    Daemon(const Settings &settings, Purpose purpose, QObject *parent = nullptr);
    ~Daemon() override;

    // Listens and serves. Error (port_in_use names the owner, bad_address, …): nothing was started.
    Status start();
    // Refuses new calls, lets running ones finish until the drain deadline, cancels the rest, then emits
    // stopped(). A second call stops at once.
    void drain();

    // Changed settings of a running daemon: limits of calls, queue, sessions and connections, marks,
    // intervals, origins and token apply from now on; live calls are never cut. The rest waits for a restart
    // (SettingRow::live). `summary` and `fields` are for the event log.
    void applySettings(const Settings &settings, const QString &summary, const QJsonObject &fields = {});
    // A line for the event log, redacted by its maker. Nothing before start().
    void tell(EventLevel level, const QString &kind, const QString &message, const QJsonObject &fields = {});

    // The port really listened on (settings may say 0); 0 before start().
    quint16 port() const;
    // Precondition: start() has succeeded.
    MonitorHub &monitor();
    Snapshot snapshot();
    // The last events, newest last.
    QList<MonitorEvent> recentEvents() const;
#ifdef EXAID_TEST_HOOKS
    class AdmissionDriver &admissionForFaults();
#endif

Q_SIGNALS:
    void stopped();

private:
    void setIntakePaused(bool paused);

    struct Parts;
    const Settings m_settings;
    const Purpose m_purpose;
    std::unique_ptr<Parts> m_parts;
};

} // namespace exaid
