#include "core/config/settingschange.h"

#include <QHash>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Masked values look the same, so secrets are compared themselves.
QHash<QString, Secret> secretsOf(const Settings &settings)
{
    QHash<QString, Secret> secrets{{u"EXAI_WS_TOKEN"_s, settings.server.token}};
    for (const ProviderSettings &provider : settings.providers)
        secrets.insert(provider.displayName + "_API_KEY"_L1, provider.apiKey);
    return secrets;
}

} // namespace

QList<SettingChange> changesBetween(const LoadedSettings &before, const LoadedSettings &after)
{
    const QHash<QString, Secret> secretsBefore = secretsOf(before.settings);
    const QHash<QString, Secret> secretsAfter = secretsOf(after.settings);
    QHash<QString, QString> valuesBefore;
    for (const ExplainedSetting &setting : before.explained)
        valuesBefore.insert(setting.name, setting.value);
    QList<SettingChange> changes;
    for (const ExplainedSetting &setting : after.explained) {
        const QString from = valuesBefore.take(setting.name);
        const bool otherSecret =
            setting.secret && secretsBefore.value(setting.name) != secretsAfter.value(setting.name);
        if (from != setting.value || otherSecret)
            changes.append({setting.name, from, setting.value, setting.needsRestart});
    }
    // Rows of a provider that is no more.
    for (const ExplainedSetting &setting : before.explained) {
        if (valuesBefore.contains(setting.name))
            changes.append({setting.name, setting.value, QString(), true});
    }
    return changes;
}

QString changeText(const SettingChange &change)
{
    const auto shown = [](const QString &value) { return value.isEmpty() ? u"(empty)"_s : value; };
    const QString text = u"%1 %2 → %3"_s.arg(change.name, shown(change.from), shown(change.to));
    return change.needsRestart ? QString(text + u" (after a restart)") : text;
}

} // namespace exaid
