#pragma once

// A log with one JSON object per line, written on a thread of its own and rotated by size. Trouble with the
// file (disk full, …) is reported once to exaid.daemon and stops nothing. write() may be called from any
// thread and never waits for the disk.

#include "core/config/settings.h"
#include "core/logging/linewriter.h"
#include "core/time/clock.h"

#include <QJsonObject>

namespace exaid {

class JsonLog
{
public:
    // An empty path: the log is off, and write() does nothing.
    JsonLog(const QString &path, const FileSettings &settings, const Clock &clock);

    // Adds "t" (seconds since 1970) where it is missing, and redacts.
    void write(const QJsonObject &record);
    // Writes what was accepted and ends the thread; later records are dropped.
    void close();
    quint64 lost() const { return m_writer ? m_writer->lost() : 0; }

private:
    const Clock &m_clock;
    std::unique_ptr<LineWriter> m_writer;
};

} // namespace exaid
