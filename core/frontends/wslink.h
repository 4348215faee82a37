#pragma once

// One WebSocket connection of a front end: text in, frames out through an Outbox, pings, the end told once. A
// child of its connection object; owns the QWebSocket. Core thread.
//
// gone() never comes from inside a call into this object, so that a send can't destroy its sender.

#include "core/frontends/outbox.h"

#include <QHostAddress>
#include <QObject>

class QWebSocket;

namespace exaid {

class WsLink final : public QObject, private FrameSink
{
    Q_OBJECT
public:
    WsLink(QWebSocket *socket, TimerService &timers, const ServerSettings &settings, QObject *parent);
    ~WsLink() override;

    Outbox &outbox() { return m_outbox; }
    void close(int code, const QString &reason);
    QHostAddress peer() const { return m_peer; }
    // Of the request that was upgraded.
    QByteArray header(const QByteArray &name) const;

Q_SIGNALS:
    void received(const QString &text);
    // The peer has read everything up to the frame that was posted with this receipt.
    void receiptReturned(quint64 receipt);
    void gone(const QString &why);

private:
    void sendFrame(const QByteArray &utf8) override;
    void flush() override;
    void sendReceipt(quint64 receipt) override;
    qint64 unsentBytes() const override;
    void sendClose(int code, const QString &reason) override;
    void abort() override;

    void refuseBinary();
    void ponged(const QByteArray &payload);
    void bytesLeft();
    void pingDue();
    void socketClosed();
    void tellGone();

    QWebSocket *const m_socket;
    TimerService &m_timers;
    const ServerSettings &m_settings;
    const QHostAddress m_peer;
    Outbox m_outbox;
    Timer m_pingTimer;
    QString m_why;             // empty: the peer closed
    int m_silentPings = 0;     // pings in a row without a sign of life
    bool m_heard = true;       // a sign of life since the last ping
    bool m_hadBacklog = false; // at the last ping
    int m_depth = 0;           // calls into the socket now on the stack
    bool m_isGone = false;
};

} // namespace exaid
