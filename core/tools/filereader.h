#pragma once

// Reads the text files that a call names. Blocking: worker pool only. Pure functions of the file system; no
// state.
//
// What an agent names is not trusted: only regular UTF-8 text files whose real path, all symbolic links
// resolved, lies inside an allowed root are read, and what was opened is checked again after opening, so that
// a link swapped in between changes nothing. Nothing is ever opened that could block (FIFOs, devices,
// sockets). Error code VALIDATION_ERROR, naming the path and the setting. A path outside the roots is refused
// in the same words whether it exists or not.

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>

namespace exaid {

struct FileRules
{
    QStringList allowedRoots; // empty: the user's home directory
    qint64 maxFileBytes = 0;
    qint64 maxTotalBytes = 0;
};

struct TextFile
{
    QString path; // as named by the caller
    QString text;
};

struct FileBytes
{
    QString path; // as named by the caller
    QByteArray bytes;
};

// As readTextFiles(), but of any content.
Result<QList<FileBytes>> readFiles(const QStringList &paths, const FileRules &rules,
                                   const std::function<bool()> &stopped);

// In the given order, each real file once. `stopped` is asked between files: true ends the reading early with
// any result.
Result<QList<TextFile>> readTextFiles(const QStringList &paths, const FileRules &rules,
                                      const std::function<bool()> &stopped);

} // namespace exaid
