#include "core/providers/openaicompatible.h"

namespace exaid {

OpenAiCompatible::OpenAiCompatible(const ProviderSettings &settings, const QUrl &baseUrl,
                                   const ModelCatalog &catalog, TimerService &timers)
    : m_context(
          std::make_shared<ProviderContext>(ProviderContext{settings,
                                                            ProviderProfile::of(settings.kind),
                                                            baseUrl,
                                                            timers,
                                                            std::make_shared<ProviderAccessManager>(timers),
                                                            {},
                                                            {}}))
    , m_catalog(catalog)
{}

ProviderStatus OpenAiCompatible::status() const
{
    const ProviderSettings &settings = m_context->settings;
    ProviderStatus status = m_context->status;
    status.id = settings.id;
    status.displayName = settings.displayName;
    status.simulated = settings.simulated;
    // A custom provider on the own machine may need no key.
    status.configured =
        settings.simulated || !settings.apiKey.isEmpty() || settings.kind == ProviderKind::Custom;
    status.inFlight = m_context->network->busy();
    return status;
}

std::unique_ptr<CompletionHandle> OpenAiCompatible::complete(const CompletionRequest &request,
                                                             const CompletionLimits &limits,
                                                             CompletionListener &listener)
{
    m_thread.assertHere("OpenAiCompatible::complete");
    ModelInfo model;
    if (const Result<ModelInfo> known = m_catalog.resolve(request.model); known && known->provider == id())
        model = *known;
    return std::make_unique<ChatCompletion>(m_context, model, request, limits, listener);
}

std::unique_ptr<CompletionHandle> OpenAiCompatible::call(const ApiRequest &request,
                                                         const CompletionLimits &limits, ApiDone done)
{
    m_thread.assertHere("OpenAiCompatible::call");
    return std::make_unique<ApiCall>(m_context, request, limits, std::move(done));
}

} // namespace exaid
