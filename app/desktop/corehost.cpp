#include "app/desktop/corehost.h"

#include "app/exaid/settingsfollower.h"
#include "core/daemon.h"
#include "core/monitoring/monitorhub.h"

#include <QThread>

namespace exaid {

CoreHost::CoreHost(const LoadedSettings &loaded, const SettingsSources &sources,
                   const SettingsDesk::Surroundings &surroundings)
    : m_loaded(loaded)
    , m_sources(sources)
    , m_surroundings(surroundings)
{}

CoreHost::~CoreHost() = default;

void CoreHost::start()
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_timers = std::make_unique<SystemTimerService>(m_clock);
    m_daemon = std::make_unique<Daemon>(m_loaded.settings);
    connect(m_daemon.get(), &Daemon::stopped, this, &CoreHost::stopped);
    if (const Status status = m_daemon->start(); !status) {
        const Error error = status.error();
        m_daemon.reset();
        Q_EMIT failed(error);
        return;
    }
    m_follower = std::make_unique<SettingsFollower>(m_sources, m_loaded, *m_daemon, *m_timers);
    m_desk = std::make_unique<SettingsDesk>(m_sources, *m_follower, *m_daemon, *m_timers, m_surroundings);
    Q_EMIT started(&m_daemon->monitor(), m_daemon->port());
}

void CoreHost::drain()
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (m_daemon)
        m_daemon->drain();
}

} // namespace exaid
