#pragma once

// The metrics of the last day on disk: an append-only file of records [length, checksum, encoded
// MetricFrame], 0600. A record that was cut short by a crash, or damaged, ends or misses only itself. Pure
// file functions for a worker thread; they block. One writer at a time.

#include "core/monitoring/metricframe.h"

#include <QString>

namespace exaid {

namespace metricfile {

// Larger files are made smaller by load(); with 1.5 MB a day that is a file of a week.
inline constexpr qint64 MaxBytes = 16 * 1024 * 1024;

struct Loaded
{
    MetricFrame tens;    // of the last two hours
    MetricFrame minutes; // of the last 26 hours
    int damaged = 0;     // records that could not be read
};

// What is younger than that. A missing file is an empty one. When more than half of the file is of no more
// use, or it is larger than MaxBytes, it is written anew. Error metrics_file: it can't be read or written.
[[nodiscard]] Result<Loaded> load(const QString &path, qint64 nowUs);
// Adds a record for each frame that has cells.
[[nodiscard]] Status append(const QString &path, const QList<MetricFrame> &frames);

} // namespace metricfile

} // namespace exaid
