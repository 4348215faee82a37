#include "core/tools/maketoolcatalog.h"

#include "core/time/timerservice.h"
#include "core/tools/chattool.h"
#include "core/tools/filesrun.h"
#include "core/tools/kimichatrun.h"
#include "core/tools/localtools.h"
#include "core/tools/payloadpreview.h"
#include "core/tools/providertool.h"
#include "core/tools/threadstool.h"
#include "core/tools/tooldefinitions.h"
#include "core/tools/websearchrun.h"

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
    return {parts.settings.tools, providers,  builtInPrompt(u"chat"_s), parts.models, parts.providers,
            parts.conversations,  parts.pool, parts.timers.clock()};
}

template <typename Run>
std::unique_ptr<Tool> providerTool(const QString &name, const ToolParts &parts, ProviderTool::Plan plan)
{
    return std::make_unique<ProviderTool>(
        definitionOf(name), chatPartsOf(parts), std::move(plan),
        [](const ChatParts &p, const ToolInput &input, ToolEvents &events) -> std::unique_ptr<ToolRun> {
            return std::make_unique<Run>(p, input, events);
        });
}

std::unique_ptr<Tool> filesTool(const QString &provider, const ToolParts &parts)
{
    return providerTool<FilesRun>(provider + u"_manage_files", parts,
                                  [provider](const ChatParts &p, const QJsonObject &arguments) {
                                      return FilesRun::planAt(provider, p, arguments);
                                  });
}

// Offered where they can work: the provider is configured and, for what the simulator does not play, real.
void addProviderTools(ToolCatalog &catalog, const ToolParts &parts)
{
    if (const ProviderSettings *kimi = parts.settings.provider(u"kimi"_s);
        kimi && kimi->kind == ProviderKind::Kimi) {
        catalog.add(providerTool<KimiChatRun>(u"kimi_chat_with_tools"_s, parts, &KimiChatRun::plan));
        if (!kimi->simulated)
            catalog.add(filesTool(kimi->id, parts));
    }
    if (const ProviderSettings *glm = parts.settings.provider(u"glm"_s);
        glm && glm->kind == ProviderKind::Glm) {
        if (!glm->simulated) {
            catalog.add(providerTool<WebSearchRun>(u"glm_web_search"_s, parts, &WebSearchRun::plan));
            catalog.add(filesTool(glm->id, parts));
        }
        catalog.add(std::make_unique<LocalTool>(definitionOf(u"glm_payload_preview"_s), parts.timers,
                                                payloadPreview(*glm, parts.models)));
    }
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
    catalog->add(std::make_unique<ThreadsTool>(definitionOf(u"threads"_s), parts.conversations));
    addProviderTools(*catalog, parts);
    return catalog;
}

} // namespace exaid
