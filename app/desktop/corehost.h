#pragma once

// What lives on the core thread: the daemon and what follows its settings file. Made on the GUI thread
// without anything in it, moved, started there by a queued call, and destroyed there.

#include "app/exaid/settingsdesk.h"
#include "core/config/settingsstore.h"
#include "core/time/systemtime.h"

#include <QObject>
#include <memory>

namespace exaid {

class Daemon;
class MonitorHub;
class SettingsFollower;

class CoreHost final : public QObject
{
    Q_OBJECT
public:
    CoreHost(const LoadedSettings &loaded, const SettingsSources &sources,
             const SettingsDesk::Surroundings &surroundings);
    ~CoreHost() override;

    // On the core thread.
    void start();
    void drain(); // a second time: stops at once

Q_SIGNALS:
    void started(exaid::MonitorHub *hub, quint16 port);
    void failed(const exaid::Error &error);
    void stopped();

private:
    const LoadedSettings m_loaded;
    const SettingsSources m_sources;
    const SettingsDesk::Surroundings m_surroundings;
    const SystemClock m_clock;
    std::unique_ptr<SystemTimerService> m_timers;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<SettingsFollower> m_follower;
    std::unique_ptr<SettingsDesk> m_desk;
};

} // namespace exaid
