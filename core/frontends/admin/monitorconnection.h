#pragma once

// One reader of the monitor feed (dashboard, command line). Greets with the token, then gets snapshots and
// events and may give commands. A reader that is slow misses snapshots, never gets old ones: at most one is
// unsent. Core thread.

#include "core/frontends/admin/monitorcontext.h"
#include "core/frontends/wslink.h"

#include <QJsonObject>

namespace exaid {

class MonitorConnection final : public QObject
{
    Q_OBJECT
public:
    MonitorConnection(QWebSocket *socket, const MonitorContext &context, QObject *parent);
    ~MonitorConnection() override;

    // Frames made once for all readers.
    void showSnapshot(const QByteArray &frame);
    void showEvents(const QByteArray &frame);
    void close(int code, const QString &reason);

Q_SIGNALS:
    void ended();

private:
    enum class State { AwaitingHello, Serving, Closing };

    void read(const QString &text);
    void greet(const QJsonObject &message);
    void obey(const QJsonObject &message);
    void refuseHello(const QString &error, int code, const QString &reason);
    void ask(const QString &op, const QJsonObject &message);
    void answer(const QJsonObject &request, const QString &error = {});
    void post(const QJsonObject &frame);
    void stopWatching();

    const MonitorContext &m_context;
    WsLink m_link;
    State m_state = State::AwaitingHello;
    bool m_watches = false;
    int m_openQuestions = 0;
    QByteArray m_latest; // the newest snapshot, while an older one is on its way
    Timer m_helloTimer;
};

} // namespace exaid
