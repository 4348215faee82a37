#pragma once

// Where a peer's messages go on a connection that carries them all: its outbox. Core thread.

#include "core/frontends/mcp/jsonrpc.h"
#include "core/frontends/mcp/mcpchannel.h"
#include "core/frontends/outbox.h"

namespace exaid::mcp {

class OutboxChannel final : public McpChannel
{
public:
    explicit OutboxChannel(Outbox &outbox)
        : m_outbox(outbox)
    {}

    void send(const QJsonObject &message, const QByteArray &mergeKey) override
    {
        if (mergeKey.isEmpty())
            m_outbox.post(toLine(message));
        else
            m_outbox.postProgress(toLine(message), mergeKey);
    }
    void sendFinal(const QJsonObject &message) override { m_outbox.post(toLine(message)); }

private:
    Outbox &m_outbox;
};

} // namespace exaid::mcp
