#include "core/providers/chatcompletion.h"

#include <QJsonDocument>
#include <QPointer>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration FinishGrace = 2s;
constexpr qsizetype MaxErrorBody = 64 * 1024;

// Header values come from outside in part: nothing that could start another header.
QByteArray headerSafe(const QString &text)
{
    QByteArray safe;
    for (const QChar c : text.left(200)) {
        if (c.unicode() > 0x20 && c.unicode() < 0x7f)
            safe.append(c.toLatin1());
    }
    return safe;
}

bool isFiltered(const QString &finishReason)
{
    return finishReason == "content_filter"_L1 || finishReason == "sensitive"_L1;
}

} // namespace

ChatCompletion::ChatCompletion(std::shared_ptr<ProviderContext> context, const ModelInfo &model,
                               const CompletionRequest &request, const CompletionLimits &limits,
                               CompletionListener &listener)
    : m_context(std::move(context))
    , m_model(model)
    , m_request(request)
    , m_listener(listener)
    , m_watchdog(m_context->timers, limits,
                 [this](CallClock clock, Duration limit) { expired(clock, limit); })
    // The listener hears nothing from inside complete().
    , m_startTimer(m_context->timers.after(0s, [this] { startRound(); }))
{}

ChatCompletion::~ChatCompletion()
{
    cancel();
}

void ChatCompletion::cancel()
{
    if (m_over)
        return;
    ++m_context->status.aborts;
    stop();
}

void ChatCompletion::stop()
{
    m_over = true;
    m_startTimer.cancel();
    m_graceTimer.cancel();
    m_watchdog.stop();
    m_exchange.reset();
}

void ChatCompletion::startRound()
{
    ++m_round;
    m_head = {};
    m_errorBody.clear();
    m_stream = ChatStream();
    m_watchdog.roundStarted();
    const QPointer<ChatCompletion> self(this);
    m_listener.phaseChanged(CallPhase::Connecting);
    if (!self || m_over)
        return;
    if (!m_context->chatUrl.isValid() || m_context->chatUrl.host().isEmpty()) {
        const QString name = m_context->settings.id.toUpper() + u"_BASE_URL"_s;
        return fail(errors().make(
            {u"connect_failed"_s, u"the provider has no valid address"_s, u"set %1"_s.arg(name)}, 0, false));
    }
    const QJsonObject body =
        chatRequestBody(m_context->profile, m_context->settings, m_model, m_request, m_followUp);
    ++m_context->status.requests;
    ExchangeListener &wire = *this;
    m_exchange = std::make_unique<HttpExchange>(m_context->channel, makeRequest(),
                                                QJsonDocument(body).toJson(QJsonDocument::Compact), wire);
}

QNetworkRequest ChatCompletion::makeRequest() const
{
    QNetworkRequest request(m_context->chatUrl);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"exaid"_s);
    request.setRawHeader("Accept", "text/event-stream, application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    QByteArray tag = headerSafe(m_request.callTag);
    if (m_round > 1)
        tag += '-' + QByteArray::number(m_round);
    request.setRawHeader("X-Request-ID", tag);
    if (!m_context->settings.apiKey.isEmpty() && !m_context->settings.simulated)
        request.setRawHeader("Authorization", "Bearer " + m_context->settings.apiKey.reveal());
    return request;
}

void ChatCompletion::connected()
{
    m_watchdog.connected();
    m_listener.phaseChanged(CallPhase::AwaitingFirstToken);
}

void ChatCompletion::headReceived(const ExchangeHead &head)
{
    m_head = head;
    if (isErrorStatus())
        return;
    m_stream.setContentType(head.contentType);
    m_stream.setContentLength(head.contentLength);
    if (m_stream.error())
        fail(*m_stream.error());
}

void ChatCompletion::received(QByteArrayView bytes)
{
    m_watchdog.received();
    if (isErrorStatus()) {
        m_errorBody.append(bytes.first(std::min(bytes.size(), MaxErrorBody - m_errorBody.size())));
        if (m_errorBody.size() >= MaxErrorBody)
            fail(errors().fromStatus(m_head, m_errorBody, m_context->chatUrl,
                                     m_context->timers.clock().wallNow()));
        return;
    }
    const bool hadBegun = m_stream.hasBegun();
    const ChatDelta delta = m_stream.feed(bytes);
    const QPointer<ChatCompletion> self(this);
    if (!hadBegun && m_stream.hasBegun()) {
        m_watchdog.firstToken();
        m_listener.phaseChanged(CallPhase::Streaming);
        if (!self || m_over)
            return;
    }
    take(delta);
    if (!self || m_over)
        return;
    if (m_stream.error())
        return fail(*m_stream.error());
    if (m_stream.isDone())
        return roundComplete();
    if (m_stream.isComplete() && !m_graceTimer.isActive())
        m_graceTimer = m_context->timers.after(FinishGrace, [this] { roundComplete(); });
}

void ChatCompletion::take(const ChatDelta &delta)
{
    m_completion.text += delta.text;
    m_completion.reasoning += delta.reasoning;
    if (!delta.isEmpty())
        m_listener.delta(delta.text, delta.reasoning);
}

void ChatCompletion::ended(const ExchangeEnd &end)
{
    if (isErrorStatus())
        return fail(errors().fromStatus(m_head, m_errorBody, m_context->chatUrl,
                                        m_context->timers.clock().wallNow()));
    const QPointer<ChatCompletion> self(this);
    const bool wireFailed = end.error != QNetworkReply::NoError || m_head.status == 0;
    if (m_head.status != 0 && !m_stream.isComplete()) {
        take(m_stream.finish());
        if (!self || m_over)
            return;
    }
    if (m_stream.isComplete())
        return roundComplete();
    if (wireFailed)
        return fail(errors().fromWire(end, m_context->chatUrl, m_head.status));
    if (m_stream.error())
        return fail(*m_stream.error());
    fail(Error{u"truncated"_s, u"the provider's answer ended without a finish reason"_s, {}});
}

void ChatCompletion::roundComplete()
{
    m_graceTimer.cancel();
    if (m_exchange)
        m_exchange->setWhole();
    m_completion.rounds = m_round;
    if (!m_stream.model().isEmpty())
        m_completion.model = m_stream.model();
    m_completion.finishReason = m_stream.finishReason();
    if (const auto &usage = m_stream.usage()) {
        TokenUsage sum = m_completion.usage.value_or(TokenUsage());
        sum.promptTokens += usage->promptTokens;
        sum.completionTokens += usage->completionTokens;
        sum.reasoningTokens += usage->reasoningTokens;
        m_completion.usage = sum;
    }
    if (isFiltered(m_stream.finishReason()))
        return fail(Error{u"content_filtered"_s, u"the provider's content filter stopped the answer"_s,
                          u"change the prompt"_s});
    if (m_stream.finishReason() == "network_error"_L1)
        return fail(Error{
            u"truncated"_s, u"the provider reports an error of its own in the middle of the answer"_s, {}});
    if (m_stream.toolCalls().isEmpty())
        return succeed();
    if (!m_request.webSearch || !isSearchRound(m_context->profile, m_stream)) {
        return fail(Error{u"unexpected_tool_call"_s,
                          u"the model asks for the tool \"%1\", which was not offered"_s.arg(
                              m_stream.toolCalls().first().name),
                          {}});
    }
    if (m_round >= MaxRounds)
        return fail(Error{
            u"too_many_rounds"_s, u"the model asked for more than %1 web searches"_s.arg(MaxRounds - 1), {}});
    for (const QJsonValue &message : searchRoundMessages(m_stream))
        m_followUp.append(message);
    m_exchange.reset();
    startRound();
}

void ChatCompletion::succeed()
{
    if (m_completion.model.isEmpty())
        m_completion.model = m_request.model;
    finish(m_completion);
}

void ChatCompletion::expired(CallClock clock, Duration limit)
{
    // All is there but the formal end.
    if (m_stream.isComplete() && m_stream.toolCalls().isEmpty())
        return roundComplete();
    ++m_context->status.failures;
    const TimedOut timedOut{clock, limit, m_context->settings.id, m_request.model};
    m_context->status.lastError = describe(Outcome(timedOut));
    finish(timedOut);
}

void ChatCompletion::fail(const Error &error)
{
    fail(errors().make(error, m_head.status, m_head.status != 0));
}

void ChatCompletion::fail(const ProviderFailed &failure)
{
    ++m_context->status.failures;
    m_context->status.lastError = failure.error.message;
    finish(failure);
}

void ChatCompletion::finish(const CompletionResult &result)
{
    stop();
    m_listener.finished(result);
}

} // namespace exaid
