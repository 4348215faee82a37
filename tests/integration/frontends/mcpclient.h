#pragma once

// One HTTP connection of an MCP client, by hand: what it sends and gets is seen byte by byte. For tests.

#include "rawclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace exaid {

class McpClientConnection final : public RawClient
{
    Q_OBJECT
public:
    using RawClient::RawClient;

    // `headers`: whole lines.
    void request(const QByteArray &method, const QByteArray &headers, const QByteArray &body = {});
    void post(const QJsonObject &message, const QByteArray &headers = {});
    // With _meta and the headers that mirror it. `mirrored`: more of them.
    void postModern(const QJsonValue &id, const QString &method, QJsonObject params,
                    const QByteArray &mirrored = {});
    void postLegacy(const QByteArray &session, const QJsonObject &message);
    // The session id; empty: refused.
    QByteArray initialize(const QString &version = QStringLiteral("2025-11-25"));

    // The answer has come whole, with a body or as a stream that has ended.
    bool isComplete() const;
    bool waitAnswer(int milliseconds = 5'000);
    QByteArray header(const QByteArray &name) const;
    // Messages in the body or the events that have come.
    QList<QJsonObject> messages() const;
    QJsonObject lastMessage() const;
    QList<QByteArray> eventIds() const;
    QJsonObject capabilities; // that postModern() and initialize() declare
    // Forgets what has come, before the next request on this connection.
    void clear() { received.clear(); }

private:
    QByteArray plainBody() const;
};

QJsonObject rpc(const QJsonValue &id, const QString &method, const QJsonObject &params = {});
QJsonObject toolCall(const QString &tool, const QJsonObject &arguments, const QJsonValue &progressToken = {});

} // namespace exaid
