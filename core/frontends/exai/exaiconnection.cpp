#include "core/frontends/exai/exaiconnection.h"

#include "core/calls/callservice.h"
#include "core/frontends/accesstoken.h"
#include "core/frontends/exai/exaireplies.h"
#include "core/frontends/exai/ratelimiter.h"
#include "core/frontends/exai/toollist.h"
#include "core/frontends/frontendlog.h"
#include "core/logging/healthfields.h"
#include "core/monitoring/eventlog.h"
#include "core/sessions/sessionregistry.h"

#include <QUuid>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Close codes of the hello, as clients know them; 1013: try again later.
constexpr int CloseInvalidHello = 4000;
constexpr int CloseMissingHello = 4001;
constexpr int CloseHelloTimeout = 4002;
constexpr int CloseUnauthorized = 4003;
constexpr int CloseTryAgainLater = 1013;
constexpr Duration ToldFirst =
    std::chrono::milliseconds(5); // what ended just now is told within a turn or two

bool isCall(const exai::Message &message)
{
    const auto *invalid = std::get_if<exai::Invalid>(&message);
    return std::holds_alternative<exai::CallTool>(message) || (invalid && invalid->isCall);
}

exai::ReplyIds idsOf(const exai::Message &message)
{
    return std::visit([](const auto &m) { return m.ids; }, message);
}

exai::Refusal toRefusal(const RateLimiter::Refusal &limit)
{
    const qint64 seconds = exai::retrySeconds(limit.retryAfter);
    return {u"RATE_LIMITED"_s,
            u"rate_limit_exceeded: %1 (retry after %2 s); limit set by %3"_s.arg(
                limit.bucket, QString::number(seconds), limit.setting),
            limit.retryAfter,
            {{u"bucket"_s, limit.bucket}, {u"limit"_s, limit.setting}}};
}

bool isMeant(const exai::ReplyIds &call, const exai::Cancel &request)
{
    if (!request.target.isEmpty())
        return call.requestId == request.target;
    return request.ids.isQuiet() && call.isQuiet() && call.id == request.ids.id;
}

} // namespace

ExaiConnection::ExaiConnection(quint64 number, QWebSocket *socket, const ExaiContext &context,
                               QObject *parent)
    : QObject(parent)
    , m_number(number)
    , m_context(context)
    , m_link(std::make_unique<WsLink>(socket, context.timers, context.settings, nullptr))
{
    connect(m_link.get(), &WsLink::received, this, &ExaiConnection::read);
    connect(m_link.get(), &WsLink::gone, this, [this](const QString &why) {
        qCDebug(lcFrontends).noquote() << "connection" << m_number << "closed:" << why;
        tearDown();
        Q_EMIT ended();
    });
    connect(m_link.get(), &WsLink::receiptReturned, this, &ExaiConnection::confirm);
    m_link->outbox().onOverflow = [this](const QString &reason) { overflowed(reason); };
    m_helloTimer = context.timers.after(context.settings.helloTimeout, [this] {
        m_state = State::Closing;
        m_link->close(CloseHelloTimeout, u"hello timeout or disconnect"_s);
    });
}

ExaiConnection::~ExaiConnection()
{
    tearDown();
}

void ExaiConnection::closeSoon(int code, const QString &reason)
{
    m_closeTimer = m_context.timers.after(ToldFirst, [this, code, reason] { close(code, reason); });
}

void ExaiConnection::close(int code, const QString &reason)
{
    tearDown();
    m_link->close(code, reason);
}

std::unique_ptr<WsLink> ExaiConnection::releaseLink()
{
    m_link->disconnect(this);
    m_link->outbox().onOverflow = nullptr;
    return std::move(m_link);
}

void ExaiConnection::read(const QString &text)
{
    switch (m_state) {
    case State::AwaitingHello:
        greet(text);
        return;
    case State::Serving:
        serve(text);
        return;
    case State::Closing:
        return;
    }
    Q_UNREACHABLE();
}

void ExaiConnection::greet(const QString &text)
{
    const auto parsed = exai::parseHello(text);
    if (const auto *fault = std::get_if<exai::HelloFault>(&parsed)) {
        if (*fault == exai::HelloFault::JsonRpc && m_context.otherProtocol) {
            m_helloTimer.cancel();
            m_state = State::Closing;
            Q_EMIT otherProtocolSpoken(text);
        } else if (*fault == exai::HelloFault::NotAnObject)
            failHello(exai::helloRefused({}, u"invalid_hello"_s), CloseInvalidHello, u"invalid hello"_s);
        else
            failHello(exai::helloRefused({}, u"missing_hello"_s), CloseMissingHello, u"missing hello"_s);
        return;
    }
    const auto &hello = std::get<exai::Hello>(parsed);
    if (!m_context.token.admits(hello.token)) {
        m_context.events.add(
            EventLevel::Warning, u"unauthorized"_s,
            u"a client at %1 was turned away: wrong or missing token"_s.arg(m_link->peer().toString()));
        failHello(exai::helloRefused(hello.ids, u"unauthorized"_s), CloseUnauthorized, u"unauthorized"_s);
        return;
    }
    const auto joined =
        m_context.sessions.join({hello.sessionId, hello.client, u"exai-ws"_s, m_link->peer().toString()});
    if (!joined) {
        const QString why = QString(joined.error().message + u"; " + joined.error().hint);
        failHello(exai::helloRefused(hello.ids, u"over_capacity"_s, why), CloseTryAgainLater,
                  u"session limit reached (SESSION_MAX_CONCURRENT)"_s);
        return;
    }
    m_helloTimer.cancel();
    m_session = *joined;
    m_state = State::Serving;
    const QString name = m_context.sessions.find(m_session)->name;
    const bool mayReturn = hello.resume || (m_context.settings.resumeAlways && name == hello.sessionId);
    if (mayReturn && m_context.desk.isOpen())
        m_owner = ResultOwner{name, m_context.token.generation()};
    if (m_owner && hello.resume)
        welcomeBack(hello);
    else
        post(exai::helloAck(hello.ids, name,
                            hello.resume ? std::optional<exai::Resumption>({}) : std::nullopt));
}

// What is kept for the client, without being asked: what has finished, in order, then what still runs.
void ExaiConnection::welcomeBack(const exai::Hello &hello)
{
    ResumeDesk &desk = m_context.desk;
    desk.forget(*m_owner, hello.received);
    const QList<ResultStore::Number> results = desk.takeResults(*m_owner, m_number);
    const std::vector<ResumeDesk::Parked> calls = desk.takeCalls(*m_owner);
    post(
        exai::helloAck(hello.ids, m_owner->session,
                       exai::Resumption{desk.grace(), results.size(), static_cast<qsizetype>(calls.size())}));
    for (const ResultStore::Number number : results) {
        if (const KeptResult *kept = desk.result(number))
            postKept(number, exai::idsFromJson(kept->tag));
    }
    for (const ResumeDesk::Parked &parked : calls) {
        const QJsonObject &tag = parked.card.tag;
        takeUp(parked.call, parked.card, {exai::idsFromJson(tag), tag[u"tool"].toString(), {}}).isRepeatable =
            true;
    }
}

ExaiConnection::Slot &ExaiConnection::takeUp(CallId call, const ResumeDesk::Card &card,
                                             const exai::CallTool &request)
{
    Slot &slot = open(request);
    slot.card = card;
    // Not the client's own id: it may count from one again, and its next call is not a repeat of this one.
    const QString id = u"resumed %1"_s.arg(call.value);
    const auto left = m_context.calls.adopt(call, m_number, id, *slot.call);
    slot.call->resumed(call, left.value_or(Duration::zero()));
    return slot;
}

bool ExaiConnection::attachToKept(const exai::CallTool &request, const ResumeDesk::Card &card)
{
    ResumeDesk &desk = m_context.desk;
    if (const auto parked = desk.repeatedCall(*m_owner, card.content, card.requestId)) {
        takeUp(parked->call, card, request);
        return true;
    }
    if (const auto number = desk.repeatedResult(*m_owner, card.content, card.requestId, m_number)) {
        postKept(number, request.ids);
        return true;
    }
    // Taken up by the welcome; the client repeats it all the same.
    for (auto &[serial, slot] : m_calls) {
        if (!slot.isRepeatable || slot.also || slot.card.content != card.content)
            continue;
        slot.also = request.ids;
        postProgress(exai::progress(request.ids, request.tool, m_context.timers.clock().wallNow(),
                                    {{u"note"_s, u"duplicate request; still processing"_s}}),
                     "also " + QByteArray::number(serial));
        return true;
    }
    return false;
}

ExaiConnection::Slot &ExaiConnection::open(const exai::CallTool &request)
{
    ExaiCallHost &host = *this;
    const quint64 serial = ++m_lastSerial;
    Slot &slot = m_calls[serial];
    slot.call = std::make_unique<ExaiCall>(host, m_context, serial, request);
    return slot;
}

ResumeDesk::Card ExaiConnection::cardOf(const exai::CallTool &request) const
{
    QJsonObject tag = exai::toJson(request.ids);
    tag.insert(u"tool"_s, request.tool);
    return {*m_owner, m_session, request.ids.requestId.value_or(QString()),
            contentMark(request.tool, request.arguments), tag};
}

void ExaiConnection::failHello(const QJsonObject &frame, int code, const QString &reason)
{
    m_helloTimer.cancel();
    m_state = State::Closing;
    post(frame);
    m_link->close(code, reason);
}

void ExaiConnection::serve(const QString &text)
{
    const exai::Message message = exai::parseMessage(text);
    // Cancelling frees slots; it is never what the limits are for.
    if (!std::holds_alternative<exai::Cancel>(message)) {
        if (const auto limit = m_context.limiter.take(m_link->peer(), m_session)) {
            post(exai::refused(idsOf(message), isCall(message), toRefusal(*limit)));
            return;
        }
    }
    std::visit([this](const auto &request) { handle(request); }, message);
}

void ExaiConnection::handle(const exai::CallTool &request)
{
    const ResumeDesk::Card card = m_owner ? cardOf(request) : ResumeDesk::Card();
    if (m_owner && attachToKept(request, card))
        return;
    Slot &slot = open(request);
    const quint64 serial = m_lastSerial;
    slot.card = card;
    ExaiCall &call = *slot.call;
    // Only a client's own request_id may attach to a running call. An `id` is repeated by some clients for
    // each call.
    const QString given = request.ids.requestId.value_or(QString());
    const QString requestId = given.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : given;
    const CallService::Submitted submitted = m_context.calls.submit(
        {m_session, m_number, requestId, request.tool, request.arguments, request.priority}, call);
    if (submitted.isNew) {
        call.started(submitted.call);
        return;
    }
    m_calls.erase(serial);
    postProgress(exai::progress(request.ids, request.tool, m_context.timers.clock().wallNow(),
                                {{u"note"_s, u"duplicate request; still processing"_s}}),
                 QByteArray::number(serial));
}

void ExaiConnection::handle(const exai::ListTools &request)
{
    post(exai::toolList(request.ids, exai::buildToolList(m_context.tools)));
}

void ExaiConnection::handle(const exai::Ping &request)
{
    post(exai::pong(request.ids, m_context.timers.clock().wallNow()));
}

void ExaiConnection::handle(const exai::Health &request)
{
    const auto &clock = m_context.timers.clock();
    QJsonObject health{{u"t"_s, static_cast<double>(clock.wallNow().time_since_epoch().count()) / 1000.0},
                       {u"uptime_human"_s, uptimeText(std::chrono::floor<std::chrono::seconds>(
                                               clock.now() - m_context.startedAt))},
                       {u"sessions"_s, m_context.sessions.count()},
                       {u"tool_count"_s, static_cast<int>(m_context.tools.count())},
                       {u"global_inflight"_s, m_context.calls.liveCount()}};
    if (m_context.healthExtras) {
        const QJsonObject extras = m_context.healthExtras();
        for (auto it = extras.begin(); it != extras.end(); ++it)
            health.insert(it.key(), it.value());
    }
    post(exai::healthReply(request.ids, health));
}

void ExaiConnection::handle(const exai::Cancel &request)
{
    QList<CallId> meant;
    for (const auto &[serial, slot] : m_calls) {
        if (isMeant(slot.call->ids(), request) || (slot.also && isMeant(*slot.also, request)))
            meant.append(slot.call->call());
    }
    bool any = false;
    for (const CallId call : std::as_const(meant))
        any = m_context.calls.cancel(call, CancelCause::ByClient) || any;
    post(exai::cancelled(request, any, m_context.timers.clock().wallNow()));
}

void ExaiConnection::handle(const exai::RotateToken &request)
{
    if (!request.oldToken || !request.newToken) {
        post(exai::tokenRotated(request.ids, u"missing_params"_s));
        return;
    }
    switch (m_context.token.rotate(*request.oldToken, *request.newToken)) {
    case AccessToken::Rotation::Done:
        m_context.events.add(EventLevel::Warning, u"token_rotated"_s, u"a client changed the access token"_s);
        post(exai::tokenRotated(request.ids, {}));
        return;
    case AccessToken::Rotation::Unauthorized:
        post(exai::tokenRotated(request.ids, u"unauthorized"_s));
        return;
    case AccessToken::Rotation::TooShort:
        post(exai::tokenRotated(request.ids, u"token_too_short"_s));
        return;
    }
    Q_UNREACHABLE();
}

void ExaiConnection::handle(const exai::Invalid &request)
{
    post(exai::invalid(request));
}

void ExaiConnection::post(const QJsonObject &frame)
{
    m_link->outbox().post(exai::toFrame(frame));
}

void ExaiConnection::postSoon(const QJsonObject &frame)
{
    m_link->outbox().postSoon(exai::toFrame(frame));
}

void ExaiConnection::postChunk(const QByteArray &frame)
{
    m_link->outbox().post(frame);
}

void ExaiConnection::postProgress(const QJsonObject &frame, const QByteArray &key)
{
    m_link->outbox().postProgress(exai::toFrame(frame), key);
}

void ExaiConnection::finishCall(quint64 serial, const QJsonObject &frame, const Outcome &outcome,
                                const CallTimes &times)
{
    // Kept until the frame is out: the caller is that call.
    const auto node = m_calls.extract(serial);
    const Slot &slot = node.mapped();
    const auto number = m_owner ? m_context.desk.keep(slot.card, outcome, times, m_number) : 0;
    postResult(frame, number);
    if (slot.also)
        postResult(exai::callResult(*slot.also, outcome, times, {m_context.settings.compatText, true}),
                   number);
}

void ExaiConnection::postKept(ResultStore::Number number, const exai::ReplyIds &ids)
{
    const KeptResult *kept = m_context.desk.result(number);
    postResult(exai::callResult(ids, kept->outcome, kept->times, {m_context.settings.compatText, true}),
               number);
}

void ExaiConnection::postResult(const QJsonObject &frame, ResultStore::Number number)
{
    if (number == 0) {
        post(frame);
        return;
    }
    const quint64 receipt = ++m_lastReceipt;
    m_receipts.emplace_back(receipt, number);
    m_link->outbox().post(exai::toFrame(frame), receipt);
}

// One pong may stand for several pings.
void ExaiConnection::confirm(quint64 receipt)
{
    for (; !m_receipts.empty() && m_receipts.front().first <= receipt; m_receipts.pop_front())
        m_context.desk.confirm(m_receipts.front().second);
}

// Comes from inside a post, perhaps from inside an observer call of the engine: the calls end in the next
// turn.
void ExaiConnection::overflowed(const QString &reason)
{
    const Session *session = m_context.sessions.find(m_session);
    m_context.events.add(
        EventLevel::Warning, u"slow_consumer"_s, reason,
        {{u"session"_s, session ? session->name : QString()}, {u"address"_s, m_link->peer().toString()}});
    QMetaObject::invokeMethod(this, &ExaiConnection::tearDown, Qt::QueuedConnection);
}

void ExaiConnection::tearDown()
{
    m_state = State::Closing;
    m_helloTimer.cancel();
    const Slots calls = std::exchange(m_calls, {});
    for (const auto &[serial, slot] : calls) {
        if (m_owner)
            m_context.desk.park(slot.call->call(), slot.card);
        else
            m_context.calls.abandon(slot.call->call());
    }
    if (std::exchange(m_owner, std::nullopt))
        m_context.desk.letGo(m_number);
    if (const SessionId session = std::exchange(m_session, {}))
        m_context.sessions.leave(session);
}

} // namespace exaid
