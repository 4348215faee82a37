#pragma once

// Settings of the Python daemon that this one knows and does not need. They are reported with the reason
// instead of being called unknown, so that a moved configuration explains itself. Pure; any thread.

#include <QList>
#include <QString>

namespace exaid {

struct UnusedName
{
    QString pattern; // a name, or a prefix that ends in '*', or a suffix that begins with it
    QString reason;

    bool matches(const QString &name) const;
};

const QList<UnusedName> &unusedNames();
// The reason, or an empty string when the name is not known.
QString reasonUnused(const QString &name);

} // namespace exaid
