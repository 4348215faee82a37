#pragma once

// Reads one HTTP/1.1 answer from bytes in any pieces: the head within a limit, then the body, by length, in
// chunks or until the connection ends. Interim answers (1xx) are skipped. Pure; any thread.

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QPair>
#include <QString>
#include <memory>

namespace exaid {

class HttpAnswerReader
{
public:
    // Of the head, the interim answers before it, and whatever stands between two pieces of the body.
    static constexpr qsizetype MaxHeadBytes = 64 * 1024;

    enum class State {
        Head,
        Body,
        Complete,
        HeadTooLong,
        Malformed, // problem() says why
    };

    HttpAnswerReader();
    ~HttpAnswerReader();
    Q_DISABLE_COPY_MOVE(HttpAnswerReader)

    // Appends to `body` what the bytes hold of it. Nothing is read after the end or a failure.
    State feed(QByteArrayView bytes, QByteArray &body);
    // The connection has ended: Complete, or the state it ended in.
    State finish();

    bool hasHead() const { return m_hasHead; }
    int status() const { return m_status; }                                           // 0: no head yet
    const QList<QPair<QByteArray, QByteArray>> &headers() const { return m_headers; } // names as sent
    QString problem() const { return m_problem; }

private:
    class Parser;

    State advance(QByteArrayView bytes, qsizetype &used, QByteArray &body);

    std::unique_ptr<Parser> m_parser;
    QByteArray m_rest; // unread: it needs more
    qsizetype m_headBytes = 0;
    State m_state = State::Head;
    bool m_hasHead = false;
    int m_status = 0;
    QList<QPair<QByteArray, QByteArray>> m_headers;
    QString m_problem;
};

} // namespace exaid
