#pragma once

// The options that all commands share, and the way from them to settings.

#include "core/config/settingsstore.h"

#include <QCommandLineParser>
#include <optional>

namespace exaid {

class CommandLine
{
public:
    // `command` and `description` are for --help.
    CommandLine(const QString &command, const QString &description);

    void addOption(const QCommandLineOption &option) { m_parser.addOption(option); }
    void addPositional(const QString &name, const QString &description);

    // `arguments`: the program, then what follows the command. When the command is over already (--help, a
    // wrong option), the exit code.
    std::optional<int> parse(const QStringList &arguments);

    bool isSet(const QString &option) const { return m_parser.isSet(option); }
    QString value(const QString &option) const { return m_parser.value(option); }
    QStringList positional() const { return m_parser.positionalArguments(); }
    SettingsSources sources() const;
    // Reads the settings. Blocking; before the event loop runs.
    LoadedSettings load() const { return loadSettings(sources()); }

private:
    std::optional<int> wrong(const QString &message) const;

    QString m_command;
    QCommandLineParser m_parser;
    QMap<QString, QString> m_overrides;
    bool m_takesPositional = false;
};

// To the standard output or error output, with a line end, at once.
void printLine(const QString &text);
void printError(const QString &text);

} // namespace exaid
