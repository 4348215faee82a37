#include "app/exaid/settingsfollower.h"

#include "core/config/settingschange.h"
#include "core/config/settingsreport.h"
#include "core/daemon.h"
#include "core/logging/categories.h"
#include "core/logging/redact.h"

#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SettingsFollower::SettingsFollower(const SettingsSources &sources, const LoadedSettings &current,
                                   Daemon &daemon, TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_timers(timers)
    , m_atStart(current)
    , m_current(current)
    , m_fingerprint(SettingsFile::fingerprint(current.content))
    , m_file(envFilePath(sources),
             SettingsFile::versionsDirFor(envFilePath(sources), current.settings.files.stateDir))
    , m_watcher(sources, timers, m_pool)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &SettingsWatcher::reloaded, this, &SettingsFollower::follow);
}

const ExplainedSetting *SettingsFollower::find(const QString &name) const
{
    for (const ExplainedSetting &setting : m_current.explained) {
        if (setting.name == name || setting.aliases.contains(name))
            return &setting;
    }
    return nullptr;
}

QStringList SettingsFollower::awaitingRestart() const
{
    QStringList names;
    const QList<SettingChange> changes = changesBetween(m_atStart, m_current);
    for (const SettingChange &change : changes) {
        if (change.needsRestart)
            names << change.name;
    }
    return names;
}

void SettingsFollower::follow(const LoadedSettings &next)
{
    if (SettingsFile::fingerprint(next.content) == m_fingerprint)
        return; // our own writing, seen from outside
    m_fingerprint = SettingsFile::fingerprint(next.content);
    // What is in force can be gone back to, whoever changed the file.
    m_pool.start([file = m_file, content = m_current.content,
                  wallMs = m_timers.clock().wallNow().time_since_epoch().count()] {
        if (const Status kept = file.keep(content, wallMs); !kept)
            qCWarning(lcConfig).noquote() << "the former settings can't be kept:" << kept.error().message;
    });
    if (next.errors.isEmpty())
        adopt(next, u"the settings file"_s);
    else
        reportDamage(next.errors);
}

void SettingsFollower::reportDamage(const QList<SettingProblem> &errors)
{
    m_fileErrors = errors;
    QStringList lines;
    for (const SettingProblem &problem : errors)
        lines << problemText(problem);
    m_daemon.tell(
        EventLevel::Warning, u"settings_damaged"_s,
        u"the changed settings have errors; the former ones stay in force: %1"_s.arg(lines.join("; "_L1)),
        {{u"file"_s, m_watcher.path()}, {u"errors"_s, toJson(errors)}});
}

void SettingsFollower::adopt(const LoadedSettings &next, const QString &by)
{
    m_fingerprint = SettingsFile::fingerprint(next.content);
    const bool wasDamaged = !std::exchange(m_fileErrors, {}).isEmpty();
    for (const SettingProblem &problem : next.warnings)
        qCWarning(lcConfig).noquote() << problemText(problem);
    const QList<SettingChange> changes = changesBetween(m_current, next);
    m_current = next;
    if (changes.isEmpty()) {
        if (wasDamaged)
            m_daemon.tell(EventLevel::Info, u"settings_repaired"_s, u"the settings file is in order again"_s,
                          {{u"file"_s, m_watcher.path()}});
        return;
    }
    QStringList texts;
    for (const SettingChange &change : changes)
        texts << changeText(change);
    m_daemon.applySettings(next.settings, u"settings changed: %1"_s.arg(texts.join(", "_L1)),
                           {{u"by"_s, by}, {u"changes"_s, toJson(changes)}});
}

} // namespace exaid
