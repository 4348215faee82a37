#include "app/lab/commandline.h"

#include <QRegularExpression>
#include <cstdio>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int WrongUsage = 2;

} // namespace

CommandLine::CommandLine(const QString &command, const QString &description)
    : m_command(command)
{
    m_parser.setApplicationDescription(description);
    m_parser.addHelpOption();
}

std::optional<int> CommandLine::parse(const QStringList &arguments)
{
    const bool isUnderstood = m_parser.parse(QStringList(u"exaid "_s + m_command) + arguments);
    if (!isUnderstood)
        addFault(m_parser.errorText());
    else if (!m_parser.positionalArguments().isEmpty())
        addFault(u"unexpected argument \"%1\""_s.arg(m_parser.positionalArguments().constFirst()));
    if (!isValid())
        return fail();
    if (m_parser.isSet(u"help"_s)) {
        printOut(m_parser.helpText());
        return 0;
    }
    return std::nullopt;
}

int CommandLine::integer(const QString &option, int least, int most)
{
    bool ok = false;
    const int value = text(option).toInt(&ok);
    if (ok && value >= least && value <= most)
        return value;
    addFault(u"--%1 must be a whole number from %2 to %3, not \"%4\""_s.arg(option).arg(least).arg(most).arg(
        text(option)));
    return least;
}

quint64 CommandLine::unsignedNumber(const QString &option)
{
    bool ok = false;
    const quint64 value = text(option).toULongLong(&ok);
    if (!ok)
        addFault(u"--%1 must be a whole number, not \"%2\""_s.arg(option, text(option)));
    return value;
}

double CommandLine::number(const QString &option, double least, double most)
{
    bool ok = false;
    const double value = text(option).toDouble(&ok);
    if (ok && value >= least && value <= most)
        return value;
    addFault(u"--%1 must be a number from %2 to %3, not \"%4\""_s.arg(option).arg(least).arg(most).arg(
        text(option)));
    return least;
}

Duration CommandLine::duration(const QString &option, Duration bareUnit, Duration least, Duration most)
{
    static const QRegularExpression form(u"^([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)?$"_s);
    const QRegularExpressionMatch match = form.match(text(option));
    const auto unit = [&match, bareUnit]() -> Duration {
        const QString name = match.captured(2);
        if (name.isEmpty())
            return bareUnit;
        if (name == u"ms")
            return std::chrono::milliseconds(1);
        if (name == u"s")
            return std::chrono::seconds(1);
        return name == u"m" ? Duration(std::chrono::minutes(1)) : Duration(std::chrono::hours(1));
    };
    if (match.hasMatch()) {
        const double seconds = match.captured(1).toDouble() * toSeconds(unit());
        if (seconds >= toSeconds(least) && seconds <= toSeconds(most))
            return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    }
    addFault(u"--%1 must be a time from %2 to %3 s, such as 400ms, 30s or 2m, not \"%4\""_s.arg(option)
                 .arg(toSeconds(least))
                 .arg(toSeconds(most))
                 .arg(text(option)));
    return least;
}

int CommandLine::fail() const
{
    for (const QString &fault : m_faults)
        printError(u"exaid %1: %2\n"_s.arg(m_command, fault));
    printError(u"See exaid %1 --help.\n"_s.arg(m_command));
    return WrongUsage;
}

void printOut(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    std::fflush(stdout);
}

void printError(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stderr);
    std::fflush(stderr);
}

} // namespace exaid::lab
