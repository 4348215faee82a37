#include "app/install/tomltext.h"

#include "app/install/tomlparser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <utility>

namespace exaid::install {

using namespace Qt::Literals::StringLiterals;

namespace {

// Our values are spelled the same in TOML as in JSON.
QByteArray tomlValue(const QJsonValue &value)
{
    if (value.isArray()) {
        QByteArrayList items;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            items << tomlValue(item);
        return '[' + items.join(", ") + ']';
    }
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

bool isBareKey(const QString &key)
{
    for (const QChar c : key) {
        if (!(c.isLetterOrNumber() && c.unicode() < 128) && c != u'_' && c != u'-')
            return false;
    }
    return !key.isEmpty();
}

QByteArray dotted(const QStringList &path)
{
    QByteArrayList keys;
    for (const QString &key : path)
        keys << (isBareKey(key) ? key.toUtf8() : tomlValue(key));
    return keys.join('.');
}

bool isAtOrBelow(const QStringList &path, const QStringList &top)
{
    return path.size() >= top.size() && path.first(top.size()) == top;
}

} // namespace

TomlText::TomlText(QByteArray text, QList<Statement> statements)
    : m_text(std::move(text))
    , m_statements(std::move(statements))
{}

Result<TomlText> TomlText::parse(const QByteArray &text)
{
    TomlParser parser(text);
    if (!parser.parse())
        return parser.error();
    return TomlText(text, std::move(parser.statements));
}

bool TomlText::hasTable(const QStringList &path) const
{
    return std::ranges::any_of(
        m_statements, [&path](const Statement &s) { return s.isHeader && isAtOrBelow(s.path, path); });
}

bool TomlText::hasKey(const QStringList &tablePath, const QString &key) const
{
    QStringList table;
    for (const Statement &statement : m_statements) {
        if (statement.isHeader)
            table = statement.path;
        else if (table == tablePath && statement.path == QStringList(key))
            return true;
    }
    return false;
}

Result<QByteArray> TomlText::with(const QStringList &path, const QJsonObject &entries,
                                  const QStringList &outdated) const
{
    const QByteArray lineEnd = m_text.contains("\r\n") ? "\r\n" : "\n";
    QByteArray text = m_text;
    QJsonObject missing = entries;
    QStringList table;
    qsizetype insertAt = -1;
    qsizetype shift = 0;
    for (const Statement &statement : m_statements) {
        if (statement.isHeader) {
            table = statement.path;
            if (table == path && (statement.isArrayHeader || insertAt >= 0))
                return Error{u"not_a_table"_s, u"“%1” is there as a list, or twice"_s.arg(path.join(u'.')),
                             u"correct it by hand"_s};
            if (table == path)
                insertAt = statement.end;
            continue;
        }
        if (table != path) {
            const QStringList name = table + statement.path;
            const bool isInTheWay = isAtOrBelow(name, path) || isAtOrBelow(path, name);
            if (isInTheWay && !isAtOrBelow(table, path))
                return Error{u"not_a_table"_s,
                             u"“%1” is not written as a table of its own"_s.arg(path.join(u'.')),
                             u"remove it by hand"_s};
            continue;
        }
        const QString key = statement.path.constFirst();
        const bool isOurs = statement.path.size() == 1 && entries.contains(key);
        if (isOurs) {
            const QByteArray value = tomlValue(entries.value(key));
            missing.remove(key);
            text.replace(statement.valueBegin + shift, statement.valueEnd - statement.valueBegin, value);
            shift += value.size() - (statement.valueEnd - statement.valueBegin);
        } else if (outdated.contains(key)) {
            text.remove(statement.begin + shift, statement.end - statement.begin);
            shift -= statement.end - statement.begin;
        }
    }
    QByteArray lines;
    for (auto entry = missing.begin(); entry != missing.end(); ++entry)
        lines += dotted({entry.key()}) + " = " + tomlValue(entry.value()) + lineEnd;
    if (insertAt >= 0) { // in front of everything that moved
        const bool endsLine = text.at(insertAt - 1) == '\n';
        return text.insert(insertAt, endsLine || lines.isEmpty() ? lines : QByteArray(lineEnd + lines));
    }
    if (!text.isEmpty() && !text.endsWith('\n'))
        text += lineEnd;
    if (!text.isEmpty())
        text += lineEnd;
    return QByteArray(text + '[' + dotted(path) + ']' + lineEnd + lines);
}

QByteArray TomlText::without(const QStringList &path) const
{
    QByteArray text = m_text;
    // From the last to the first, so that places stay true.
    for (qsizetype i = m_statements.size() - 1; i >= 0; --i) {
        const Statement &header = m_statements.at(i);
        if (!header.isHeader || !isAtOrBelow(header.path, path))
            continue;
        qsizetype end = header.end;
        for (qsizetype next = i + 1; next < m_statements.size() && !m_statements.at(next).isHeader; ++next)
            end = m_statements.at(next).end;
        qsizetype begin = header.begin;
        const bool isAtEnd = text.sliced(end).trimmed().isEmpty();
        // The blank line that set it apart goes with it.
        const QByteArrayView before = QByteArrayView(text).first(begin);
        if (before.endsWith("\r\n\r\n"))
            begin -= 2;
        else if (before.endsWith("\n\n"))
            begin -= 1;
        text.remove(begin, (isAtEnd ? text.size() : end) - begin);
    }
    return text;
}

} // namespace exaid::install
