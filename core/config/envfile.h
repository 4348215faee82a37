#pragma once

// A file of NAME=value lines: comments, `export`, single and double quotes, escapes in double quotes, CRLF,
// byte order mark. No variables are expanded: `$` is a dollar. Problems name the line, never its content,
// which may be a secret. Pure; any thread.

#include <QByteArray>
#include <QList>
#include <QString>

namespace exaid {

class EnvFile
{
public:
    struct Entry
    {
        QString name;
        QString value;
        int line = 0;
    };
    struct Problem
    {
        int line = 0;
        QString message;
    };

    static EnvFile parse(const QByteArray &bytes);

    // In the order of the file. A name set twice is here twice; the later one wins.
    const QList<Entry> &entries() const { return m_entries; }
    const QList<Problem> &errors() const { return m_errors; }
    const QList<Problem> &duplicates() const { return m_duplicates; }

    // The same file with one setting changed: its last line is replaced, or a line is added at the end;
    // comments, order and line ends stay. A null value removes the setting: its lines become comments.
    static QByteArray withValue(const QByteArray &bytes, const QString &name, const QString &value);
    // The same file without any line that sets it: for what must not stay behind as a comment.
    static QByteArray without(const QByteArray &bytes, const QString &name);

private:
    QList<Entry> m_entries;
    QList<Problem> m_errors;
    QList<Problem> m_duplicates;
};

} // namespace exaid
