#pragma once

// The tool list as clients get it. Pure; core thread.

#include "core/tools/toolcatalog.h"

#include <QJsonArray>

namespace exaid::exai {

// The whole list_tools_res must fit the 64 KiB line limit of common stdio clients; the rest is for the
// envelope and the ids.
inline constexpr qsizetype MaxToolListFrame = 64 * 1024;
inline constexpr qsizetype MaxToolListBytes = MaxToolListFrame - 2 * 1024;

// [{name, description, inputSchema}]. Never more than MaxToolListBytes of JSON: when the catalog is too
// large, prose goes first (descriptions of arguments, then of tools), shapes stay.
QJsonArray buildToolList(const ToolCatalog &catalog);

} // namespace exaid::exai
