#pragma once

// Incremental reader of server-sent events (WHATWG HTML, 9.2). Pieces may be cut anywhere, also inside a
// character or between CR and LF. Comments, ids and retry times are skipped. Pure; any thread.

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace exaid {

struct SseEvent
{
    QByteArray type; // empty: message
    QByteArray data;

    bool operator==(const SseEvent &) const = default;
};

class SseReader
{
public:
    explicit SseReader(qsizetype maxEventBytes = 4 * 1024 * 1024)
        : m_maxEventBytes(maxEventBytes)
    {}

    QList<SseEvent> feed(QByteArrayView bytes);
    // At the end of the stream: the last event even if its blank line is missing, as some servers do after
    // [DONE]. The caller must not trust it to be whole.
    QList<SseEvent> finish();
    // An event grew over the limit; nothing is read from then on.
    bool isTooLarge() const { return m_tooLarge; }

private:
    void line(QList<SseEvent> &events);
    void field(QByteArrayView name, QByteArrayView value);
    void dispatch(QList<SseEvent> &events);

    qsizetype m_maxEventBytes;
    QByteArray m_line;
    SseEvent m_event;
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_first = true; // no line read yet: a byte order mark may come
    bool m_tooLarge = false;
};

} // namespace exaid
