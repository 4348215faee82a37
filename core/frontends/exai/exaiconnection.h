#pragma once

// One EXAI client: greets, then serves its messages. Reading never waits for a call: calls run side by side,
// cancel and ping overtake them. When the client goes, its calls are abandoned (or parked, when it may come
// back for them) and its session left in the same turn. Core thread.
//
//   AwaitingHello → Serving → Closing        (AwaitingHello → Closing when the hello fails)

#include "core/frontends/exai/exaicall.h"
#include "core/frontends/exai/exaicontext.h"
#include "core/frontends/resumedesk.h"
#include "core/frontends/wslink.h"
#include "core/ids.h"

#include <deque>
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
    // A moment later, so that calls that have just ended are told first.
    void closeSoon(int code, const QString &reason);
    // None before the greeting.
    SessionId session() const { return m_session; }
    // After otherProtocolSpoken(): hands the connection on. This object has nothing more to do and goes next.
    std::unique_ptr<WsLink> releaseLink();

Q_SIGNALS:
    void ended(); // once; the socket is closed
    // The first frame is JSON-RPC: another front end's client.
    void otherProtocolSpoken(const QString &firstFrame);

private:
    enum class State { AwaitingHello, Serving, Closing };

    struct Slot
    {
        std::unique_ptr<ExaiCall> call;
        ResumeDesk::Card card;              // of a client that may come back
        bool isRepeatable = false;          // taken up without being asked: the client may still repeat it
        std::optional<exai::ReplyIds> also; // of the request that repeated it
    };
    using Slots = std::map<quint64, Slot>;

    void read(const QString &text);
    void greet(const QString &text);
    void serve(const QString &text);
    void welcomeBack(const exai::Hello &hello);
    Slot &open(const exai::CallTool &request);
    ResumeDesk::Card cardOf(const exai::CallTool &request) const;
    // True: the original, made on an earlier connection, answers.
    bool attachToKept(const exai::CallTool &request, const ResumeDesk::Card &card);
    Slot &takeUp(CallId call, const ResumeDesk::Card &card, const exai::CallTool &request);
    void post(const QJsonObject &frame);
    void postKept(ResultStore::Number number, const exai::ReplyIds &ids);
    void postResult(const QJsonObject &frame, ResultStore::Number number);
    void confirm(quint64 receipt);
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

    void postSoon(const QJsonObject &frame) override;
    void postChunk(const QByteArray &frame) override;
    void postProgress(const QJsonObject &frame, const QByteArray &key) override;
    void finishCall(quint64 serial, const QJsonObject &frame, const Outcome &outcome,
                    const CallTimes &times) override;

    const quint64 m_number;
    const ExaiContext &m_context;
    std::unique_ptr<WsLink> m_link; // null once released
    State m_state = State::AwaitingHello;
    SessionId m_session;
    Timer m_closeTimer;
    Timer m_helloTimer;
    std::optional<ResultOwner> m_owner; // of a client that may come back
    quint64 m_lastSerial = 0;
    Slots m_calls;
    quint64 m_lastReceipt = 0;
    std::deque<std::pair<quint64, ResultStore::Number>> m_receipts; // sent, not yet confirmed
};

} // namespace exaid
