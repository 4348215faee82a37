#pragma once

// QNetworkAccessManager with replies of our own (StreamingReply). Qt's own open at most six connections to a
// host and queue the rest unseen, send a request again when the connection drops, each of them a paid call,
// need a thread for a connection and read a head without end for ever. Redirects are never followed. Core
// thread. Shared by a provider and its running exchanges, so that it outlives both.

#include "core/threadbound.h"
#include "core/time/timerservice.h"

#include <QNetworkAccessManager>

namespace exaid {

class ProviderAccessManager final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    explicit ProviderAccessManager(TimerService &timers);

    // Exchanges that are open.
    int busy() const { return m_busy; }
    void opened() { ++m_busy; }
    void closed() { --m_busy; }

protected:
    // http and https; HEAD is refused.
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *body) override;

private:
    const ThreadBound m_thread;
    TimerService &m_timers;
    int m_busy = 0;
};

} // namespace exaid
