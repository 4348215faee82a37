#include "core/frontends/mcp/stateseal.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <array>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray randomBytes()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words));
}

QByteArray macOf(const Secret &key, const QByteArray &bytes)
{
    return QMessageAuthenticationCode::hash(bytes, key.reveal(), QCryptographicHash::Sha256);
}

} // namespace

QByteArray randomToken()
{
    return randomBytes().toBase64(Base64);
}

StateSeal::StateSeal(const Clock &clock)
    : m_clock(clock)
    , m_key(randomBytes())
{}

QByteArray StateSeal::signatureOf(const QByteArray &payload, const QByteArray &binding) const
{
    // The length keeps the two apart.
    return macOf(m_key, "state " + QByteArray::number(payload.size()) + ' ' + payload + binding);
}

QString StateSeal::seal(const QJsonObject &state, const QByteArray &binding) const
{
    const auto expiry = std::chrono::floor<std::chrono::milliseconds>(m_clock.now() + Lifetime);
    const QJsonObject whole{{u"s"_s, state},
                            {u"e"_s, static_cast<qint64>(expiry.time_since_epoch().count())}};
    const QByteArray payload = QJsonDocument(whole).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(payload.toBase64(Base64) + '.' +
                               signatureOf(payload, binding).toBase64(Base64));
}

std::optional<QJsonObject> StateSeal::open(const QString &sealed, const QByteArray &binding) const
{
    const QList<QByteArray> parts = sealed.toLatin1().split('.');
    if (parts.size() != 2)
        return std::nullopt;
    const QByteArray payload = QByteArray::fromBase64(parts.at(0), Base64);
    // Compared as text: base64 that decodes alike must not pass for what was signed.
    if (!Secret(signatureOf(payload, binding).toBase64(Base64)).matches(parts.at(1)) ||
        payload.toBase64(Base64) != parts.at(0))
        return std::nullopt;
    const QJsonObject whole = QJsonDocument::fromJson(payload).object();
    const TimePoint expiry{std::chrono::milliseconds(whole[u"e"].toInteger())};
    if (expiry <= m_clock.now())
        return std::nullopt;
    return whole[u"s"].toObject();
}

QString StateSeal::nameFor(const QString &thing) const
{
    return QString::fromLatin1(macOf(m_key, "name " + thing.toUtf8()).first(9).toBase64(Base64));
}

} // namespace exaid::mcp
