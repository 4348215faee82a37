#pragma once

// The tools on offer, by name. Owns them. Core thread.

#include "core/tools/tool.h"

#include <QJsonArray>
#include <memory>
#include <vector>

namespace exaid {

class ToolCatalog
{
public:
    void add(std::unique_ptr<Tool> tool);

    // Error code TOOL_NOT_FOUND, with the nearest names as the hint. The name is exact; front ends strip their suffixes.
    Result<const Tool *> find(const QString &name) const;
    // Checks the arguments against the tool's schema and fills in defaults. Error code VALIDATION_ERROR naming the field.
    Result<QJsonObject> validate(const Tool &tool, const QJsonObject &arguments) const;

    const std::vector<std::unique_ptr<Tool>> &all() const { return m_tools; }
    qsizetype count() const { return static_cast<qsizetype>(m_tools.size()); }

private:
    std::vector<std::unique_ptr<Tool>> m_tools;
};

} // namespace exaid
