#pragma once

// One request beside the chat (files, web search, list of models) at an OpenAI-compatible provider: one HTTP
// exchange under the same clocks as a chat, its answer read whole and bounded. Core thread. See provider.h
// for the contract; done may destroy the handle.

#include "core/providers/callwatchdog.h"
#include "core/providers/httpexchange.h"
#include "core/providers/providercontext.h"
#include "core/providers/providererrors.h"

#include <QObject>
#include <memory>

namespace exaid {

class ApiCall final : public QObject, public CompletionHandle, private ExchangeListener
{
    Q_OBJECT
public:
    ApiCall(std::shared_ptr<ProviderContext> context, const ApiRequest &request,
            const CompletionLimits &limits, ApiDone done);
    ~ApiCall() override;

    void cancel() override;

private:
    void connected() override;
    void headReceived(const ExchangeHead &head) override;
    void received(QByteArrayView bytes) override;
    void ended(const ExchangeEnd &end) override;

    void start();
    void stop();
    void finish(const ApiResult &result);
    void fail(const ProviderFailed &failure);
    bool isErrorStatus() const;
    ProviderErrors errors() const { return {m_context->settings, m_request.model}; }
    QUrl url() const { return m_context->below(m_request.path); }

    const std::shared_ptr<ProviderContext> m_context;
    const ApiRequest m_request;
    const ApiDone m_done;
    CallWatchdog m_watchdog;
    Timer m_startTimer;
    bool m_over = false;
    ExchangeHead m_head;
    QByteArray m_body;
    std::unique_ptr<HttpExchange> m_exchange;
};

} // namespace exaid
