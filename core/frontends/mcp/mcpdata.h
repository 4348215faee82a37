#pragma once

// What MCP serves as data: resources/mcp, compiled in.

#include <QByteArray>
#include <QString>

namespace exaid::mcp {

// A missing file is a defect of the build: it stops the program.
QByteArray mcpData(const QString &name);

} // namespace exaid::mcp
