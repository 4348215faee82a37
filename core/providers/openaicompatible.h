#pragma once

// A provider that speaks the OpenAI chat API over HTTP: Kimi, GLM, any custom one, and the simulator. Each
// request goes out exactly once; retries belong to whoever calls. Core thread.

#include "core/providers/apicall.h"
#include "core/providers/chatcompletion.h"
#include "core/threadbound.h"

namespace exaid {

class OpenAiCompatible final : public Provider
{
public:
    // baseUrl: what the endpoints' paths are put behind. timers must outlive the provider and its
    // completions.
    OpenAiCompatible(const ProviderSettings &settings, const QUrl &baseUrl, const ModelCatalog &catalog,
                     TimerService &timers);

    QString id() const override { return m_context->settings.id; }
    ProviderStatus status() const override;
    [[nodiscard]] std::unique_ptr<CompletionHandle> complete(const CompletionRequest &request,
                                                             const CompletionLimits &limits,
                                                             CompletionListener &listener) override;
    [[nodiscard]] std::unique_ptr<CompletionHandle>
    call(const ApiRequest &request, const CompletionLimits &limits, ApiDone done) override;

private:
    const ThreadBound m_thread;
    const std::shared_ptr<ProviderContext> m_context;
    const ModelCatalog m_catalog;
};

} // namespace exaid
