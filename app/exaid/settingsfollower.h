#pragma once

// Holds the settings in force and carries changes of the settings file into a running daemon. A file with
// errors changes nothing; the log and an event say what is wrong and on which line, and which changes wait
// for a restart. Core thread; the daemon must outlive it.

#include "core/config/settingscodec.h"
#include "core/config/settingsfile.h"
#include "core/config/settingswatcher.h"

#include <QObject>
#include <QThreadPool>

namespace exaid {

class Daemon;

class SettingsFollower final : public QObject
{
    Q_OBJECT
public:
    // `current`: what `sources` gave when the daemon was made from it.
    SettingsFollower(const SettingsSources &sources, const LoadedSettings &current, Daemon &daemon,
                     TimerService &timers, QObject *parent = nullptr);

    const LoadedSettings &inForce() const { return m_current; }
    const LoadedSettings &atStart() const { return m_atStart; }
    // What the file as it lies there would be refused for. Empty: it is in force.
    const QList<SettingProblem> &fileErrors() const { return m_fileErrors; }
    // Of the file's content as it was last seen, in force or not.
    const QString &fingerprint() const { return m_fingerprint; }
    const ExplainedSetting *find(const QString &name) const; // by name or alias
    // What the settings file may from now on say is there.
    void setKeychain(const KeychainKeys &keys) { m_watcher.setKeychain(keys); }
    // Settings that were changed since the start and wait for a restart.
    QStringList awaitingRestart() const;
    const SettingsFile &file() const { return m_file; }
    // One job at a time, in order.
    QThreadPool &pool() { return m_pool; }

    // The file holds these now. `by`: "the dashboard", "the settings file".
    void adopt(const LoadedSettings &next, const QString &by);

private:
    void follow(const LoadedSettings &next);
    void reportDamage(const QList<SettingProblem> &errors);

    Daemon &m_daemon;
    TimerService &m_timers;
    const LoadedSettings m_atStart;
    LoadedSettings m_current;
    QList<SettingProblem> m_fileErrors;
    QString m_fingerprint;
    const SettingsFile m_file;
    QThreadPool m_pool;
    SettingsWatcher m_watcher;
};

} // namespace exaid
