#include "core/tools/maketoolcatalog.h"

#include "core/time/timerservice.h"
#include "core/tools/chattool.h"
#include "core/tools/localtools.h"
#include "core/tools/tooldefinitions.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

ToolDefinition definitionOf(const QString &name)
{
    Result<ToolDefinition> definition = builtInToolDefinition(name);
    if (!definition)
        qFatal("%s", qUtf8Printable(definition.error().message));
    return std::move(definition).value();
}

ChatParts chatPartsOf(const ToolParts &parts)
{
    QList<ChatProvider> providers;
    for (const ProviderSettings &p : parts.settings.providers)
        providers.append({p.id, p.displayName, p.clocks, p.maxOutputTokens, p.defaultModel});
    return {parts.settings.tools, providers, builtInPrompt(u"chat"_s), parts.models, parts.providers,
            parts.conversations,  parts.pool};
}

} // namespace

std::unique_ptr<ToolCatalog> makeToolCatalog(const ToolParts &parts)
{
    auto catalog = std::make_unique<ToolCatalog>();
    catalog->add(std::make_unique<ChatTool>(definitionOf(u"chat"_s), chatPartsOf(parts)));

    const LocalToolParts local{providerFacts(parts.settings.providers),
                               parts.models,
                               parts.providers,
                               parts.snapshot,
                               parts.events,
                               parts.timers.clock(),
                               [tools = catalog.get()] { return tools->names(); }};
    QStringList names{u"status"_s,  u"health"_s, u"version"_s, u"listmodels"_s, u"provider_capabilities"_s,
                      u"activity"_s};
    if (parts.settings.tools.testTools)
        names.append(u"test_echo"_s);
    for (const QString &name : std::as_const(names))
        catalog->add(
            std::make_unique<LocalTool>(definitionOf(name), parts.timers, localToolWork(name, local)));
    return catalog;
}

} // namespace exaid
