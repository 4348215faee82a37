#pragma once

// One EXAI client: greets, then serves its messages. Reading never waits for a call: calls run side by side,
// cancel and ping overtake them. When the client goes, its calls are abandoned and its session left in the
// same turn. Core thread.
//
//   AwaitingHello → Serving → Closing        (AwaitingHello → Closing when the hello fails)

#include "core/frontends/exai/exaicall.h"
#include "core/frontends/exai/exaicontext.h"
#include "core/frontends/wslink.h"
#include "core/ids.h"

#include <map>
#include <memory>

namespace exaid {

class ExaiConnection final : public QObject, private ExaiCallHost
{
    Q_OBJECT
public:
    // `number`: unique for the life of the daemon; the scope of request ids.
    ExaiConnection(quint64 number, QWebSocket *socket, const ExaiContext &context, QObject *parent);
    ~ExaiConnection() override;

    // Sends what is queued, then closes. Calls that still run are abandoned.
    void close(int code, const QString &reason);

Q_SIGNALS:
    void ended(); // once; the socket is closed

private:
    enum class State { AwaitingHello, Serving, Closing };

    void read(const QString &text);
    void greet(const QString &text);
    void serve(const QString &text);
    void failHello(const QJsonObject &frame, int code, const QString &reason);
    void overflowed(const QString &reason);
    void tearDown();

    void handle(const exai::CallTool &request);
    void handle(const exai::ListTools &request);
    void handle(const exai::Ping &request);
    void handle(const exai::Health &request);
    void handle(const exai::Cancel &request);
    void handle(const exai::RotateToken &request);
    void handle(const exai::Invalid &request);

    void post(const QJsonObject &frame) override;
    void postProgress(const QJsonObject &frame, const QByteArray &key) override;
    void finishCall(quint64 serial, const QJsonObject &frame) override;

    const quint64 m_number;
    const ExaiContext &m_context;
    WsLink m_link;
    State m_state = State::AwaitingHello;
    SessionId m_session;
    Timer m_helloTimer;
    quint64 m_lastSerial = 0;
    std::map<quint64, std::unique_ptr<ExaiCall>> m_calls;
};

} // namespace exaid
