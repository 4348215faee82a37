#pragma once

// The arguments of a laboratory command: QCommandLineParser plus checked numbers. Faults are gathered and
// told at once.

#include "core/time/clock.h"

#include <QCommandLineParser>
#include <QStringList>
#include <optional>

namespace exaid::lab {

class CommandLine
{
public:
    CommandLine(const QString &command, const QString &description);

    void addOption(const QCommandLineOption &option) { m_parser.addOption(option); }
    // An exit code when there is nothing more to do: --help, or an unknown option.
    std::optional<int> parse(const QStringList &arguments);

    bool isSet(const QString &option) const { return m_parser.isSet(option); }
    QString text(const QString &option) const { return m_parser.value(option); }
    // The value, or the least one and a fault.
    int integer(const QString &option, int least, int most);
    quint64 unsignedNumber(const QString &option);
    double number(const QString &option, double least, double most);
    // "400ms", "30s", "2m"; a bare number is in bareUnit.
    Duration duration(const QString &option, Duration bareUnit, Duration least, Duration most);

    void addFault(const QString &fault) { m_faults.append(fault); }
    bool isValid() const { return m_faults.isEmpty(); }
    // Prints the faults; the exit code for wrong usage.
    int fail() const;

private:
    QString m_command;
    QCommandLineParser m_parser;
    QStringList m_faults;
};

void printOut(const QString &text);
void printError(const QString &text);

} // namespace exaid::lab
