#pragma once

// One completion at an OpenAI-compatible provider: one HTTP exchange, or several when the model searches the
// web (Kimi asks for it by a tool call, GLM sometimes in its text) or stops at its output limit, under one
// total limit. Core thread. See provider.h for the contract; the listener may destroy the handle from inside
// any callback.
//
// A continuation that fails or runs out of time leaves the answer as it stands, with the finish reason
// "length": it was complete as far as it went.

#include "core/providers/apicall.h"
#include "core/providers/callwatchdog.h"
#include "core/providers/chatstream.h"
#include "core/providers/httpexchange.h"
#include "core/providers/providercontext.h"
#include "core/providers/providererrors.h"
#include "core/providers/texttoolcalls.h"

#include <memory>

namespace exaid {

class ChatCompletion final : public QObject, public CompletionHandle, private ExchangeListener
{
    Q_OBJECT
public:
    static constexpr int MaxRounds = 8;
    static constexpr int MaxContinuations = 3;

    ChatCompletion(std::shared_ptr<ProviderContext> context, const ModelInfo &model,
                   const CompletionRequest &request, const CompletionLimits &limits,
                   CompletionListener &listener);
    ~ChatCompletion() override;

    void cancel() override;

private:
    void connected() override;
    void headReceived(const ExchangeHead &head) override;
    void received(QByteArrayView bytes) override;
    void ended(const ExchangeEnd &end) override;

    void startRound();
    QNetworkRequest makeRequest() const;
    void take(const ChatDelta &delta); // may destroy this
    void roundComplete();
    void sumUp();
    void toolsAsked(const QList<ChatToolCall> &calls);
    void searchAgain();
    void searchForText(const ChatToolCall &call);
    void searched(const ChatToolCall &call, const ApiResult &result);
    bool mayContinue() const;
    qint64 tokensWritten() const;
    void continueAnswer();
    bool isContinuing() const { return !m_partial.isEmpty(); }
    void keepPartial();
    void succeed();
    void expired(CallClock clock, Duration limit);
    void fail(const ProviderFailed &failure);
    void fail(const Error &error);
    void finish(const CompletionResult &result);
    void stop();
    bool isErrorStatus() const { return m_head.status != 0 && (m_head.status < 200 || m_head.status > 299); }
    ProviderErrors errors() const { return {m_context->settings, m_request.model}; }

    const std::shared_ptr<ProviderContext> m_context;
    const ModelInfo m_model;
    const CompletionRequest m_request;
    CompletionListener &m_listener;
    CallWatchdog m_watchdog;
    Timer m_startTimer;
    Timer m_graceTimer;    // after finish_reason: usage and [DONE] may still come
    Timer m_continueTimer; // ends a continuation before the call's own time does
    const TimePoint m_totalDue;
    const QByteArray m_cacheKey; // empty: no context cache
    bool m_over = false;

    // This round.
    int m_round = 0;
    ExchangeHead m_head;
    QByteArray m_errorBody;
    ChatStream m_stream;
    TextToolCalls m_textTools;
    std::unique_ptr<HttpExchange> m_exchange;
    std::unique_ptr<CompletionHandle> m_search; // between two rounds

    // All rounds.
    QJsonArray m_followUp;
    QJsonArray m_partial;        // the answer so far, for a continuation
    qsizetype m_answerStart = 0; // in the text: what stands before belongs to rounds that searched
    qsizetype m_reasoningStart = 0;
    Completion m_completion;
};

} // namespace exaid
