#pragma once

// Checked values of a laboratory command's options. Faults are gathered, so that all are told at once.

#include "app/exaid/commandline.h"
#include "core/time/clock.h"

#include <QStringList>

namespace exaid::lab {

class ValueReader
{
public:
    // The line is parsed and outlives the reader.
    explicit ValueReader(const CommandLine &line)
        : m_line(line)
    {}

    // The value, or the least one and a fault.
    int integer(const QString &option, int least, int most);
    double number(const QString &option, double least, double most);
    quint64 seed(const QString &option);
    // "400ms", "30s", "2m"; a bare number is in bareUnit.
    Duration duration(const QString &option, Duration bareUnit, Duration least, Duration most);

    void addFault(const QString &fault) { m_faults.append(fault); }
    bool isValid() const { return m_faults.isEmpty(); }
    // Prints the faults; the exit code for wrong usage.
    int fail(const QString &command) const;

private:
    const CommandLine &m_line;
    QStringList m_faults;
};

} // namespace exaid::lab
