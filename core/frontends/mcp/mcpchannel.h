#pragma once

// Where a peer's messages go: the one thing that a transport implements. Core thread.
//
// How a transport attaches
// ------------------------
//   newline-delimited (stdio, local socket) and WebSocket: one McpPeer and one McpChannel for the whole
//   connection. Each line or frame goes to McpPeer::receive(bytes, channel).
//       McpPeer peer(context, {.transport = u"local"_s, .pid = …, .hostSession = …});
//       peer.setSpeaksUnasked(&channel);          // it can also carry what answers no request
//       peer.receive(line, channel);              // for each line
//       peer.channelClosed(channel);              // the connection is gone: cancels what was going to it
//
//   HTTP: each POST is a channel of its own (see McpHttpExchange). A legacy session owns one McpPeer; a
//   modern request has a peer of its own.
//
// A channel lives until channelClosed() or the peer's end. channelClosed() is never called from inside
// send(): a transport that overflows closes later, from the event loop.

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <chrono>

namespace exaid::mcp {

struct RpcError;

class McpChannel
{
public:
    // Progress and the like: it may be dropped, or replaced by a later message with the same key, while it
    // is unsent. An empty key: it must arrive.
    virtual void send(const QJsonObject &message, const QByteArray &mergeKey) = 0;
    // The last message for this request. On HTTP it ends the stream.
    virtual void sendFinal(const QJsonObject &message) = 0;
    // The request is over without an answer: its client cancelled it.
    virtual void dropRequest() {}
    // Legacy HTTP: end the connection, not the stream; the client shall come back for the rest after `retry`.
    // Elsewhere nothing happens.
    virtual void hangUp(std::chrono::milliseconds /*retry*/) {}

protected:
    ~McpChannel() = default;
};

} // namespace exaid::mcp
