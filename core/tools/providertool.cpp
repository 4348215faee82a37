#include "core/tools/providertool.h"

#include "core/providers/providerset.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

ProviderTool::ProviderTool(ToolDefinition definition, ChatParts parts, Plan plan, Start start)
    : m_definition(std::move(definition))
    , m_parts(std::move(parts))
    , m_plan(std::move(plan))
    , m_start(std::move(start))
{}

Result<CallPlan> ProviderTool::plan(const QJsonObject &arguments) const
{
    return m_plan(m_parts, arguments);
}

std::unique_ptr<ToolRun> ProviderTool::start(const ToolInput &input, ToolEvents &events) const
{
    return m_start(m_parts, input, events);
}

Error invalidToolArgument(const QString &field, const QString &what, const QString &hint)
{
    return Error{u"VALIDATION_ERROR"_s, u"Validation failed for '%1': %2"_s.arg(field, what), hint};
}

Result<ModelInfo> modelOf(const ChatParts &parts, const QString &provider, const QString &name)
{
    const auto settings = std::ranges::find(parts.providers, provider, &ChatProvider::id);
    const QString fallback = settings == parts.providers.end() ? QString() : settings->defaultModel;
    const bool isNamed = !name.isEmpty() && name != "auto"_L1;
    const Result<ModelInfo> model = parts.models.resolve(isNamed ? name : fallback);
    if (model && model->provider == provider)
        return model;
    const QList<ModelInfo> own = parts.models.of(provider);
    if (!isNamed && !own.isEmpty())
        return own.first();
    QStringList ids;
    for (const ModelInfo &m : own)
        ids << m.id;
    return invalidToolArgument(u"model"_s, u"%1 is no model of %2"_s.arg(name.left(100), provider.toUpper()),
                               u"its models: "_s + ids.join(u", "_s));
}

CallPlan planFor(const ChatParts &parts, const ModelInfo &model, WorkClass workClass)
{
    const auto settings = std::ranges::find(parts.providers, model.provider, &ChatProvider::id);
    CallPlan plan;
    plan.provider = model.provider;
    plan.model = model;
    plan.workClass = workClass;
    plan.limits =
        limitsFor(settings == parts.providers.end() ? ClockSettings{} : settings->clocks, model, workClass);
    const Provider *provider = parts.providerSet.find(model.provider);
    plan.simulated = provider && provider->status().simulated;
    return plan;
}

} // namespace exaid
