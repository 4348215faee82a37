#include "app/lab/valuereader.h"

#include "app/exaid/exitcode.h"

#include <QRegularExpression>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

int ValueReader::integer(const QString &option, int least, int most)
{
    bool ok = false;
    const int value = m_line.value(option).toInt(&ok);
    if (ok && value >= least && value <= most)
        return value;
    addFault(u"--%1 must be a whole number from %2 to %3, not \"%4\""_s.arg(option).arg(least).arg(most).arg(
        m_line.value(option)));
    return least;
}

quint64 ValueReader::seed(const QString &option)
{
    bool ok = false;
    const quint64 value = m_line.value(option).toULongLong(&ok);
    if (!ok)
        addFault(u"--%1 must be a whole number, not \"%2\""_s.arg(option, m_line.value(option)));
    return value;
}

double ValueReader::number(const QString &option, double least, double most)
{
    bool ok = false;
    const double value = m_line.value(option).toDouble(&ok);
    if (ok && value >= least && value <= most)
        return value;
    addFault(u"--%1 must be a number from %2 to %3, not \"%4\""_s.arg(option).arg(least).arg(most).arg(
        m_line.value(option)));
    return least;
}

Duration ValueReader::duration(const QString &option, Duration bareUnit, Duration least, Duration most)
{
    static const QRegularExpression form(u"^([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)?$"_s);
    const QRegularExpressionMatch match = form.match(m_line.value(option));
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
                 .arg(m_line.value(option)));
    return least;
}

int ValueReader::fail(const QString &command) const
{
    for (const QString &fault : m_faults)
        printError(u"exaid %1: %2"_s.arg(command, fault));
    printError(u"See: exaid %1 --help"_s.arg(command));
    return ExitBadSettings;
}

} // namespace exaid::lab
