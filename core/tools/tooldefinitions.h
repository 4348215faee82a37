#pragma once

// The built-in tool definitions and prompts: data in resources/, compiled in. Start-up only.

#include "core/result.h"
#include "core/tools/tool.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace exaid {

// {name, title, description, inputSchema, readOnly}. Error code bad_definition: a field is missing, unknown
// or too long, or the schema is not understood by JsonSchemaCheck.
Result<ToolDefinition> parseToolDefinition(const QByteArray &json);

// By name, from the resources. Error code bad_definition, also when there is none.
Result<ToolDefinition> builtInToolDefinition(const QString &name);
QStringList builtInToolNames();

// A prompt of resources/prompts, without ".md"; empty: there is none.
QString builtInPrompt(const QString &name);

} // namespace exaid
