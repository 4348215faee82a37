#include "core/tools/chattool.h"

#include "core/providers/callclocks.h"
#include "core/providers/providerset.h"
#include "core/tools/chatrun.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostModelsListed = 30;

Error invalidArgument(const QString &field, const QString &what, const QString &hint = {})
{
    return Error{u"VALIDATION_ERROR"_s, u"Validation failed for '%1': %2"_s.arg(field, what), hint};
}

} // namespace

ChatTool::ChatTool(ToolDefinition definition, ChatParts parts)
    : m_definition(std::move(definition))
    , m_parts(std::move(parts))
{}

Result<CallPlan> ChatTool::plan(const QJsonObject &arguments) const
{
    const ChatArguments a = ChatArguments::from(arguments);
    if (a.prompt.size() > m_parts.settings.maxPromptChars) {
        return Error{
            u"RESEND_PROMPT"_s,
            u"the prompt has %1 characters, the limit is %2"_s.arg(a.prompt.size())
                .arg(m_parts.settings.maxPromptChars),
            u"save the long text to a file and name it in 'files', with a short prompt; or raise EXAI_MAX_PROMPT_CHARS"_s};
    }
    const Result<ModelInfo> model = chooseModel(a);
    if (!model)
        return model.error();
    if (a.temperature && *a.temperature > model->maxTemperature) {
        return invalidArgument(u"temperature"_s, u"must be at most %1 for model %2, got %3"_s.arg(
                                                     QString::number(model->maxTemperature), model->id,
                                                     QString::number(*a.temperature)));
    }
    const bool web = a.webSearch.value_or(true) && model->webSearch;
    const bool thinking = model->thinksAlways || (model->thinking && !a.thinkingMode.isEmpty());
    const ChatProvider *settings = provider(model->provider);
    const ClockSettings clocks = settings ? settings->clocks : ClockSettings{};

    CallPlan plan;
    plan.provider = model->provider;
    plan.model = *model;
    plan.workClass = workClassOf(web, thinking);
    plan.limits = limitsFor(clocks, *model, plan.workClass);
    plan.simulated = m_parts.providerSet.find(model->provider)->status().simulated;
    return plan;
}

std::unique_ptr<ToolRun> ChatTool::start(const ToolInput &input, ToolEvents &events) const
{
    return std::make_unique<ChatRun>(m_parts, input, events);
}

Result<ModelInfo> ChatTool::chooseModel(const ChatArguments &arguments) const
{
    if (!arguments.namesModel())
        return defaultModel();
    const Result<ModelInfo> model = m_parts.models.resolve(arguments.model);
    if (!model) {
        Error error = model.error();
        error.hint += (error.hint.isEmpty() ? u"usable models: "_s : u"; usable models: "_s) + usableModels();
        return error;
    }
    if (!isUsable(*model)) {
        const ChatProvider *owner = provider(model->provider);
        const QString name = owner && !owner->displayName.isEmpty() ? owner->displayName : model->provider;
        return invalidArgument(u"model"_s,
                               u"%1 is a model of %2, which is not configured"_s.arg(model->id, name),
                               u"usable models: %1; or set the key of %2"_s.arg(usableModels(), name));
    }
    return model;
}

// The configured default, or when its provider has no key, the default of the first provider that has.
Result<ModelInfo> ChatTool::defaultModel() const
{
    QStringList wanted{m_parts.settings.defaultModel};
    for (const ChatProvider &p : m_parts.providers)
        wanted.append(p.defaultModel);
    for (const QString &name : std::as_const(wanted)) {
        if (name.isEmpty())
            continue;
        const Result<ModelInfo> model = m_parts.models.resolve(name);
        if (model && isUsable(*model))
            return model;
    }
    const QList<ModelInfo> &all = m_parts.models.all();
    const auto usable = std::ranges::find_if(all, [this](const ModelInfo &m) { return isUsable(m); });
    if (usable != all.end())
        return *usable;
    return invalidArgument(u"model"_s, u"no provider is configured"_s, u"set KIMI_API_KEY or GLM_API_KEY"_s);
}

bool ChatTool::isUsable(const ModelInfo &model) const
{
    const Provider *owner = m_parts.providerSet.find(model.provider);
    return owner && owner->status().configured;
}

QString ChatTool::usableModels() const
{
    QStringList names;
    for (const ModelInfo &model : m_parts.models.all()) {
        if (isUsable(model))
            names.append(model.id);
    }
    if (names.size() > MostModelsListed)
        names = names.first(MostModelsListed) << u"… (see listmodels)"_s;
    return names.isEmpty() ? u"none"_s : names.join(u", "_s);
}

const ChatProvider *ChatTool::provider(const QString &id) const
{
    const auto found = std::ranges::find(m_parts.providers, id, &ChatProvider::id);
    return found == m_parts.providers.end() ? nullptr : &*found;
}

CompletionLimits limitsFor(const ClockSettings &clocks, const ModelInfo &model, WorkClass workClass)
{
    return limitsOf(clocks, workClass, model.id, model.timeScale);
}

int outputLimit(const ModelInfo &model, const ChatProvider *provider)
{
    const int configured = provider ? provider->maxOutputTokens : 0;
    if (configured <= 0 || model.maxOutputTokens <= 0)
        return std::max(configured, model.maxOutputTokens);
    return std::min(configured, model.maxOutputTokens);
}

} // namespace exaid
