#include "tests/unit/architecture/sourcefile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace exaid::architecture {

using namespace Qt::Literals::StringLiterals;

namespace {

// Replaces comments and the inside of literals by blanks and keeps the line breaks, so that a rule never
// trips over prose.
class Blanker
{
public:
    explicit Blanker(const QString &text)
        : m_text(text)
    {}

    QString run()
    {
        while (m_at < m_text.size())
            step();
        return m_out;
    }

private:
    void step()
    {
        if (startsWith(u"//"))
            blankUntil(u"\n"_s, false);
        else if (startsWith(u"/*"))
            blankUntil(u"*/"_s, true);
        else if (startsWith(u"R\""))
            rawString();
        else if (current() == u'"' || (current() == u'\'' && !isDigitSeparator()))
            quoted(current());
        else
            m_out += m_text.at(m_at++);
    }

    QChar current() const { return m_text.at(m_at); }
    bool startsWith(QStringView token) const { return QStringView(m_text).mid(m_at).startsWith(token); }
    bool isDigitSeparator() const { return m_at > 0 && m_text.at(m_at - 1).isLetterOrNumber(); }

    void blank()
    {
        m_out += current() == u'\n' ? u'\n' : u' ';
        ++m_at;
    }

    void blankUntil(const QString &end, bool includingEnd)
    {
        const qsizetype found = m_text.indexOf(end, m_at + 1);
        const qsizetype stop = found < 0 ? m_text.size() : found + (includingEnd ? end.size() : 0);
        while (m_at < stop)
            blank();
    }

    void rawString()
    {
        const qsizetype open = m_text.indexOf(u'(', m_at);
        const QString delimiter = open < 0 ? QString() : m_text.mid(m_at + 2, open - m_at - 2);
        blankUntil(u')' + delimiter + u'"', true);
    }

    void quoted(QChar quote)
    {
        blank();
        while (m_at < m_text.size() && current() != quote && current() != u'\n') {
            if (current() == u'\\')
                blank();
            if (m_at < m_text.size())
                blank();
        }
        if (m_at < m_text.size())
            blank();
    }

    const QString m_text;
    QString m_out;
    qsizetype m_at = 0;
};

} // namespace

SourceFile parseSource(const QString &path, const QString &text)
{
    static const QRegularExpression includeLine(uR"(^\s*#\s*include\s*(["<])([^">]+)[">])"_s);
    SourceFile file;
    file.path = path;
    const QStringList lines = text.split(u'\n');
    file.lineCount = static_cast<int>(text.endsWith(u'\n') ? lines.size() - 1 : lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = includeLine.match(lines.at(i));
        if (match.hasMatch())
            file.includes.append({match.captured(2), match.captured(1) == u"\"", static_cast<int>(i + 1)});
    }
    file.code = Blanker(text).run().split(u'\n');
    return file;
}

QList<SourceFile> readSources(const QString &repository, const QStringList &folders)
{
    const QDir root(repository);
    QStringList paths;
    for (const QString &folder : folders) {
        QDirIterator it(root.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            paths.append(root.relativeFilePath(it.next()));
    }
    paths.sort();
    QList<SourceFile> files;
    for (const QString &path : std::as_const(paths)) {
        QFile file(root.filePath(path));
        if (file.open(QIODevice::ReadOnly))
            files.append(parseSource(path, QString::fromUtf8(file.readAll())));
    }
    return files;
}

} // namespace exaid::architecture
