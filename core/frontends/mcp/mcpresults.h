#pragma once

// The parts of results that belong to the protocol, not to what is served. Pure; any thread.

#include "core/frontends/mcp/jsonrpc.h"
#include "core/frontends/mcp/mcptypes.h"

namespace exaid::mcp {

// With what each result of that era must have: resultType, serverInfo, and for lists and reads ttlMs and
// cacheScope. What is there already stays.
QJsonObject completed(const QJsonObject &result, const QString &method, McpEra era);

QJsonObject serverInfo();
QString instructions(); // for models, ≤ 2 KB

// What a requestState is bound to: a request with the same method, name, arguments and client.
QByteArray stateBinding(const RpcRequest &request, const QString &identity);

// A message of `level` is wanted by who asked for `threshold`. An empty threshold wants none.
bool isLoggedAt(const QString &level, const QString &threshold);
bool isLogLevel(const QString &level);

} // namespace exaid::mcp
