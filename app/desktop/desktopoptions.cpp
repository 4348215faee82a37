#include "app/desktop/desktopoptions.h"

#include "gui/feed/monitorurl.h"

#include <QCommandLineParser>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

Error wrongOption(const QString &message)
{
    return {u"bad_option"_s, message, u"See: exaid-desktop --help"_s};
}

void defineOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
        {{u"v"_s, u"version"_s}, u"Show the version."_s},
        {u"attach"_s, u"Show the daemon at this address; start none."_s, u"address"_s},
        {u"env-file"_s, u"Read settings from this file."_s, u"file"_s},
        {u"host"_s, u"Same as --set EXAI_WS_HOST=<address>."_s, u"address"_s},
        {u"port"_s, u"Same as --set EXAI_WS_PORT=<number>."_s, u"number"_s},
        {u"set"_s, u"Give a setting a value; may be repeated."_s, u"NAME=VALUE"_s},
        {u"hidden"_s, u"Start in the tray, without a window, where there is a tray."_s},
        {u"screenshot"_s, u"Save a picture of the window (PNG), then quit."_s, u"file"_s},
        {u"screenshot-after"_s, u"How long to wait for it; 3 by default."_s, u"seconds"_s},
    });
}

} // namespace

Result<DesktopOptions> DesktopOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    defineOptions(parser);
    const bool parsed = parser.parse(arguments);
    DesktopOptions options;
    options.help = parser.isSet(u"help"_s);
    options.version = parser.isSet(u"version"_s);
    if (options.help || options.version)
        return options;
    if (!parsed)
        return wrongOption(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return wrongOption(
            u"There are arguments that it does not take: %1."_s.arg(parser.positionalArguments().join(u' ')));
    if (parser.isSet(u"attach"_s)) {
        auto url = monitorUrl(parser.value(u"attach"_s));
        if (!url)
            return url.error();
        options.attach = std::move(url).value();
    }
    for (const QString &assignment : parser.values(u"set"_s)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals <= 0)
            return wrongOption(u"--set needs NAME=VALUE."_s); // what was given may be a secret
        options.overrides.insert(assignment.left(equals), assignment.mid(equals + 1));
    }
    if (parser.isSet(u"host"_s))
        options.overrides.insert(u"EXAI_WS_HOST"_s, parser.value(u"host"_s));
    if (parser.isSet(u"port"_s))
        options.overrides.insert(u"EXAI_WS_PORT"_s, parser.value(u"port"_s));
    options.envFile = parser.value(u"env-file"_s);
    options.hidden = parser.isSet(u"hidden"_s);
    options.screenshot = parser.value(u"screenshot"_s);
    if (parser.isSet(u"screenshot-after"_s)) {
        bool isNumber = false;
        const double seconds = parser.value(u"screenshot-after"_s).toDouble(&isNumber);
        if (!isNumber || seconds < 0 || seconds > 3600)
            return wrongOption(u"--screenshot-after needs a number of seconds, 0 to 3600."_s);
        options.screenshotAfter =
            std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    }
    return options;
}

QString DesktopOptions::helpText()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The dashboard of exaid. Shows the daemon that answers at the configured port; where none "
        "does, it runs one itself. Without a display use `exaid serve`."_s);
    defineOptions(parser);
    return parser.helpText();
}

SettingsSources DesktopOptions::sources() const
{
    SettingsSources sources;
    sources.envFile = envFile;
    sources.environment = processEnvironment();
    sources.commandLine = overrides;
    return sources;
}

} // namespace exaid
