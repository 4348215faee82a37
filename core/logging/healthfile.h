#pragma once

// The health file: a small JSON object, replaced as a whole, keys sorted, indent 2. Written on a thread of
// its own; when writing is slow only the newest state is written. write() may be called from any thread and
// never waits for the disk.

#include "core/config/settings.h"

#include <QJsonObject>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace exaid {

class HealthFile
{
public:
    explicit HealthFile(const FileSettings &settings);
    ~HealthFile();
    Q_DISABLE_COPY_MOVE(HealthFile)

    // See healthFields(). The caller decides when: at the start and every FileSettings::healthInterval.
    void write(const QJsonObject &fields);
    // A clean stop: the file is removed, unless another process has replaced it. Ends the thread.
    void close();

private:
    void run();
    void save(const QJsonObject &fields);
    void removeOwn() const;

    const QString m_path;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<QJsonObject> m_pending;
    bool m_closing = false;

    qint64 m_pid = 0;        // as last written; writer's thread, then close()
    bool m_reported = false; // writer's thread only
    std::thread m_thread;    // last: it uses all of the above
};

// As the older daemon wrote it: keys sorted, indent 2, a line end at the end.
QByteArray healthFileText(const QJsonObject &fields);

} // namespace exaid
