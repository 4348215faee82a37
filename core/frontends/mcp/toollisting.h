#pragma once

// A tool's definition as tools/list sends it. Pure.

#include "core/tools/tool.h"

namespace exaid::mcp {

QJsonObject toolListing(const ToolDefinition &definition);

} // namespace exaid::mcp
