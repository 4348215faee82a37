#include "app/exaid/secretscrubber.h"

#include "core/config/envfile.h"
#include "core/config/settingstable.h"
#include "core/logging/redact.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QSysInfo>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype ShortestScrubbed = 4; // shorter ones would tear holes into ordinary words
constexpr auto ScrubMask = "********"_L1;

} // namespace

SecretScrubber::SecretScrubber(const QList<LoadedSettings> &settings)
{
    const auto add = [this](const Secret &secret) {
        if (secret.size() >= ShortestScrubbed && secret.reveal() != InKeychain.toUtf8() &&
            !m_secrets.contains(secret))
            m_secrets.append(secret);
    };
    for (const LoadedSettings &loaded : settings) {
        add(loaded.settings.server.token);
        for (const ProviderSettings &provider : loaded.settings.providers)
            add(provider.apiKey);
        // Also those of providers that are not used.
        const EnvFile file = EnvFile::parse(loaded.content.reveal());
        for (const EnvFile::Entry &entry : file.entries()) {
            const bool isSecret = std::ranges::any_of(loaded.explained, [&](const ExplainedSetting &setting) {
                return setting.secret && (setting.name == entry.name || setting.aliases.contains(entry.name));
            });
            if (isSecret || entry.name.contains("KEY"_L1) || entry.name.contains("TOKEN"_L1) ||
                entry.name.contains("SECRET"_L1) || entry.name.contains("PASSWORD"_L1))
                add(Secret(entry.value.trimmed().toUtf8()));
        }
    }
    std::ranges::sort(m_secrets, std::ranges::greater{}, &Secret::size);
}

QString SecretScrubber::scrubbed(const QString &text) const
{
    QString clean = text;
    for (const Secret &secret : m_secrets)
        clean.replace(QString::fromUtf8(secret.reveal()), ScrubMask);
    return redact(clean);
}

QJsonValue SecretScrubber::scrubbed(const QJsonValue &value) const
{
    if (value.isString())
        return scrubbed(value.toString());
    if (value.isObject())
        return scrubbed(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray array;
    for (const QJsonValue &item : value.toArray())
        array.append(scrubbed(item));
    return array;
}

QJsonObject SecretScrubber::scrubbed(const QJsonObject &json) const
{
    QJsonObject clean;
    for (auto it = json.begin(); it != json.end(); ++it)
        clean.insert(scrubbed(it.key()), scrubbed(it.value()));
    return clean;
}

QJsonObject versionFacts()
{
    return {{u"exaid"_s, QCoreApplication::applicationVersion()},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"qt_built_with"_s, QStringLiteral(QT_VERSION_STR)},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, QString(QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())},
            {u"architecture"_s, QSysInfo::currentCpuArchitecture()},
            {u"locale"_s, QLocale().name()}};
}

} // namespace exaid
