#pragma once

// The built-in tool definitions and prompts: data in resources/, compiled in. Start-up only.

#include "core/result.h"
#include "core/tools/tool.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace exaid {

// {name, title, description, inputSchema, output ("answer", as if left out, or "json"), readOnly,
// destructive, openWorld, maxResultChars}. Error code bad_definition: a field is missing, unknown, of another
// type or too long, or the schema is not understood by JsonSchemaCheck.
Result<ToolDefinition> parseToolDefinition(const QByteArray &json);

// By name, from the resources. Error code bad_definition, also when there is none.
Result<ToolDefinition> builtInToolDefinition(const QString &name);
QStringList builtInToolNames();

// The schema of structured results, of resources/outputs.
QJsonObject outputSchemaOf(ToolOutput output);

// A prompt of resources/prompts, without ".md"; empty: there is none.
QString builtInPrompt(const QString &name);

} // namespace exaid
