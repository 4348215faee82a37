#pragma once

// A file of lines that is put aside when it is full: log → log.1 → log.2 …, the oldest removed. Opened at the
// first line, with its directory (0700) and the file itself (0600) made if need be; reopened if somebody else
// moved it away. Each line is handed to the system at once, so that a killed process loses none.

#include "core/logging/linesink.h"

#include <QFile>

namespace exaid {

class RotatingFile final : public LineSink
{
public:
    // maxBytes: a line that would make the file longer begins a new one. keep: how many old files stay; 0:
    // none.
    RotatingFile(const QString &path, qint64 maxBytes, int keep);

    // Errors: open_failed, write_failed (disk full, …). After one, the next line is tried afresh.
    Status write(const QByteArray &line) override;

private:
    Status ensureOpen();
    void rotate();

    const QString m_path;
    const qint64 m_maxBytes;
    const int m_keep;
    QFile m_file;
    qint64 m_size = 0;
    qint64 m_rotateAt = 0;
};

} // namespace exaid
