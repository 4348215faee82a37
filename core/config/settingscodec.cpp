#include "core/config/settingscodec.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString Masked = u"********"_s;

QStringList stringsOf(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &item : value.toArray())
        list << item.toString();
    return list;
}

QJsonArray versionsJson(const QList<SettingsVersion> &versions)
{
    QJsonArray array;
    for (const SettingsVersion &version : versions)
        array.append(QJsonObject{{u"id"_s, version.id}, {u"t"_s, version.wallMs}});
    return array;
}

QList<SettingChange> changesFromJson(const QJsonArray &json)
{
    QList<SettingChange> changes;
    for (const QJsonValue &value : json) {
        changes.append({value[u"name"].toString(), value[u"from"].toString(), value[u"to"].toString(),
                        value[u"restart"].toBool()});
    }
    return changes;
}

} // namespace

const ExplainedSetting *SettingsView::find(const QString &name) const
{
    for (const ExplainedSetting &setting : settings) {
        if (setting.name == name || setting.aliases.contains(name))
            return &setting;
    }
    return nullptr;
}

QJsonObject toJson(const ExplainedSetting &setting)
{
    QJsonObject json{
        {u"name"_s, setting.name},
        {u"value"_s, setting.value},
        {u"default"_s, setting.defaultValue},
        {u"source"_s, setting.source},
        {u"help"_s, setting.help},
        {u"range"_s, setting.range},
        {u"secret"_s, setting.secret},
        {u"restart"_s, setting.needsRestart},
        {u"group"_s, setting.group},
        {u"aliases"_s, QJsonArray::fromStringList(setting.aliases)},
        {u"kind"_s, toString(setting.kind)},
    };
    if (!setting.choices.isEmpty())
        json.insert(u"choices"_s, QJsonArray::fromStringList(setting.choices));
    if (setting.kind == SettingKind::Time)
        json.insert(u"unit"_s, toString(setting.unit));
    if (setting.kind == SettingKind::Time || setting.kind == SettingKind::Integer ||
        setting.kind == SettingKind::Real) {
        json.insert(u"minimum"_s, setting.minimum);
        if (setting.maximum != std::numeric_limits<double>::max())
            json.insert(u"maximum"_s, setting.maximum);
    }
    if (setting.secret)
        json.insert(u"value"_s, setting.value.isEmpty() ? QString() : Masked);
    return json;
}

ExplainedSetting explainedFromJson(const QJsonObject &json)
{
    ExplainedSetting setting;
    setting.name = json[u"name"].toString();
    setting.value = json[u"value"].toString();
    setting.defaultValue = json[u"default"].toString();
    setting.source = json[u"source"].toString();
    setting.help = json[u"help"].toString();
    setting.range = json[u"range"].toString();
    setting.secret = json[u"secret"].toBool();
    setting.needsRestart = json[u"restart"].toBool();
    setting.group = json[u"group"].toString();
    setting.aliases = stringsOf(json[u"aliases"]);
    setting.choices = stringsOf(json[u"choices"]);
    setting.kind = settingKindFromString(json[u"kind"].toString());
    setting.minimum = json[u"minimum"].toDouble();
    setting.maximum = json[u"maximum"].toDouble(setting.maximum);
    setting.unit = timeUnitFromString(json[u"unit"].toString());
    return setting;
}

QJsonArray toJson(const QList<SettingProblem> &problems)
{
    QJsonArray array;
    for (const SettingProblem &p : problems) {
        array.append(QJsonObject{
            {u"name"_s, p.name}, {u"source"_s, p.source}, {u"message"_s, p.message}, {u"hint"_s, p.hint}});
    }
    return array;
}

QList<SettingProblem> problemsFromJson(const QJsonArray &json)
{
    QList<SettingProblem> problems;
    for (const QJsonValue &value : json) {
        problems.append({value[u"name"].toString(), value[u"source"].toString(), value[u"message"].toString(),
                         value[u"hint"].toString()});
    }
    return problems;
}

QJsonArray toJson(const QList<SettingChange> &changes)
{
    QJsonArray array;
    for (const SettingChange &change : changes) {
        array.append(QJsonObject{{u"name"_s, change.name},
                                 {u"from"_s, change.from},
                                 {u"to"_s, change.to},
                                 {u"restart"_s, change.needsRestart}});
    }
    return array;
}

QJsonArray toJson(const QList<SettingEdit> &edits)
{
    QJsonArray array;
    for (const SettingEdit &edit : edits) {
        QJsonObject json{{u"name"_s, edit.name}};
        if (edit.value)
            json.insert(u"value"_s, QString::fromUtf8(edit.value->reveal()));
        array.append(json);
    }
    return array;
}

QList<SettingEdit> editsFromJson(const QJsonArray &json)
{
    QList<SettingEdit> edits;
    for (const QJsonValue &value : json) {
        SettingEdit edit{value[u"name"].toString(), std::nullopt};
        if (value[u"value"].isString())
            edit.value = Secret(value[u"value"].toString().toUtf8());
        edits.append(edit);
    }
    return edits;
}

QJsonObject toJson(const SettingsView &view)
{
    QJsonArray settings;
    for (const ExplainedSetting &setting : view.settings)
        settings.append(toJson(setting));
    return {{u"file"_s, view.file},
            {u"content"_s, view.content},
            {u"settings"_s, settings},
            {u"warnings"_s, toJson(view.warnings)},
            {u"file_errors"_s, toJson(view.fileErrors)},
            {u"awaiting_restart"_s, QJsonArray::fromStringList(view.awaitingRestart)},
            {u"versions"_s, versionsJson(view.versions)},
            {u"uses_keychain"_s, view.usesKeychain},
            {u"keychain_problem"_s, view.keychainProblem}};
}

SettingsView settingsViewFromJson(const QJsonObject &json)
{
    SettingsView view;
    view.file = json[u"file"].toString();
    view.content = json[u"content"].toString();
    for (const QJsonValue &setting : json[u"settings"].toArray())
        view.settings.append(explainedFromJson(setting.toObject()));
    view.warnings = problemsFromJson(json[u"warnings"].toArray());
    view.fileErrors = problemsFromJson(json[u"file_errors"].toArray());
    view.awaitingRestart = stringsOf(json[u"awaiting_restart"]);
    for (const QJsonValue &version : json[u"versions"].toArray())
        view.versions.append({version[u"id"].toString(), version[u"t"].toInteger()});
    view.usesKeychain = json[u"uses_keychain"].toBool();
    view.keychainProblem = json[u"keychain_problem"].toString();
    return view;
}

QJsonObject toJson(const SettingsOutcome &outcome)
{
    return {{u"changes"_s, toJson(outcome.changes)},
            {u"errors"_s, toJson(outcome.errors)},
            {u"warnings"_s, toJson(outcome.warnings)}};
}

SettingsOutcome settingsOutcomeFromJson(const QJsonObject &json)
{
    return {changesFromJson(json[u"changes"].toArray()), problemsFromJson(json[u"errors"].toArray()),
            problemsFromJson(json[u"warnings"].toArray())};
}

} // namespace exaid
