#pragma once

// Carries changes of the settings file into a running daemon. A file with errors changes nothing; the log
// says what is wrong, and which changes wait for a restart. Core thread; the daemon must outlive it.

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

private:
    void follow(const LoadedSettings &next);

    Daemon &m_daemon;
    LoadedSettings m_current;
    QThreadPool m_pool;
    SettingsWatcher m_watcher;
};

} // namespace exaid
