#include "core/frontends/mcp/http/mcphttpchecks.h"

#include <algorithm>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QByteArrayView EncodedStart("=?base64?");
constexpr QByteArrayView EncodedEnd("?=");

const RpcRequest *requestIn(const RpcMessage &message)
{
    return std::get_if<RpcRequest>(&message);
}

QString methodOf(const RpcMessage &message)
{
    if (const auto *request = requestIn(message))
        return request->method;
    const auto *notification = std::get_if<RpcNotification>(&message);
    return notification ? notification->method : QString();
}

QJsonObject metaIn(const RpcMessage &message)
{
    const auto *request = requestIn(message);
    return request ? request->params[u"_meta"].toObject() : QJsonObject();
}

RpcError mismatch(const QString &why)
{
    return {HeaderMismatch, why};
}

// The parameter that Mcp-Name mirrors; null: the method has none.
QString namedBy(const RpcRequest &request)
{
    const QString &method = request.method;
    if (method == "tools/call"_L1 || method == "prompts/get"_L1)
        return request.params[u"name"].toString();
    if (method == "resources/read"_L1)
        return request.params[u"uri"].toString();
    if (method == "tasks/get"_L1 || method == "tasks/update"_L1 || method == "tasks/cancel"_L1)
        return request.params[u"taskId"].toString();
    return {};
}

std::optional<RpcError> checkHeader(const HttpHead &head, const QByteArray &name, const QString &expected)
{
    if (head.count(name) != 1)
        return mismatch(u"one header %1 is needed, as in the body"_s.arg(QString::fromLatin1(name)));
    const auto value = decodedHeader(head.value(name));
    if (!value || *value != expected) {
        return mismatch(u"header %1 and the body disagree: the body has \"%2\""_s.arg(
            QString::fromLatin1(name), expected));
    }
    return std::nullopt;
}

QString plainText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isDouble())
        return QString::fromLatin1(toLine(QJsonObject{{u"v"_s, value}}))
            .mid(5)
            .chopped(1); // as JSON writes it
    return value.toString();
}

std::optional<RpcError> checkMirrored(const HttpHead &head, const RpcRequest &request,
                                      const SchemaOf &schemaOf)
{
    const QJsonObject properties = schemaOf(request.params[u"name"].toString())[u"properties"].toObject();
    const QJsonObject arguments = request.params[u"arguments"].toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QString suffix = it->toObject()[u"x-mcp-header"].toString();
        if (suffix.isEmpty())
            continue;
        const QByteArray name = "Mcp-Param-" + suffix.toLatin1();
        const QJsonValue value = arguments[it.key()];
        if (value.isUndefined() || value.isNull()) {
            if (head.count(name) > 0)
                return mismatch(u"header %1 has no counterpart in the body"_s.arg(QString::fromLatin1(name)));
            continue;
        }
        if (auto error = checkHeader(head, name, plainText(value)))
            return error;
    }
    return std::nullopt;
}

} // namespace

std::optional<QString> decodedHeader(const QByteArray &value)
{
    const QByteArray text = value.trimmed();
    if (!text.startsWith(EncodedStart) || !text.endsWith(EncodedEnd) ||
        text.size() < EncodedStart.size() + EncodedEnd.size())
        return QString::fromUtf8(text);
    const QByteArray inner =
        text.sliced(EncodedStart.size(), text.size() - EncodedStart.size() - EncodedEnd.size());
    const auto decoded = QByteArray::fromBase64Encoding(inner, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).toBase64() != inner)
        return std::nullopt;
    return QString::fromUtf8(*decoded);
}

McpEra eraOf(const HttpHead &head, const RpcInput &input)
{
    const QString version = QString::fromLatin1(head.value("MCP-Protocol-Version").trimmed());
    if (!version.isEmpty() && !legacyVersions().contains(version))
        return McpEra::Modern;
    const bool isModern = std::ranges::any_of(input.messages, [](const RpcMessage &message) {
        return metaIn(message).contains(MetaVersion) || methodOf(message) == "server/discover"_L1;
    });
    return isModern ? McpEra::Modern : McpEra::Legacy;
}

bool accepts(const HttpHead &head, QByteArrayView mediaType)
{
    if (head.count("Accept") == 0)
        return true;
    const QByteArrayView family = mediaType.first(mediaType.indexOf('/') + 1);
    return std::ranges::any_of(head.headers, [&](const HttpHeader &header) {
        if (header.name.compare("Accept", Qt::CaseInsensitive) != 0)
            return false;
        const QList<QByteArray> ranges = header.value.split(',');
        return std::ranges::any_of(ranges, [&](const QByteArray &range) {
            const QByteArray type = range.split(';').first().trimmed().toLower();
            return type == mediaType || type == "*/*" || type == QByteArray(family.toByteArray() + '*');
        });
    });
}

std::optional<HttpReply> checkMedia(const HttpHead &head)
{
    const QByteArray type = head.value("Content-Type").split(';').first().trimmed().toLower();
    if (type != "application/json")
        return HttpReply::text(415, "The body must be application/json.");
    if (!accepts(head, "application/json") && !accepts(head, "text/event-stream"))
        return HttpReply::text(406, "Accept must allow application/json and text/event-stream.");
    return std::nullopt;
}

std::optional<RpcError> checkModern(const HttpHead &head, const RpcMessage &message, const SchemaOf &schemaOf)
{
    const auto *request = requestIn(message);
    if (!request)
        return std::nullopt;
    const QJsonObject meta = metaIn(message);
    const QJsonValue version = meta[MetaVersion];
    if (!version.isString() || !meta[MetaCapabilities].isObject()) {
        return RpcError{InvalidParams,
                        u"params._meta must have \"%1\", a string, and \"%2\", an object"_s.arg(
                            MetaVersion, MetaCapabilities)};
    }
    if (auto error = checkHeader(head, "MCP-Protocol-Version", version.toString()))
        return error;
    if (version.toString() != ModernVersion)
        return std::nullopt; // the peer says which versions there are
    if (auto error = checkHeader(head, "Mcp-Method", request->method))
        return error;
    if (const QString name = namedBy(*request); !name.isEmpty()) {
        if (auto error = checkHeader(head, "Mcp-Name", name))
            return error;
    }
    return request->method == "tools/call"_L1 ? checkMirrored(head, *request, schemaOf) : std::nullopt;
}

int statusOf(const QJsonObject &message, McpEra era)
{
    if (!message.contains(u"error"_s))
        return 200;
    switch (message[u"error"].toObject()[u"code"].toInt()) {
    case ParseError:
    case InvalidRequest:
        return 400;
    case HeaderMismatch:
    case MissingCapability:
    case UnsupportedVersion:
        return era == McpEra::Modern ? 400 : 200;
    case MethodNotFound:
        return era == McpEra::Modern ? 404 : 200;
    default:
        return 200;
    }
}

} // namespace exaid::mcp
