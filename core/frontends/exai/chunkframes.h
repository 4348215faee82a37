#pragma once

// The stream_chunk frames of one call, as bytes. A stream sends one for each token, so only what changes from
// one to the next is written each time. Pure; any thread.

#include "core/frontends/exai/exaimessages.h"
#include "core/time/clock.h"

#include <QByteArray>

namespace exaid::exai {

class ChunkFrames
{
public:
    explicit ChunkFrames(const ReplyIds &ids);

    QByteArray make(const QString &text, WallTime now) const;

private:
    QByteArray m_tail; // op and ids, and the end of the object
};

} // namespace exaid::exai
