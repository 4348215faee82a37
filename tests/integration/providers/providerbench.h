#pragma once

// A provider of the daemon against a mock server, with real time. One per test function.

#include "core/providers/providerfactory.h"
#include "core/time/systemtime.h"
#include "tests/support/completionrecorder.h"
#include "tests/support/mockprovider.h"

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;

struct ProviderBench
{
    explicit ProviderBench(MockProvider::Scheme scheme = MockProvider::Scheme::Http,
                           ProviderKind kind = ProviderKind::Glm)
        : mock(scheme)
    {
        settings.kind = kind;
        settings.id = kind == ProviderKind::Kimi  ? u"kimi"_s
                      : kind == ProviderKind::Glm ? u"glm"_s
                                                  : u"local"_s;
        settings.displayName = settings.id.toUpper();
        settings.apiKey = Secret("very-secret-key-1234");
        settings.baseUrl = mock.baseUrl(settings.id);
        if (kind == ProviderKind::Custom)
            settings.models = {u"local-model"_s};
        provider = make();
    }

    std::unique_ptr<Provider> make()
    {
        const auto catalog = ModelCatalog::loadBuiltIn({settings});
        if (!catalog)
            qFatal("%s", qPrintable(catalog.error().message));
        return makeProvider(settings, *catalog, timers);
    }

    CompletionRequest request(const QString &prompt, const QString &tag = u"call-1"_s) const
    {
        CompletionRequest r;
        r.callTag = tag;
        r.model = settings.kind == ProviderKind::Kimi  ? u"kimi-k2-0905-preview"_s
                  : settings.kind == ProviderKind::Glm ? u"glm-4.6"_s
                                                       : u"local-model"_s;
        r.messages = {{u"user"_s, prompt}};
        return r;
    }

    SystemClock clock;
    SystemTimerService timers{clock};
    MockProvider mock;
    ProviderSettings settings;
    std::unique_ptr<Provider> provider;
};

} // namespace exaid::test
