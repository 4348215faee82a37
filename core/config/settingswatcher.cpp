#include "core/config/settingswatcher.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>
#include <memory>

namespace exaid {

namespace {

constexpr Duration QuietTime = std::chrono::milliseconds(200);

} // namespace

SettingsWatcher::SettingsWatcher(const SettingsSources &sources, TimerService &timers, QThreadPool &pool,
                                 QObject *parent)
    : QObject(parent)
    , m_sources(sources)
    , m_path(envFilePath(sources))
    , m_timers(timers)
    , m_pool(pool)
    , m_hash(hashOf(m_path))
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &SettingsWatcher::noticeChange);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SettingsWatcher::noticeChange);
    connect(&m_reading, &QFutureWatcherBase::finished, this, &SettingsWatcher::finishReading);
    watch();
}

SettingsWatcher::~SettingsWatcher() = default;

// Empty: there is no file.
QByteArray SettingsWatcher::hashOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
}

// A replaced file is a new one, so it has to be added again. A directory that does not exist yet can't be
// watched.
void SettingsWatcher::watch()
{
    if (m_path.isEmpty())
        return;
    const QString directory = QFileInfo(m_path).absolutePath();
    if (!m_watcher.directories().contains(directory) && QFileInfo(directory).isDir())
        m_watcher.addPath(directory);
    if (!m_watcher.files().contains(m_path) && QFileInfo::exists(m_path))
        m_watcher.addPath(m_path);
}

void SettingsWatcher::noticeChange()
{
    m_quiet = m_timers.after(QuietTime, [this] { read(); });
}

void SettingsWatcher::read()
{
    watch();
    if (m_reading.isRunning()) {
        m_changedMeanwhile = true;
        return;
    }
    auto promise = std::make_shared<QPromise<Reading>>();
    m_reading.setFuture(promise->future());
    promise->start();
    m_pool.start([promise, sources = m_sources, path = m_path] {
        // In this order: a change after the hash was taken is noticed by the next one.
        Reading reading{hashOf(path), {}};
        reading.loaded = loadSettings(sources);
        promise->addResult(std::move(reading));
        promise->finish();
    });
}

void SettingsWatcher::finishReading()
{
    const Reading reading = m_reading.result();
    if (reading.hash != m_hash) {
        m_hash = reading.hash;
        Q_EMIT reloaded(reading.loaded);
    }
    if (std::exchange(m_changedMeanwhile, false))
        read();
}

} // namespace exaid
