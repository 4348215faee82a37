#pragma once

// A zip archive in memory, and onto the disk. Blocking; worker pool.

#include "core/result.h"

#include <QByteArray>
#include <QList>

namespace exaid {

struct ZipEntry
{
    QString name; // "events.jsonl"; the folder is given to zipped()
    QByteArray bytes;
};

// All entries below one folder. Error (zip_failed) with libarchive's own words.
Result<QByteArray> zipped(const QList<ZipEntry> &entries, const QString &folder, qint64 wallMs);
// Atomic; for the owner only. Error (unwritable).
Status saveZip(const QString &path, const QByteArray &archive);

} // namespace exaid
