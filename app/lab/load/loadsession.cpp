#include "app/lab/load/loadsession.h"

#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <utility>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration LeastPauseAfterError = 100ms;
constexpr quint64 MaxReplyBytes = 32 * 1024 * 1024;

std::optional<Duration> milliseconds(const QJsonValue &value)
{
    if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > 1e9)
        return std::nullopt;
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>(value.toDouble()));
}

} // namespace

LoadSession::LoadSession(int index, const LoadPlan &plan, TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_index(index)
    , m_plan(plan)
    , m_timers(timers)
    , m_random(plan.seed * 0x9E3779B97F4A7C15ULL + static_cast<quint64>(index))
{
    m_socket.setMaxAllowedIncomingMessageSize(MaxReplyBytes);
    m_socket.setMaxAllowedIncomingFrameSize(MaxReplyBytes);
    connect(&m_socket, &QWebSocket::connected, this, &LoadSession::greet);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &LoadSession::read);
    connect(&m_socket, &QWebSocket::stateChanged, this, &LoadSession::socketStateChanged);
}

void LoadSession::connectToDaemon()
{
    m_state = State::Connecting;
    m_socket.open(m_plan.url);
}

void LoadSession::begin(TimePoint start)
{
    if (m_state != State::Ready)
        return;
    m_state = State::Running;
    m_start = start;
    if (self().pattern == ArrivalPattern::Poisson)
        return scheduleArrival();
    for (int i = 0; i < self().outstanding && m_state == State::Running; ++i)
        sendCall();
}

void LoadSession::end()
{
    if (m_state == State::Closed || m_state == State::Ending)
        return;
    m_timer.cancel();
    m_due.clear();
    const bool wasRunning = std::exchange(m_state, State::Ending) == State::Running;
    if (!wasRunning || m_calls.empty())
        return close({});
    for (const auto &[requestId, call] : m_calls)
        sendFrame({{u"op"_s, u"cancel"_s}, {u"request_id"_s, requestId}});
}

void LoadSession::giveUp(const QString &fault)
{
    if (m_state == State::Closed)
        return;
    const QString open = u"the daemon did not answer the cancellation of %1 calls"_s.arg(m_calls.size());
    close(fault.isEmpty() && !m_calls.empty() ? open : fault);
    m_socket.abort();
}

void LoadSession::greet()
{
    m_state = State::Greeting;
    QJsonObject hello{{u"op"_s, u"hello"_s},
                      {u"clientInfo"_s, QJsonObject{{u"name"_s, u"exaid-load"_s}, {u"version"_s, u"1"_s}}}};
    if (!m_plan.token.isEmpty())
        hello.insert(u"token"_s, QString::fromUtf8(m_plan.token.reveal()));
    sendFrame(hello);
}

void LoadSession::read(const QString &text)
{
    const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString op = frame[u"op"].toString();
    if (m_state == State::Greeting && op == u"hello_ack")
        return readHelloAck(frame);
    if (m_state != State::Running && m_state != State::Ending)
        return;
    const QString requestId = frame[u"request_id"].toString();
    const auto call = m_calls.find(requestId);
    if (call == m_calls.end()) {
        m_strayErrors += op == u"error" || (op.isEmpty() && frame.contains(u"error"));
        return;
    }
    if (op == u"call_tool_res" || op == u"error")
        return readFinal(requestId, frame);
    if (op != u"cancelled" && !call->second.firstSign)
        call->second.firstSign = now() - call->second.sent;
}

void LoadSession::readHelloAck(const QJsonObject &frame)
{
    if (!frame[u"ok"].toBool()) {
        const QString message = frame[u"message"].toString();
        return close(u"hello refused: "_s + frame[u"error"].toString(u"without a reason"_s) +
                     (message.isEmpty() ? QString() : QString(u" ("_s + message + u')')));
    }
    m_state = State::Ready;
    Q_EMIT ready();
}

void LoadSession::readFinal(const QString &requestId, const QJsonObject &frame)
{
    const Call call = m_calls.extract(requestId).mapped();
    const QJsonObject error = frame[u"error"].toObject();
    const QJsonObject metadata = frame[u"metadata"].toObject();
    CallSample sample;
    sample.session = m_index;
    sample.requestId = requestId;
    sample.model = call.model;
    if (frame.contains(u"error"))
        sample.code = error[u"code"].toString(u"ERROR"_s);
    sample.sent = call.sent;
    sample.ended = now();
    sample.firstSign = call.firstSign.value_or(sample.total());
    sample.queued = milliseconds(metadata[u"queue_ms"]);
    sample.ran = milliseconds(metadata[u"run_ms"]);
    sample.wasCut = m_state == State::Ending;
    Q_EMIT sampled(sample);

    if (m_state == State::Ending && m_calls.empty())
        return close({});
    if (m_state != State::Running || self().pattern != ArrivalPattern::Closed)
        return;
    Duration pause = self().think;
    if (!sample.isAnswer()) {
        // An obedient client comes back when it was told to; never at once, so that a refusing daemon is not
        // flooded.
        const double retryAfter = std::clamp(error[u"retry_after"].toDouble(), 0.0, 3600.0);
        pause = std::max({pause, LeastPauseAfterError,
                          std::chrono::duration_cast<Duration>(std::chrono::duration<double>(retryAfter))});
    }
    if (pause == Duration::zero())
        sendCall();
    else
        sendLater(pause);
}

void LoadSession::socketStateChanged(QAbstractSocket::SocketState state)
{
    if (state != QAbstractSocket::UnconnectedState || m_state == State::Closed)
        return;
    const QString reason = m_socket.closeReason().isEmpty() ? m_socket.errorString() : m_socket.closeReason();
    close(m_state == State::Ending && m_calls.empty() ? QString() : QString(u"connection lost: "_s + reason));
}

void LoadSession::sendCall()
{
    const QString requestId = u"s%1-%2"_s.arg(m_index + 1).arg(++m_sent);
    Call call;
    call.model = pickModel();
    call.sent = now();
    // No two prompts are equal, so that no daemon answers from a cache.
    QJsonObject arguments{{u"prompt"_s, QString(u"Load call "_s + requestId + u". "_s + self().prompt)}};
    if (!call.model.isEmpty())
        arguments.insert(u"model"_s, call.model);
    m_calls.emplace(requestId, std::move(call));
    sendFrame({{u"op"_s, u"call_tool"_s},
               {u"request_id"_s, requestId},
               {u"name"_s, m_plan.tool},
               {u"arguments"_s, arguments}});
}

void LoadSession::sendLater(Duration delay)
{
    m_due.insert(m_timers.now() + delay);
    sendDue();
}

void LoadSession::sendDue()
{
    while (m_state == State::Running && !m_due.empty() && *m_due.begin() <= m_timers.now()) {
        m_due.erase(m_due.begin());
        sendCall();
    }
    if (m_state == State::Running && !m_due.empty())
        m_timer = m_timers.at(*m_due.begin(), [this] { sendDue(); });
}

void LoadSession::scheduleArrival()
{
    const double gap = -std::log1p(-uniform()) / self().rate;
    m_timer =
        m_timers.after(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(gap)), [this] {
            if (m_state != State::Running)
                return;
            if (outstanding() < self().outstanding)
                sendCall();
            else
                ++m_leftOut;
            scheduleArrival();
        });
}

void LoadSession::sendFrame(const QJsonObject &frame)
{
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

void LoadSession::close(const QString &fault)
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_fault = fault;
    m_timer.cancel();
    const auto calls = std::exchange(m_calls, {});
    for (const auto &[requestId, call] : calls) {
        CallSample sample;
        sample.session = m_index;
        sample.requestId = requestId;
        sample.model = call.model;
        sample.code = u"NO_REPLY"_s;
        sample.sent = call.sent;
        sample.ended = now();
        sample.firstSign = call.firstSign;
        Q_EMIT sampled(sample);
    }
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.close();
    else
        m_socket.abort();
    Q_EMIT closed();
}

QString LoadSession::pickModel()
{
    double sum = 0;
    for (const WeightedModel &model : m_plan.models)
        sum += model.weight;
    double draw = uniform() * sum;
    for (const WeightedModel &model : m_plan.models) {
        draw -= model.weight;
        if (draw < 0)
            return model.model;
    }
    return m_plan.models.back().model;
}

double LoadSession::uniform()
{
    return static_cast<double>(m_random() >> 11) * 0x1.0p-53;
}

} // namespace exaid::lab
