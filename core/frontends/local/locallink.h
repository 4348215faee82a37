#pragma once

// One connection of the local socket: lines in, lines out through an Outbox, the end told once. A child of
// its connection object; owns the QLocalSocket. Core thread.
//
// gone() never comes from inside a call into this object, so that a send can't destroy its sender.

#include "core/frontends/outbox.h"

#include <QObject>

class QLocalSocket;

namespace exaid {

class LocalLink final : public QObject, private FrameSink
{
    Q_OBJECT
public:
    LocalLink(QLocalSocket *socket, TimerService &timers, const ServerSettings &settings,
              QObject *parent = nullptr);
    ~LocalLink() override;

    // Frames are lines without their end.
    Outbox &outbox() { return m_outbox; }
    // Sends what is queued first.
    void close(const QString &reason);

Q_SIGNALS:
    void received(const QByteArray &line); // not blank, without its end
    // A line is longer than EXAI_WS_MAX_BYTES; nothing more is read.
    void overran();
    void gone(const QString &why);

private:
    void sendFrame(const QByteArray &utf8) override;
    void flush() override;
    void sendReceipt(quint64) override {}
    qint64 unsentBytes() const override;
    void sendClose(int code, const QString &reason) override;
    void abort() override;

    void read();
    void socketClosed();
    void tellGone();

    QLocalSocket *const m_socket;
    const ServerSettings &m_settings;
    Outbox m_outbox;
    QByteArray m_input;       // begins with the line that is being read
    qsizetype m_searched = 0; // of m_input, without a line end
    QString m_why;            // empty: the peer closed
    bool m_hasOverrun = false;
    bool m_isGone = false;
};

} // namespace exaid
