#include "core/providers/chatcompletion.h"

#include <QJsonDocument>
#include <QPointer>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration FinishGrace = 2s;
constexpr qsizetype MaxErrorBody = 64 * 1024;

// A continuation ends so long before the call's deadline, so that there is time to tell the answer; and none
// is begun with less than the second of these left.
constexpr Duration ContinueMargin = 500ms;
constexpr Duration ContinueLeast = 3s;

TimePoint wholeDueOf(const CompletionLimits &limits, TimePoint now)
{
    const TimePoint own = limits.total > 0s ? now + limits.total : TimePoint::max();
    return std::min(own, limits.deadline.when());
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
    , m_totalDue(wholeDueOf(limits, m_context->timers.now()))
    , m_cacheKey(m_context->profile.contextCache ? ContextCache::keyOf(request) : QByteArray())
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
    m_continueTimer.cancel();
    m_watchdog.stop();
    m_exchange.reset();
    m_search.reset();
}

void ChatCompletion::startRound()
{
    ++m_round;
    m_head = {};
    m_errorBody.clear();
    m_stream = ChatStream();
    if (m_context->profile.textToolCalls)
        m_textTools = TextToolCalls(offeredTools(m_context->profile, m_request));
    m_watchdog.roundStarted();
    const QPointer<ChatCompletion> self(this);
    m_listener.phaseChanged(CallPhase::Connecting);
    if (!self || m_over)
        return;
    if (!m_context->hasAddress())
        return fail(errors().make(m_context->addressMissing(), 0, false));
    QJsonArray followUp = m_followUp;
    for (const QJsonValue &message : std::as_const(m_partial))
        followUp.append(message);
    QJsonObject body = chatRequestBody(m_context->profile, m_context->settings, m_model, m_request, followUp);
    if (isContinuing()) {
        const qint64 left = m_request.continueUpTo - tokensWritten();
        const qint64 most = body.value("max_tokens"_L1).toInteger(left);
        body.insert(u"max_tokens"_s, std::max<qint64>(1, std::min(left, most)));
    }
    ++m_context->status.requests;
    ExchangeListener &wire = *this;
    m_exchange = std::make_unique<HttpExchange>(m_context->network, "POST", makeRequest(),
                                                QJsonDocument(body).toJson(QJsonDocument::Compact), wire);
}

QNetworkRequest ChatCompletion::makeRequest() const
{
    QString tag = m_request.callTag;
    if (m_round > 1)
        tag += u'-' + QString::number(m_round);
    QNetworkRequest request = m_context->request(m_context->chatUrl(), tag);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Accept", "text/event-stream, application/json");
    if (!m_cacheKey.isEmpty()) {
        request.setRawHeader("Msh-Trace-Mode", "on");
        request.setRawHeader("Idempotency-Key", headerSafe(tag));
        request.setRawHeader("X-Msh-Context-Cache", m_cacheKey);
        request.setRawHeader("X-Msh-Context-Cache-Reset-TTL", "3600");
        const QByteArray token = m_context->cache.token(m_cacheKey, m_context->timers.now());
        if (!token.isEmpty())
            request.setRawHeader("Msh-Context-Cache-Token", token);
    }
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
    if (!head.rateLimits.isEmpty()) {
        const QPointer<ChatCompletion> self(this);
        m_listener.limitsTold(head.rateLimits);
        if (!self || m_over)
            return;
    }
    if (isErrorStatus())
        return;
    if (!m_cacheKey.isEmpty())
        m_context->cache.keep(m_cacheKey, head.header("Msh-Context-Cache-Token"), m_context->timers.now());
    if (const QByteArray encoding = head.header("Content-Encoding").toLower();
        !encoding.isEmpty() && encoding != "identity") {
        return fail(Error{u"malformed"_s,
                          u"the provider's answer is compressed (%1), which was not asked for"_s.arg(
                              QString::fromLatin1(encoding.left(40))),
                          {}});
    }
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
            fail(errors().fromStatus(m_head, m_errorBody, m_context->chatUrl(),
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
    const QString text = m_textTools.feed(delta.text);
    m_completion.text += text;
    m_completion.reasoning += delta.reasoning;
    if (!text.isEmpty() || !delta.reasoning.isEmpty())
        m_listener.delta(text, delta.reasoning);
}

void ChatCompletion::ended(const ExchangeEnd &end)
{
    if (isErrorStatus())
        return fail(errors().fromStatus(m_head, m_errorBody, m_context->chatUrl(),
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
        return fail(errors().fromWire(end, m_context->chatUrl(), m_head.status));
    if (m_stream.error())
        return fail(*m_stream.error());
    fail(Error{u"truncated"_s, u"the provider's answer ended without a finish reason"_s, {}});
}

void ChatCompletion::roundComplete()
{
    m_graceTimer.cancel();
    if (const QString held = m_textTools.finish(); !held.isEmpty()) {
        m_completion.text += held;
        const QPointer<ChatCompletion> self(this);
        m_listener.delta(held, {});
        if (!self || m_over)
            return;
    }
    sumUp();
    if (isFiltered(m_stream.finishReason()))
        return fail(Error{u"content_filtered"_s, u"the provider's content filter stopped the answer"_s,
                          u"change the prompt"_s});
    if (m_stream.finishReason() == "network_error"_L1)
        return fail(Error{
            u"truncated"_s, u"the provider reports an error of its own in the middle of the answer"_s, {}});
    const QList<ChatToolCall> calls = m_stream.toolCalls() + m_textTools.calls();
    if (!calls.isEmpty())
        return toolsAsked(calls);
    if (mayContinue())
        return continueAnswer();
    succeed();
}

void ChatCompletion::sumUp()
{
    m_completion.rounds = m_round;
    if (!m_stream.model().isEmpty())
        m_completion.model = m_stream.model();
    m_completion.finishReason = m_stream.finishReason();
    m_completion.searches += m_stream.hasSearched() ? 1 : 0;
    if (const auto &usage = m_stream.usage()) {
        TokenUsage sum = m_completion.usage.value_or(TokenUsage());
        sum.promptTokens += usage->promptTokens;
        sum.completionTokens += usage->completionTokens;
        sum.reasoningTokens += usage->reasoningTokens;
        sum.cachedTokens += usage->cachedTokens;
        m_completion.usage = sum;
    }
}

void ChatCompletion::toolsAsked(const QList<ChatToolCall> &calls)
{
    const bool isSearch = m_request.webSearch && isSearchRound(m_context->profile, calls);
    const bool isTextSearch = m_stream.toolCalls().isEmpty() && calls.first().name == "web_search"_L1 &&
                              m_context->profile.search == ProviderProfile::Search::GlmTool &&
                              !searchQueryOf(calls.first()).isEmpty();
    if (!isSearch && !isTextSearch) {
        const QStringList offered = offeredTools(m_context->profile, m_request);
        const auto stranger =
            std::ranges::find_if(calls, [&](const ChatToolCall &c) { return !offered.contains(c.name); });
        if (stranger == calls.end() && !m_request.tools.isEmpty()) {
            m_completion.toolCalls = calls;
            return succeed();
        }
        return fail(Error{u"unexpected_tool_call"_s,
                          u"the model asks for the tool \"%1\", which was not offered"_s.arg(
                              stranger == calls.end() ? calls.first().name : stranger->name),
                          {}});
    }
    if (m_round >= MaxRounds)
        return fail(Error{
            u"too_many_rounds"_s, u"the model asked for more than %1 web searches"_s.arg(MaxRounds - 1), {}});
    keepPartial();
    m_exchange.reset();
    if (isTextSearch)
        return searchForText(calls.first());
    m_completion.searches += static_cast<int>(calls.size());
    for (const QJsonValue &message : searchRoundMessages(m_stream))
        m_followUp.append(message);
    searchAgain();
}

void ChatCompletion::searchAgain()
{
    m_answerStart = m_completion.text.size();
    m_reasoningStart = m_completion.reasoning.size();
    startRound();
}

// The model only wrote that it wants to search: done here, at the provider's search endpoint.
void ChatCompletion::searchForText(const ChatToolCall &call)
{
    ++m_completion.searches;
    ApiRequest request;
    request.callTag = m_request.callTag + u"-search-" + QString::number(m_round);
    request.verb = "POST";
    request.path = u"/web_search"_s;
    request.model = m_request.model;
    request.body = QJsonDocument(searchRequestBody(searchQueryOf(call), 10)).toJson(QJsonDocument::Compact);
    // The watchdog of the whole holds; a search alone need not take longer than its reply usually does.
    CompletionLimits limits;
    limits.total = 30s;
    limits.deadline = Deadline(m_totalDue);
    m_watchdog.roundEnded();
    m_search = std::make_unique<ApiCall>(m_context, request, limits,
                                         [this, call](const ApiResult &result) { searched(call, result); });
}

void ChatCompletion::searched(const ChatToolCall &call, const ApiResult &result)
{
    if (const ProviderFailed *failed = std::get_if<ProviderFailed>(&result))
        return fail(*failed);
    if (const TimedOut *timedOut = std::get_if<TimedOut>(&result))
        return finish(*timedOut);
    const QJsonObject answer = QJsonDocument::fromJson(std::get<ApiReply>(result).body).object();
    const QString said = m_completion.text.mid(m_answerStart);
    for (const QJsonValue &message : textSearchMessages(said, call, searchFindings(answer)))
        m_followUp.append(message);
    const QPointer<ChatCompletion> self(this);
    searchAgain();
    if (self)
        m_search.reset();
}

bool ChatCompletion::mayContinue() const
{
    return m_stream.finishReason() == "length"_L1 && m_request.continueUpTo > 0 &&
           m_completion.continuations < MaxContinuations && m_round < MaxRounds &&
           m_completion.text.size() > m_answerStart && tokensWritten() < m_request.continueUpTo &&
           m_context->timers.now() + ContinueLeast < m_totalDue;
}

// As the provider counts, or estimated.
qint64 ChatCompletion::tokensWritten() const
{
    if (m_completion.usage)
        return m_completion.usage->completionTokens;
    return (m_completion.text.size() + m_completion.reasoning.size()) / 3;
}

void ChatCompletion::continueAnswer()
{
    ++m_completion.continuations;
    m_partial = continuationMessages(m_context->profile, m_completion.text.mid(m_answerStart),
                                     m_completion.reasoning.mid(m_reasoningStart));
    m_exchange.reset();
    if (m_totalDue != TimePoint::max()) {
        m_continueTimer = m_context->timers.at(m_totalDue - ContinueMargin, [this] {
            m_completion.finishReason = u"length"_s;
            succeed();
        });
    }
    startRound();
}

// The model wants to search in the middle of a continuation: what it said so far stays said.
void ChatCompletion::keepPartial()
{
    for (const QJsonValue &message : std::as_const(m_partial))
        m_followUp.append(message);
    m_partial = {};
    m_continueTimer.cancel();
}

void ChatCompletion::succeed()
{
    if (m_completion.model.isEmpty())
        m_completion.model = m_request.model;
    if (m_model.price && m_completion.usage)
        m_completion.cost = m_model.price->of(*m_completion.usage, m_completion.searches);
    finish(m_completion);
}

void ChatCompletion::expired(CallClock clock, Duration limit)
{
    // All is there but the formal end.
    if (m_stream.isComplete() && m_stream.toolCalls().isEmpty())
        return roundComplete();
    if (isContinuing()) {
        m_completion.finishReason = u"length"_s;
        return succeed();
    }
    ++m_context->status.failures;
    const TimedOut timedOut{clock, limit, m_context->settings.id, m_request.model};
    m_context->status.lastError = describe(Outcome(timedOut));
    finish(timedOut);
}

void ChatCompletion::fail(const Error &error)
{
    ProviderFailed failure = errors().make(error, m_head.status, m_head.status != 0);
    failure.providerCode = m_stream.providerCode();
    fail(failure);
}

void ChatCompletion::fail(const ProviderFailed &failure)
{
    ++m_context->status.failures;
    m_context->status.lastError = failure.error.message;
    if (isContinuing()) {
        m_completion.finishReason = u"length"_s;
        return succeed();
    }
    finish(failure);
}

void ChatCompletion::finish(const CompletionResult &result)
{
    stop();
    m_listener.finished(result);
}

} // namespace exaid
