#pragma once

// Cuts a stream of bytes into lines. A line longer than the limit is not kept: of it remain the glance at its
// messages and the fact. Value; any thread.

#include "app/mcpbridge/jsonglance.h"

#include <QByteArray>
#include <optional>

namespace exaid {

class LineBuffer
{
public:
    struct Line
    {
        QByteArray text; // without its end; empty when too long
        QList<MessageGlance> messages;
        bool isTooLong = false;
    };

    explicit LineBuffer(qint64 maxLine)
        : m_maxLine(maxLine)
    {}

    void append(QByteArrayView bytes);
    // The stream has ended: what is left is a line.
    void finish();
    // The next whole line that is not blank.
    std::optional<Line> take();

private:
    void endLine();

    qint64 m_maxLine;
    QList<Line> m_lines;
    QByteArray m_text;
    JsonGlance m_glance;
    bool m_isTooLong = false;
};

} // namespace exaid
