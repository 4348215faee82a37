#pragma once

// The tools on offer, by name. Owns them. Core thread.

#include "core/tools/jsonschemacheck.h"
#include "core/tools/tool.h"

#include <QJsonArray>
#include <QStringList>
#include <map>
#include <memory>
#include <vector>

namespace exaid {

class ToolCatalog
{
public:
    // A tool with a schema that is not understood, or with a name that is taken, is a defect of the build: it
    // stops the program.
    void add(std::unique_ptr<Tool> tool);

    // Error code TOOL_NOT_FOUND, with the nearest names as the hint. The name is exact; front ends strip
    // their suffixes.
    Result<const Tool *> find(const QString &name) const;
    // Checks the arguments against the tool's schema and fills in defaults. Error code VALIDATION_ERROR
    // naming the field.
    Result<QJsonObject> validate(const Tool &tool, const QJsonObject &arguments) const;

    const std::vector<std::unique_ptr<Tool>> &all() const { return m_tools; }
    qsizetype count() const { return static_cast<qsizetype>(m_tools.size()); }
    QStringList names() const;

private:
    std::vector<std::unique_ptr<Tool>> m_tools;
    std::map<const Tool *, JsonSchemaCheck> m_checks;
};

} // namespace exaid
