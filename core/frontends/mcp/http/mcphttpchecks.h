#pragma once

// What the headers of an MCP request over HTTP must say, and which era they belong to. Pure; any thread.

#include "core/frontends/mcp/jsonrpc.h"
#include "core/frontends/mcp/mcptypes.h"
#include "core/http/httphead.h"
#include "core/http/httpreply.h"

#include <functional>
#include <optional>

namespace exaid::mcp {

// By the header or the body, whichever is the more modern.
McpEra eraOf(const HttpHead &head, const RpcInput &input);

// Content-Type and Accept of a POST. Nothing: they will do.
std::optional<HttpReply> checkMedia(const HttpHead &head);
bool accepts(const HttpHead &head, QByteArrayView mediaType);

// Modern: what is missing in _meta (-32602), or where header and body disagree (-32020). `inputSchema`: of a
// tool by name, for parameters that are mirrored in headers.
using SchemaOf = std::function<QJsonObject(const QString &tool)>;
std::optional<RpcError> checkModern(const HttpHead &head, const RpcMessage &message,
                                    const SchemaOf &schemaOf);

// The value of a header as its sender meant it: "=?base64?…?=" is decoded. Nothing: broken base64.
std::optional<QString> decodedHeader(const QByteArray &value);

// The status that goes with a final message when nothing was sent before it.
int statusOf(const QJsonObject &message, McpEra era);

} // namespace exaid::mcp
