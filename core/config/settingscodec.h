#pragma once

// What an editor of the settings and the daemon say to each other, as values and as JSON. The daemon's side
// of it is SettingsDesk; secrets in the clear travel in one direction only, from the editor to the daemon.
// Pure; any thread.

#include "core/config/settingschange.h"
#include "core/config/settingsstore.h"

#include <QJsonArray>
#include <QJsonObject>

namespace exaid {

// One wish of the editor. Without a value the setting goes back to its default.
struct SettingEdit
{
    QString name;
    std::optional<Secret> value; // text, in UTF-8; a Secret, since it may be a key

    bool operator==(const SettingEdit &) const = default;
};

// A former content of the settings file.
struct SettingsVersion
{
    QString id;
    qint64 wallMs = 0; // until when it was in force

    bool operator==(const SettingsVersion &) const = default;
};

// The settings in force, with all that an editor needs to show and change them.
struct SettingsView
{
    QString file;    // where changes go; may not exist yet
    QString content; // fingerprint of the file's content as the daemon last saw it
    QList<ExplainedSetting> settings;
    QList<SettingProblem> warnings;
    // The file as it lies there is not in force, because of these. Empty: it is.
    QList<SettingProblem> fileErrors;
    QStringList awaitingRestart;     // changed since the start, without effect so far
    QList<SettingsVersion> versions; // newest first
    bool usesKeychain = false;       // keys that are set go there, not into the file
    QString keychainProblem;         // why the last one went into the file all the same

    const ExplainedSetting *find(const QString &name) const;
};

// What an edit would do, or has done.
struct SettingsOutcome
{
    QList<SettingChange> changes;
    QList<SettingProblem> errors; // any: it can't be applied
    QList<SettingProblem> warnings;

    bool operator==(const SettingsOutcome &) const = default;
};

// Secrets have no value in JSON, only whether they are set.
QJsonObject toJson(const ExplainedSetting &setting);
ExplainedSetting explainedFromJson(const QJsonObject &json);
QJsonArray toJson(const QList<SettingProblem> &problems);
QList<SettingProblem> problemsFromJson(const QJsonArray &json);
QJsonArray toJson(const QList<SettingChange> &changes);
QJsonArray toJson(const QList<SettingEdit> &edits);
QList<SettingEdit> editsFromJson(const QJsonArray &json);
QJsonObject toJson(const SettingsView &view);
SettingsView settingsViewFromJson(const QJsonObject &json);
QJsonObject toJson(const SettingsOutcome &outcome);
SettingsOutcome settingsOutcomeFromJson(const QJsonObject &json);

} // namespace exaid
