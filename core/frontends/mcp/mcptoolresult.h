#pragma once

// What a host reads of a call's end. A call that failed is an isError result, never a protocol error: the
// model shall see what to change, and an error would cancel its siblings in some hosts. Pure.

#include "core/calls/callrequest.h"
#include "core/tools/tool.h"

#include <QJsonObject>

namespace exaid::mcp {

// Text for every client: the answer as it is, and in a second block what is needed to go on with it. And
// structuredContent, by resources/outputs/answer.json or the JSON of the text, for those that read it.
QJsonObject toolResult(const Outcome &outcome, const CallTimes &times, ToolOutput output);

// Instead of a result, before the host gives up: `state` is how the work stands, `job` what the tool `result`
// wants to know.
QJsonObject stillRunning(const QString &tool, const QString &state, const QString &job);

} // namespace exaid::mcp
