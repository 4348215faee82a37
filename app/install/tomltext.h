#pragma once

// Changes the entries of one table in a TOML text and leaves everything else as it is, byte for byte. Reads
// as much of TOML as it takes to know where tables, keys and values begin and end. Pure; any thread.

#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace exaid::install {

class TomlText
{
public:
    // Error (not_toml): where and why.
    static Result<TomlText> parse(const QByteArray &text);

    // Whether there is a table of that name, or one below it.
    bool hasTable(const QStringList &path) const;
    bool hasKey(const QStringList &table, const QString &key) const;
    // The text with these entries in the table, which is made at the end where it is missing; `outdated`
    // entries of it go. Values are texts, numbers, flags and lists of them. Error (not_a_table): the name is
    // taken by something else.
    Result<QByteArray> with(const QStringList &path, const QJsonObject &entries,
                            const QStringList &outdated) const;
    // The text without that table and those below it.
    QByteArray without(const QStringList &path) const;

private:
    struct Statement
    {
        bool isHeader = false;
        bool isArrayHeader = false; // [[…]]
        QStringList path;           // of a header, or of a key within its table
        qsizetype begin = 0;        // of its line
        qsizetype end = 0;          // behind its line end
        qsizetype valueBegin = 0;
        qsizetype valueEnd = 0;
    };
    friend class TomlParser;
    TomlText(QByteArray text, QList<Statement> statements);

    QByteArray m_text;
    QList<Statement> m_statements;
};

} // namespace exaid::install
