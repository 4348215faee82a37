#pragma once

// Puts our entry into a host's configuration file and takes it out again: first a plan, which can be shown,
// then the deed. Files are replaced whole, the former content is kept beside them. Blocking; command line and
// worker pool.

#include "app/install/hostconfig.h"

namespace exaid::install {

struct InstallPlan
{
    QString file;
    bool existed = false;
    QByteArray before;
    QByteArray after;
    bool removesFile = false; // it was ours alone
    bool isChange() const { return removesFile || before != after; }
    QString backup() const { return file + QStringLiteral(".exaid-backup"); }
};

// Errors: those of hostconfig.h, and unreadable.
Result<InstallPlan> planInstall(const HostRow &host, const QString &file, const QString &name,
                                const Connection &connection);
// Back to what was there before, where nothing else has changed since; else only our entry goes.
Result<InstallPlan> planUninstall(const HostRow &host, const QString &file, const QString &name,
                                  const Connection &connection);
// Errors: changed_meanwhile (the file is not as it was planned for), unwritable. Then nothing has changed.
Status carryOut(const InstallPlan &plan);

// The lines that differ, each with - or + before it. For people.
QString differences(const InstallPlan &plan);

} // namespace exaid::install
