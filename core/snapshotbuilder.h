#pragma once

// Puts the parts' own figures together into one Snapshot. Reads only; core thread.

#include "core/config/settings.h"
#include "core/monitoring/snapshot.h"

namespace exaid {

class AdmissionDriver;
class CallEngine;
class Clock;
class Metrics;
class ProviderGuards;
class ProviderSet;
class SessionRegistry;

struct DaemonFacts
{
    QString state; // starting, serving, draining, stopped
    qint64 startedMs = 0;
    QString address;
    int port = 0;
    int toolCount = 0;
    int connections = 0;
};

class SnapshotBuilder
{
public:
    SnapshotBuilder(const Settings &settings, const Clock &clock, const AdmissionDriver &admission,
                    const CallEngine &calls, const SessionRegistry &sessions, const ProviderSet &providers,
                    const ProviderGuards &guards, const Metrics &metrics);

    Snapshot build(const DaemonFacts &facts);

private:
    QList<PoolSnapshot> pools() const;
    QList<SessionSnapshot> sessions(TimePoint now) const;

    const Settings &m_settings;
    const Clock &m_clock;
    const AdmissionDriver &m_admission;
    const CallEngine &m_calls;
    const SessionRegistry &m_sessions;
    const ProviderSet &m_providers;
    const ProviderGuards &m_guards;
    const Metrics &m_metrics;
    quint64 m_sequence = 0;
};

} // namespace exaid
