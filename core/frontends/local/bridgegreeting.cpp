#include "core/frontends/local/bridgegreeting.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Names that no message of JSON-RPC has at its top.
constexpr auto GreetingName = "exaid_bridge"_L1;
constexpr auto WelcomeName = "exaid_daemon"_L1;
constexpr qsizetype MaxGreeting = 65'536;

QByteArray wrapped(QLatin1String name, const QJsonObject &content)
{
    return QJsonDocument(QJsonObject{{name, content}}).toJson(QJsonDocument::Compact);
}

std::optional<QJsonObject> unwrapped(QLatin1String name, const QByteArray &line)
{
    if (line.size() > MaxGreeting)
        return std::nullopt;
    const QJsonValue content = QJsonDocument::fromJson(line)[name];
    return content.isObject() ? std::optional(content.toObject()) : std::nullopt;
}

} // namespace

QByteArray BridgeGreeting::toLine() const
{
    QJsonObject content{{u"version"_s, version},
                        {u"host_pid"_s, hostPid},
                        {u"host_name"_s, hostName},
                        {u"host_session"_s, hostSession}};
    if (!token.isEmpty())
        content.insert(u"token"_s, QString::fromUtf8(token.reveal()));
    return wrapped(GreetingName, content);
}

std::optional<BridgeGreeting> BridgeGreeting::parse(const QByteArray &line)
{
    const auto content = unwrapped(GreetingName, line);
    if (!content)
        return std::nullopt;
    BridgeGreeting greeting;
    greeting.version = (*content)[u"version"].toString();
    greeting.hostPid = (*content)[u"host_pid"].toInteger();
    greeting.hostName = (*content)[u"host_name"].toString().left(64);
    greeting.hostSession = (*content)[u"host_session"].toString().left(128);
    greeting.token = Secret((*content)[u"token"].toString().toUtf8());
    return greeting;
}

QByteArray BridgeWelcome::toLine() const
{
    return wrapped(WelcomeName, {{u"let_in"_s, isLetIn}, {u"why"_s, why}});
}

std::optional<BridgeWelcome> BridgeWelcome::parse(const QByteArray &line)
{
    const auto content = unwrapped(WelcomeName, line);
    if (!content)
        return std::nullopt;
    return BridgeWelcome{(*content)[u"let_in"].toBool(), (*content)[u"why"].toString()};
}

} // namespace exaid
