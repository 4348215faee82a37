#pragma once

// Watches the settings file and loads the settings again when its content has changed: file and directory are
// watched, since editors replace files; a quiet time lets half-written ones settle; a saved file with the
// same content is no change. Lives on the core thread; files are read on the given pool, which must be idle
// or gone before the watcher's sources go out of use.

#include "core/config/settingsstore.h"
#include "core/time/timerservice.h"

#include <QFileSystemWatcher>
#include <QFutureWatcher>
#include <QObject>

class QThreadPool;

namespace exaid {

class SettingsWatcher final : public QObject
{
    Q_OBJECT
public:
    // `sources` as they were given to loadSettings() at the start.
    SettingsWatcher(const SettingsSources &sources, TimerService &timers, QThreadPool &pool,
                    QObject *parent = nullptr);
    ~SettingsWatcher() override;

    QString path() const { return m_path; }
    // For the loads from now on.
    void setKeychain(const KeychainKeys &keys) { m_sources.keychain = keys; }

Q_SIGNALS:
    // The content of the file is another. May have errors: then the settings in force stay.
    void reloaded(const exaid::LoadedSettings &loaded);

private:
    struct Reading
    {
        QByteArray hash;
        LoadedSettings loaded;
    };

    static QByteArray hashOf(const QString &path);
    void watch();
    void noticeChange();
    void read();
    void finishReading();

    SettingsSources m_sources;
    const QString m_path;
    TimerService &m_timers;
    QThreadPool &m_pool;
    QFileSystemWatcher m_watcher;
    QFutureWatcher<Reading> m_reading;
    Timer m_quiet;
    QByteArray m_hash;
    bool m_changedMeanwhile = false;
};

} // namespace exaid
