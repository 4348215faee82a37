#include "core/frontends/mcp/mcpresults.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

// Lists change rarely, and open streams hear of it.
constexpr qint64 ListLifetimeMs = 60'000;

bool isList(const QString &method)
{
    static const QStringList lists{u"server/discover"_s, u"tools/list"_s, u"prompts/list"_s,
                                   u"resources/list"_s, u"resources/templates/list"_s};
    return lists.contains(method);
}

const QStringList &logLevels()
{
    static const QStringList levels{u"debug"_s, u"info"_s,     u"notice"_s, u"warning"_s,
                                    u"error"_s, u"critical"_s, u"alert"_s,  u"emergency"_s};
    return levels;
}

} // namespace

QJsonObject serverInfo()
{
    return {{u"name"_s, u"exaid"_s},
            {u"title"_s, u"exaid"_s},
            {u"version"_s, QCoreApplication::applicationVersion()}};
}

QString instructions()
{
    return u"Consult other models. Calls share a limited number of slots with the other agents on this "
           "machine; a call that has to wait reports its place and answers in its turn, so don't repeat it. "
           "To go on with a conversation, pass the continuation_id of the last answer."_s;
}

QJsonObject completed(const QJsonObject &result, const QString &method, McpEra era)
{
    if (era == McpEra::Legacy)
        return result;
    QJsonObject whole = result;
    if (!whole.contains(u"resultType"_s))
        whole.insert(u"resultType"_s, u"complete"_s);
    QJsonObject meta = whole[u"_meta"].toObject();
    if (!meta.contains(MetaServerInfo)) {
        meta.insert(QString(MetaServerInfo), serverInfo());
        whole.insert(u"_meta"_s, meta);
    }
    const bool isCacheable = isList(method) || method == "resources/read"_L1;
    if (!isCacheable || whole[u"resultType"] != "complete"_L1)
        return whole;
    if (!whole.contains(u"ttlMs"_s))
        whole.insert(u"ttlMs"_s, isList(method) ? ListLifetimeMs : 0);
    if (!whole.contains(u"cacheScope"_s))
        whole.insert(u"cacheScope"_s, u"private"_s);
    return whole;
}

QByteArray stateBinding(const RpcRequest &request, const QString &identity)
{
    const QJsonObject bound{{u"method"_s, request.method},
                            {u"name"_s, request.params[u"name"]},
                            {u"uri"_s, request.params[u"uri"]},
                            {u"arguments"_s, request.params[u"arguments"].toObject()},
                            {u"client"_s, identity}};
    return QCryptographicHash::hash(QJsonDocument(bound).toJson(QJsonDocument::Compact),
                                    QCryptographicHash::Sha256);
}

bool isLoggedAt(const QString &level, const QString &threshold)
{
    const qsizetype wanted = logLevels().indexOf(threshold);
    return wanted >= 0 && logLevels().indexOf(level) >= wanted;
}

bool isLogLevel(const QString &level)
{
    return logLevels().contains(level);
}

} // namespace exaid::mcp
