#pragma once

// Where settings come from: built-in defaults < profile < env file < process environment < command line.
// Loaded and validated as a whole; a bad value stops the start with every problem listed, never a silent
// default. Blocking (reads files): call it before the event loop runs, or on the worker pool.

#include "core/config/settings.h"
#include "core/result.h"

#include <QList>
#include <QMap>
#include <QString>

namespace exaid {

struct SettingProblem
{
    QString name;    // the setting, e.g. EXAI_WS_PORT
    QString source;  // "environment", "/path/.env:12", "command line"
    QString message; // what is wrong
    QString hint;    // what to do
};

// One effective value, explained. Secrets are masked.
struct ExplainedSetting
{
    QString name;
    QString value;
    QString defaultValue;
    QString source; // "default", "profile development", "/path/.env:12", "environment", "command line"
    QString help;
    QString range;
    bool secret = false;
    bool needsRestart = false;
    QString group;       // "Server", "Limits", …: a page of the editor, a section of the documentation
    QStringList choices; // not empty: one of these
    QStringList aliases; // other names of the same setting
};

struct LoadedSettings
{
    Settings settings;
    QList<ExplainedSetting> explained;
    QList<SettingProblem> errors;   // any: do not start
    QList<SettingProblem> warnings; // unknown EXAI_/KIMI_/GLM_/SESSION_ names, with the nearest known one
    QString envFile;                // the file that was read; empty: none
};

struct SettingsSources
{
    QString envFile; // empty: $ENV_FILE, else ./.env if there, else <config dir>/exaid/.env
    QMap<QString, QString> environment; // the process environment
    QMap<QString, QString> commandLine; // setting name → value
};

// Never fails: with errors, `settings` holds defaults in place of the bad values and must not be used to
// serve.
LoadedSettings loadSettings(const SettingsSources &sources);
// Which file loadSettings() would read; may not exist. Empty: none is found.
QString envFilePath(const SettingsSources &sources);
QMap<QString, QString> processEnvironment();

} // namespace exaid
