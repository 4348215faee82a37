#include "core/tools/toolcatalog.h"

#include "core/tools/jsonvaluetext.h"
#include "core/tools/nearestnames.h"

#include <QtGlobal>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

void ToolCatalog::add(std::unique_ptr<Tool> tool)
{
    const ToolDefinition &definition = tool->definition();
    const Result<JsonSchemaCheck> check = JsonSchemaCheck::compile(definition.inputSchema);
    if (!check)
        qFatal("tool %s: %s", qUtf8Printable(definition.name), qUtf8Printable(check.error().message));
    if (find(definition.name))
        qFatal("tool %s is there twice", qUtf8Printable(definition.name));
    m_checks.emplace(tool.get(), *check);
    m_tools.push_back(std::move(tool));
}

Result<const Tool *> ToolCatalog::find(const QString &name) const
{
    for (const auto &tool : m_tools) {
        if (tool->definition().name == name)
            return static_cast<const Tool *>(tool.get());
    }
    const QStringList near = nearestNames(name, names());
    const QString hint = near.isEmpty() ? QString(u"tools: "_s + names().join(u", "_s))
                                        : QString(u"did you mean "_s + near.join(u" or "_s) + u'?');
    return Error{u"TOOL_NOT_FOUND"_s, u"there is no tool named '%1'"_s.arg(shownName(name)), hint};
}

Result<QJsonObject> ToolCatalog::validate(const Tool &tool, const QJsonObject &arguments) const
{
    const auto check = m_checks.find(&tool);
    if (check == m_checks.end())
        return Error{
            u"TOOL_NOT_FOUND"_s, u"the tool '%1' is not in this catalogue"_s.arg(tool.definition().name), {}};
    return check->second.check(arguments);
}

QStringList ToolCatalog::names() const
{
    QStringList names;
    for (const auto &tool : m_tools)
        names.append(tool->definition().name);
    return names;
}

} // namespace exaid
