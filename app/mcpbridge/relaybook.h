#pragma once

// What the bridge knows of the talk it relays, so that a daemon that dies under it costs the host as little
// as possible: which requests are open, which the daemon has asked, and what a new daemon must be told first.
// Pure: lines in, lines out. Lines are without their line end.
//
// Of a lost daemon: requests that were sent get an error. A subscription is renewed instead, the handshake of
// an old session replayed; the host sees neither.

#include "app/mcpbridge/jsonglance.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>
#include <map>

namespace exaid {

class RelayBook
{
public:
    struct HostLine
    {
        bool isForDaemon = true;    // false: it belongs to a daemon that is gone
        bool needsDaemon = false;   // somebody waits for an answer
        QList<QByteArray> requests; // their ids
    };

    // A line of the host. isConnected: a daemon is there to take it.
    HostLine fromHost(const QByteArray &line, const QList<MessageGlance> &messages, bool isConnected);
    // The daemon may have seen these requests of the host.
    void sent(const QList<QByteArray> &requests);
    // False: the line is not for the host.
    bool fromDaemon(const QList<MessageGlance> &messages);

    // The daemon is gone. What the host shall be told now.
    QList<QByteArray> lose(const QByteArray &why);
    // These were never sent and never will be: what the host shall be told.
    QList<QByteArray> refuse(const QList<QByteArray> &requests, const QByteArray &why);
    // A new daemon is there: what it must be told before anything else.
    QList<QByteArray> replay();

    qsizetype openRequests() const { return static_cast<qsizetype>(m_open.size()); }

private:
    struct Open
    {
        QByteArray renewal; // the line to send again; empty: none
        bool isSent = false;
    };

    // A request that made the session of the old era what it is.
    struct Step
    {
        QByteArray id;
        QByteArray line; // empty: there was none
    };

    void note(const QByteArray &line, const MessageGlance &message);
    void noteCancelled(const QByteArray &line);
    void replayStep(const Step &step, QList<QByteArray> &lines);

    std::map<QByteArray, Open> m_open; // requests of the host, by id
    QSet<QByteArray> m_asked;          // requests of the daemon
    QSet<QByteArray> m_swallowed;      // requests of a replay: their answers are not for the host
    Step m_initialize;
    QByteArray m_initialized;
    Step m_logLevel;
    std::map<QString, Step> m_subscribed; // by URI
    bool m_isGreeted = false;             // the host has had its answer to initialize
};

// {"jsonrpc":"2.0","id":…,"error":…}. id: JSON; empty: null.
QByteArray errorLine(const QByteArray &id, int code, const QByteArray &message);

} // namespace exaid
