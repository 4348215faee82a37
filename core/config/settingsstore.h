#pragma once

// Where settings come from: built-in defaults < profile < env file < process environment < command line.
// Loaded and validated as a whole; a bad value stops the start with every problem listed, never a silent
// default. Blocking (reads files): call it before the event loop runs, or on the worker pool.

#include "core/config/settingrow.h"
#include "core/result.h"

#include <QList>
#include <QMap>
#include <QString>
#include <limits>
#include <optional>

namespace exaid {

struct SettingProblem
{
    QString name;    // the setting, e.g. EXAI_WS_PORT
    QString source;  // "environment", "/path/.env:12", "command line"
    QString message; // what is wrong
    QString hint;    // what to do

    bool operator==(const SettingProblem &) const = default;
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
    SettingKind kind = SettingKind::Text;
    double minimum = 0;
    double maximum = std::numeric_limits<double>::max();
    TimeUnit unit = TimeUnit::Seconds;

    bool operator==(const ExplainedSetting &) const = default;
    // Not what the row says by itself: given in a file, the environment or the command line.
    bool isGiven() const;
    // Given where the settings file can't overrule it.
    bool isOverruled() const { return source == u"environment" || source == u"command line"; }
};

struct LoadedSettings
{
    Settings settings;
    QList<ExplainedSetting> explained;
    QList<SettingProblem> errors;   // any: do not start
    QList<SettingProblem> warnings; // unknown EXAI_/KIMI_/GLM_/SESSION_ names, with the nearest known one
    QString envFile;                // the file that was read; empty: none
    Secret content;                 // its bytes, which may hold keys
    QStringList keychainNames;      // secrets whose value is in the keychain, as their settings say
};

// What is given in place of a secret's value when the keychain has it.
inline const QString InKeychain = QStringLiteral("keychain");
// What the keychain said about each secret that it was asked for.
using KeychainKeys = QMap<QString, Result<Secret>>;

struct SettingsSources
{
    QString envFile;               // empty: $ENV_FILE, else ./.env if there, else <config dir>/exaid/.env
    std::optional<Secret> content; // taken for the file's content instead of reading it: what is about to be
                                   // written to it with the right permissions
    // Nothing: the keychain was not asked, and what it has counts as set. Good for looking, not for serving.
    std::optional<KeychainKeys> keychain;
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
