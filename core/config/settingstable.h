#pragma once

// One row per setting. The parser, the validator, `exaid config`, the editor, the generated documentation and
// the round-trip test all walk this table; a setting that is not here does not exist. A value, any thread.

#include "core/config/settingrow.h"

namespace exaid {

class SettingsTable
{
public:
    SettingsTable(); // the built-in rows, Kimi and GLM included

    // Rows <PREFIX>_BASE_URL, <PREFIX>_API_KEY, … of a provider of the user's own. The prefix is in capitals.
    void addCustomProvider(const QString &prefix);
    // False for names that are taken or can't be a prefix.
    static bool isCustomPrefix(const QString &prefix);

    const QList<SettingRow> &rows() const { return m_rows; }
    // By name or alias; null if there is none.
    const SettingRow *find(const QString &name) const;
    // Everything at its default, with an entry for each provider that has rows here, so that every field can
    // be written.
    Settings blank() const;

private:
    QList<SettingRow> m_rows;
    QStringList m_customPrefixes;
};

// The parts of the table.
QList<SettingRow> serverRows();
QList<SettingRow> limitRows();
QList<SettingRow> commonProviderRows();
QList<SettingRow> resilienceRows();
QList<SettingRow> kimiRows();
QList<SettingRow> glmRows();
QList<SettingRow> customProviderRows(const QString &prefix);
QList<SettingRow> toolRows();
QList<SettingRow> fileRows();

} // namespace exaid
