#pragma once

// The bridge's connection to the daemon: one attempt to connect, then lines out of a queue and bytes in.
// Never blocks. A socket or a listener of another user is nobody to talk to.

#include <QByteArray>
#include <QList>
#include <QString>
#include <deque>

namespace exaid {

class DaemonLink
{
public:
    enum class Attempt {
        Connected,
        NobodyThere, // no socket, or a stale one
        Busy,        // try again soon
        Refused,     // see why()
    };

    DaemonLink() = default;
    ~DaemonLink();
    Q_DISABLE_COPY_MOVE(DaemonLink)

    Attempt connectTo(const QString &path);
    QString why() const { return m_why; }
    bool isConnected() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    void close();

    // Lines (without their end) wait here also while there is no connection. requests: ids of those in it.
    void enqueue(const QByteArray &line, const QList<QByteArray> &requests);
    void enqueueFirst(const QList<QByteArray> &lines);
    bool hasQueued() const { return !m_queue.empty(); }
    qint64 queuedBytes() const;
    // The ids of all requests that wait; the queue is empty afterwards.
    QList<QByteArray> dropQueue();

    // Writes what the system takes; the ids of the requests that are out. False in `ok`: the connection is
    // lost.
    QList<QByteArray> flush(bool &ok);
    // Appends what is there; false: the connection is lost.
    bool read(QByteArray &into);
    // Nothing more will be written: the daemon shall end the session.
    void finishWriting();

private:
    struct Outgoing
    {
        QByteArray line; // with its end: half of a line is nothing that the daemon could act on
        QList<QByteArray> requests;
    };

    int m_descriptor = -1;
    qsizetype m_written = 0; // of the first line in the queue
    std::deque<Outgoing> m_queue;
    QString m_why;
};

} // namespace exaid
