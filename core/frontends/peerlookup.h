#pragma once

// Finds the processes behind connections over loopback, off the event loop: one worker, which looks for all
// that are waiting at once, and first at the processes it has met before. Core thread.

#include "core/frontends/peerprocess.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <functional>
#include <vector>

namespace exaid {

class PeerLookup final : public QObject
{
    Q_OBJECT
public:
    // The name of the process as peerprocess.h has it; empty: unknown.
    using Found = std::function<void(const QString &process)>;

    PeerLookup();

    // `found` runs from the event loop, and not at all when `context` is gone by then.
    void find(const TcpEnds &connection, QObject *context, Found found);

private:
    struct Question
    {
        TcpEnds connection;
        QPointer<QObject> context;
        Found found;
    };

    void start();
    void answer(const QHash<TcpEnds, PeerProcess> &processes);

    QThreadPool m_pool; // its end waits for the worker
    std::vector<Question> m_waiting;
    std::vector<Question> m_asked; // the worker has these
    QList<qint64> m_met;           // latest first
};

} // namespace exaid
