#include "core/providers/ssereader.h"

#include <algorithm>

namespace exaid {

QList<SseEvent> SseReader::feed(QByteArrayView bytes)
{
    QList<SseEvent> events;
    auto at = bytes.begin();
    while (at != bytes.end() && !m_tooLarge) {
        if (m_afterCr) {
            m_afterCr = false;
            if (*at == '\n') {
                ++at;
                continue;
            }
        }
        const auto end = std::find_if(at, bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
        m_line.append(at, end - at);
        if (m_line.size() + m_event.data.size() > m_maxEventBytes) {
            m_tooLarge = true;
            m_line.clear();
            m_event = {};
            break;
        }
        if (end == bytes.end())
            break;
        m_afterCr = *end == '\r';
        at = end + 1;
        line(events);
    }
    return events;
}

QList<SseEvent> SseReader::finish()
{
    QList<SseEvent> events;
    if (m_tooLarge)
        return events;
    if (!m_line.isEmpty())
        line(events);
    dispatch(events);
    return events;
}

void SseReader::line(QList<SseEvent> &events)
{
    if (std::exchange(m_first, false) && m_line.startsWith("\xEF\xBB\xBF"))
        m_line.remove(0, 3);
    if (m_line.isEmpty())
        return dispatch(events);
    const qsizetype colon = m_line.indexOf(':');
    if (colon < 0) {
        field(m_line, {});
    } else if (colon > 0) {
        QByteArrayView value = QByteArrayView(m_line).sliced(colon + 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
        field(QByteArrayView(m_line).first(colon), value);
    }
    m_line.resize(0); // keeps its memory for the next line
}

void SseReader::field(QByteArrayView name, QByteArrayView value)
{
    if (name == "data") {
        if (m_hasData)
            m_event.data.append('\n');
        m_event.data.append(value);
        m_hasData = true;
    } else if (name == "event") {
        m_event.type = value.toByteArray();
    }
}

void SseReader::dispatch(QList<SseEvent> &events)
{
    if (m_hasData)
        events.append(m_event);
    m_event = {};
    m_hasData = false;
}

} // namespace exaid
