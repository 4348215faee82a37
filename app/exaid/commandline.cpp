#include "app/exaid/commandline.h"

#include "app/exaid/exitcode.h"

#include <cstdio>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

void printTo(std::FILE *stream, const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (!bytes.endsWith('\n'))
        bytes += '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void printLine(const QString &text)
{
    printTo(stdout, text);
}

void printError(const QString &text)
{
    printTo(stderr, text);
}

CommandLine::CommandLine(const QString &command, const QString &description)
    : m_command(command)
{
    m_parser.setApplicationDescription(u"exaid %1: %2"_s.arg(command, description));
    m_parser.addOptions({
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
        {u"env-file"_s, u"Read settings from this file."_s, u"file"_s},
        {u"host"_s, u"Same as --set EXAI_WS_HOST=<address>."_s, u"address"_s},
        {u"port"_s, u"Same as --set EXAI_WS_PORT=<number>; serve takes any free port for 0."_s, u"number"_s},
        {u"set"_s, u"Give a setting a value; may be repeated."_s, u"NAME=VALUE"_s},
    });
}

void CommandLine::addPositional(const QString &name, const QString &description)
{
    m_parser.addPositionalArgument(name, description, u'[' + name + u']');
    m_takesPositional = true;
}

std::optional<int> CommandLine::wrong(const QString &message) const
{
    printError(u"exaid %1: %2\nSee: exaid %1 --help"_s.arg(m_command, message));
    return ExitBadSettings;
}

std::optional<int> CommandLine::parse(const QStringList &arguments)
{
    const bool parsed = m_parser.parse(arguments);
    if (m_parser.isSet(u"help"_s)) {
        // The parser does not know that the command stands between the program and the options.
        printLine(m_parser.helpText().replace(u"[options]"_s, m_command + u" [options]"));
        return ExitDone;
    }
    if (!parsed)
        return wrong(m_parser.errorText());
    if (m_parser.positionalArguments().size() > (m_takesPositional ? 1 : 0))
        return wrong(u"there are arguments that it does not take: %1"_s.arg(
            m_parser.positionalArguments().join(u' ')));
    const QStringList assignments = m_parser.values(u"set"_s);
    for (const QString &assignment : assignments) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals <= 0)
            return wrong(u"--set needs NAME=VALUE"_s); // what was given may be a secret
        m_overrides.insert(assignment.left(equals), assignment.mid(equals + 1));
    }
    if (isSet(u"host"_s))
        m_overrides.insert(u"EXAI_WS_HOST"_s, value(u"host"_s));
    if (isSet(u"port"_s))
        m_overrides.insert(u"EXAI_WS_PORT"_s, value(u"port"_s));
    if (isSet(u"env-file"_s) && value(u"env-file"_s).isEmpty())
        return wrong(u"--env-file needs a file"_s);
    return std::nullopt;
}

SettingsSources CommandLine::sources() const
{
    SettingsSources sources;
    sources.envFile = value(u"env-file"_s);
    sources.environment = processEnvironment();
    sources.commandLine = m_overrides;
    return sources;
}

} // namespace exaid
