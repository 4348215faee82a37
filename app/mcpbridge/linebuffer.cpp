#include "app/mcpbridge/linebuffer.h"

#include <utility>

namespace exaid {

void LineBuffer::append(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView part = end < 0 ? bytes : bytes.first(end);
        m_glance.feed(part);
        m_isTooLong = m_isTooLong || m_text.size() + part.size() > m_maxLine;
        if (m_isTooLong)
            m_text = QByteArray();
        else
            m_text += part;
        if (end < 0)
            return;
        endLine();
        bytes = bytes.sliced(end + 1);
    }
}

void LineBuffer::finish()
{
    endLine();
}

void LineBuffer::endLine()
{
    Line line{std::exchange(m_text, {}), m_glance.messages(), std::exchange(m_isTooLong, false)};
    m_glance = {};
    if (line.isTooLong || !line.text.trimmed().isEmpty())
        m_lines.append(std::move(line));
}

std::optional<LineBuffer::Line> LineBuffer::take()
{
    if (m_lines.isEmpty())
        return std::nullopt;
    return m_lines.takeFirst();
}

} // namespace exaid
