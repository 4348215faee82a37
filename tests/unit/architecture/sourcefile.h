#pragma once

// A source file as the architecture test looks at it. Values only; any thread.

#include <QList>
#include <QString>
#include <QStringList>

namespace exaid::architecture {

struct Include
{
    QString target; // as written between the quotes or brackets
    bool quoted = false;
    int line = 0;
};

struct SourceFile
{
    QString path; // from the repository root, with slashes
    int lineCount = 0;
    QList<Include> includes;
    QStringList code; // line by line, comments and literals blanked out
};

SourceFile parseSource(const QString &path, const QString &text);

// All .h and .cpp files below the folders of the repository. Files that can't be read are missing from the
// result.
QList<SourceFile> readSources(const QString &repository, const QStringList &folders);

} // namespace exaid::architecture
