#pragma once

// One load of the settings, step by step. Used by loadSettings() only. Blocking (reads files).

#include "core/config/settingsstore.h"
#include "core/config/settingstable.h"

#include <QHash>
#include <optional>

namespace exaid {

class SettingsLoader
{
public:
    explicit SettingsLoader(const SettingsSources &sources);

    LoadedSettings load();

private:
    enum class Level { File, Environment, CommandLine };
    struct Given
    {
        QString name; // as it was written; may be an alias
        QString value;
        QString source;
        Level level = Level::File;
    };

    void readEnvFile();
    void takeEnvFile(const QString &path);
    void addLayer(Level level, const QMap<QString, QString> &values, const QString &source);
    void addCustomProviders();
    void applyRow(const SettingRow &row);
    void takeFromKeychain(const SettingRow &row, const Given &given);
    void readSecretFiles();
    void checkEnvFileIsPrivate();
    void resolvePaths();
    void chooseProviders();
    void validate();
    void explain();
    void reportUnknownNames();
    void reportUnknown(const Given &given, const QStringList &known);

    std::optional<Given> givenFor(const SettingRow &row);
    bool isGiven(const QString &name) const;
    void setText(const QString &rowName, const QString &text);
    QString sourceOf(const QString &name) const { return m_sourceOf.value(name, QStringLiteral("default")); }
    QString environment(const QString &name) const { return m_sources.environment.value(name); }
    QString homeDir() const;

    const SettingsSources &m_sources;
    SettingsTable m_table;
    Settings m_draft; // has all providers, chosen or not
    LoadedSettings m_loaded;
    QList<Given> m_given;               // lowest level first
    QHash<QString, QString> m_sourceOf; // row name → where its value came from
    QHash<QString, QString> m_defaults; // row name → default that depends on other settings
    QStringList m_customPrefixes;
};

} // namespace exaid
