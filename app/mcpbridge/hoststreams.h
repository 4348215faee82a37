#pragma once

// The host's end of the bridge: standard input and output, used without ever waiting for them, whatever they
// are (pipe, socket, file, terminal), and without changing how others who share them see them. Nothing but
// the protocol is written.

#include <QByteArray>

namespace exaid {

class HostStreams
{
public:
    enum class Reading { Some, Nothing, Ended };

    // Appends what is there. Call it when poll says so.
    Reading read(QByteArray &into);
    void enqueue(const QByteArray &line); // without its end
    bool hasQueued() const { return m_written < m_queue.size(); }
    qint64 queuedBytes() const { return m_queue.size() - m_written; }
    // Writes what fits; false: nobody reads any more.
    bool flush();

private:
    QByteArray m_queue;
    qsizetype m_written = 0;
    bool m_isSocket = true; // until the system says otherwise
};

} // namespace exaid
