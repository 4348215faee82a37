#pragma once

// Where log lines end up. Used on one thread at a time; may block.

#include "core/result.h"

#include <QByteArray>

namespace exaid {

class LineSink
{
public:
    virtual ~LineSink() = default;
    // One whole line with its line end. On an error nothing of it stays written, as far as the system allows.
    virtual Status write(const QByteArray &line) = 0;

protected:
    LineSink() = default;
    Q_DISABLE_COPY_MOVE(LineSink)
};

// The standard error output of the process.
class StandardErrorSink final : public LineSink
{
public:
    StandardErrorSink() = default;
    Status write(const QByteArray &line) override;
};

} // namespace exaid
