#pragma once

// The house as rules: which layer may include which, and what must not appear where. Pure; the test feeds it
// the real tree and, to prove that each rule bites, planted sources.

#include "tests/unit/architecture/sourcefile.h"

#include <QMap>
#include <QStringList>

namespace exaid::architecture {

struct Violation
{
    QString rule;
    QString where; // "core/x/y.cpp:12"
    QString what;
};

class Rules
{
public:
    // qtHeaders: the folder that holds QtCore/, QtGui/, …
    explicit Rules(const QString &qtHeaders);

    static QStringList names();
    // Which layers a layer may include, besides itself. The picture in core/README.md, as a table.
    static const QMap<QString, QStringList> &allowedLayers();
    // "admission" for core/admission/…, "vocabulary" for the headers in core/ itself, "gui", "app"; empty:
    // not ours.
    static QString layerOf(const QString &path);

    // All violations of one rule.
    QList<Violation> check(const QString &rule, const QList<SourceFile> &files) const;

private:
    QList<Violation> checkLayers(const QList<SourceFile> &files) const;
    QList<Violation> checkCycles(const QList<SourceFile> &files) const;
    QList<Violation> checkQtModules(const QList<SourceFile> &files) const;
    QString qtModuleOf(const QString &header) const;

    QString m_qtHeaders;
};

} // namespace exaid::architecture
