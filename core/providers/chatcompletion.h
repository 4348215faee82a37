#pragma once

// One completion at an OpenAI-compatible provider: one HTTP exchange, or several when the model searches the
// web (Kimi), under one total limit. Core thread. See provider.h for the contract; the listener may destroy
// the handle from inside any callback.

#include "core/providers/callwatchdog.h"
#include "core/providers/chatstream.h"
#include "core/providers/httpexchange.h"
#include "core/providers/providererrors.h"
#include "core/providers/providerprofile.h"

#include <QUrl>
#include <memory>

namespace exaid {

// What a provider and its running completions share.
struct ProviderContext
{
    ProviderSettings settings;
    ProviderProfile profile;
    QUrl chatUrl;
    TimerService &timers;
    std::shared_ptr<ProviderChannel> channel;
    ProviderStatus status; // counters; the rest is filled in by Provider::status()
};

class ChatCompletion final : public QObject, public CompletionHandle, private ExchangeListener
{
    Q_OBJECT
public:
    static constexpr int MaxRounds = 8;

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
    Timer m_graceTimer; // after finish_reason: usage and [DONE] may still come
    bool m_over = false;

    // This round.
    int m_round = 0;
    ExchangeHead m_head;
    QByteArray m_errorBody;
    ChatStream m_stream;
    std::unique_ptr<HttpExchange> m_exchange;

    // All rounds.
    QJsonArray m_followUp;
    Completion m_completion;
};

} // namespace exaid
