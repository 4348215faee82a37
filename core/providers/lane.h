#pragma once

// One connection's worth of a provider: a QNetworkAccessManager for one request. Qt 6.4 opens six HTTP/1.1
// connections a manager and queues the rest unseen; with one call a manager there is no such queue. A second
// request would have to drop the manager's connections first, since one that the provider closed while it lay
// idle fails the call, and that makes the core thread wait for the connection's thread. So a lane carries one
// request and is destroyed elsewhere (LaneReaper). Core thread.

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QPointer>
#include <memory>

class QNetworkReply;

namespace exaid {

class OneShotBody;

class Lane final : public QObject
{
    Q_OBJECT
public:
    // What waits unread; the rest stays with the provider. All of it is parsed in one turn of the event loop,
    // so this is also what a provider that floods costs everybody else: about a millisecond.
    static constexpr qint64 ReadLimit = 16 * 1024;

    Lane();
    ~Lane() override;

    bool isIdle() const { return m_reply.isNull(); }
    // Once. The reply belongs to the lane until release(); the body belongs to the reply.
    QNetworkReply *send(const QByteArray &verb, QNetworkRequest request, const QByteArray &body);
    // Ends the reply (aborting it if it still runs) and makes the lane idle. The reply's signals must be
    // disconnected. insideReply: called from inside one of the reply's signals, so it is deleted later.
    void release(bool insideReply);
    // The reply released last, if it is still to be deleted; null otherwise.
    QNetworkReply *leaving() const { return m_released; }
    // Precondition: idle, nothing leaving. The lane is good for nothing afterwards.
    std::unique_ptr<QNetworkAccessManager> takeManager() { return std::move(m_manager); }

    // The body of the present request was at least partly taken for sending.
    bool bodyWasRead() const;

private:
    std::unique_ptr<QNetworkAccessManager> m_manager;
    QPointer<QNetworkReply> m_reply;
    QPointer<QNetworkReply> m_released; // may still be on the stack
    QPointer<OneShotBody> m_body;
    bool m_used = false;
};

} // namespace exaid
