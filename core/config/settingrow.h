#pragma once

// One setting: its name, kind, range, defaults, help, and where its value lives in Settings. Text is the
// canonical form that files, the command line, the editor and the documentation share. Values; any thread.

#include "core/config/settings.h"
#include "core/result.h"

#include <QStringList>
#include <functional>
#include <limits>
#include <variant>

namespace exaid {

enum class SettingKind {
    Text,
    Choice,
    Integer,
    Real,
    Flag,
    Time,    // a number of `unit`
    List,    // comma separated
    Address, // an IP address or localhost
    Url,     // http or https, without a trailing slash
    Path,    // absolute; "~/" is the home directory
    Paths,   // comma separated
    Secret,
    SecretFile, // path of a file that holds a secret
};

// "text", "integer", … on the wire and in JSON. Unknown names are text.
QString toString(SettingKind kind);
SettingKind settingKindFromString(const QString &name);

enum class SettingGroup { Server, Limits, Providers, Tools, Files };
inline constexpr std::array AllSettingGroups{SettingGroup::Server, SettingGroup::Limits,
                                             SettingGroup::Providers, SettingGroup::Tools,
                                             SettingGroup::Files};
QString toString(SettingGroup group);

enum class TimeUnit { Milliseconds, Seconds, Hours };
QString toString(TimeUnit unit); // "milliseconds", …
TimeUnit timeUnitFromString(const QString &name);

struct SettingRow
{
    template <typename T>
    using Field = std::function<T &(Settings &)>;
    using AnyField =
        std::variant<Field<QString>, Field<int>, Field<qint64>, Field<double>, Field<bool>, Field<Duration>,
                     Field<QStringList>, Field<Secret>, Field<Profile>, Field<SimulatorMode>>;

    QString name;
    QStringList aliases; // upstream's other names for the same thing
    SettingGroup group = SettingGroup::Server;
    SettingKind kind = SettingKind::Text;
    AnyField field;
    QString developmentDefault;
    QString productionDefault;
    const char *help = ""; // translated in the context "SettingsTable"
    double minimum = 0;
    double maximum = std::numeric_limits<double>::max();
    TimeUnit unit = TimeUnit::Seconds;
    QStringList choices;
    bool live = false;    // takes effect without a restart
    QString inheritsFrom; // default is the effective value of this setting
    QString secretName;   // SecretFile: the setting that the file gives a value to

    bool isSecret() const { return kind == SettingKind::Secret; }
    QStringList allNames() const { return QStringList(name) + aliases; }
    const QString &defaultFor(Profile profile) const
    {
        return profile == Profile::Production ? productionDefault : developmentDefault;
    }

    // Reads the text and stores the value. The error says what is wrong and never repeats a secret. On an
    // error nothing changes.
    Status apply(Settings &settings, const QString &text, const QString &homeDir) const;
    // The canonical text of the stored value. For a secret: the value itself, so never show it; see shown().
    QString text(const Settings &settings) const;
    // The same, with a secret masked.
    QString shown(const Settings &settings) const;
    // What may be given, for people: "1 to 10000", "development or production", "seconds, 0.1 to 300".
    QString rangeText() const;
    QString helpText() const;
};

QString toString(Profile profile);
QString toString(SimulatorMode mode);

} // namespace exaid
