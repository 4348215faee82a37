#include "app/exaid/settingsfollower.h"

#include "core/config/settingschange.h"
#include "core/config/settingsreport.h"
#include "core/daemon.h"
#include "core/logging/categories.h"
#include "core/logging/redact.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SettingsFollower::SettingsFollower(const SettingsSources &sources, const LoadedSettings &current,
                                   Daemon &daemon, TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_current(current)
    , m_watcher(sources, timers, m_pool)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &SettingsWatcher::reloaded, this, &SettingsFollower::follow);
}

void SettingsFollower::follow(const LoadedSettings &next)
{
    if (!next.errors.isEmpty()) {
        qCWarning(lcConfig).noquote() << "the changed settings have errors; the former ones stay in force"
                                      << kv("file"_L1, m_watcher.path());
        for (const SettingProblem &problem : next.errors)
            qCWarning(lcConfig).noquote() << problemText(problem);
        return;
    }
    for (const SettingProblem &problem : next.warnings)
        qCWarning(lcConfig).noquote() << problemText(problem);
    QStringList texts;
    const QList<SettingChange> changes = changesBetween(m_current, next);
    for (const SettingChange &change : changes)
        texts << changeText(change);
    m_current = next;
    if (!texts.isEmpty())
        m_daemon.applySettings(next.settings, u"settings changed: %1"_s.arg(texts.join(", "_L1)));
}

} // namespace exaid
