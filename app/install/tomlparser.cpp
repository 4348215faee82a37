#include "app/install/tomlparser.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid::install {

using namespace Qt::Literals::StringLiterals;

bool TomlParser::parse()
{
    if (m_text.startsWith("\xEF\xBB\xBF"))
        m_position = 3;
    while (m_position < m_text.size()) {
        TomlText::Statement statement;
        statement.begin = m_position;
        skipBlanks();
        if (current() == '#' || current() == '\r' || current() == '\n' || m_position >= m_text.size()) {
            if (!endLine())
                return false;
            continue;
        }
        const bool isRead = current() == '[' ? readHeader(statement) : readPair(statement);
        if (!isRead || !endLine())
            return false;
        statement.end = m_position;
        statements.append(statement);
    }
    return true;
}

Error TomlParser::error() const
{
    const qsizetype line = m_text.first(std::min(m_position, m_text.size())).count('\n') + 1;
    return {u"not_toml"_s, u"line %1: %2"_s.arg(QString::number(line), QString::fromLatin1(m_why)),
            u"correct the file first"_s};
}

bool TomlParser::fail(const char *why)
{
    m_why = why;
    return false;
}

void TomlParser::skipBlanks()
{
    while (current() == ' ' || current() == '\t')
        ++m_position;
}

// A comment, perhaps, and the line end.
bool TomlParser::endLine()
{
    skipBlanks();
    if (current() == '#') {
        while (m_position < m_text.size() && current() != '\n')
            ++m_position;
    }
    if (current() == '\r')
        ++m_position;
    if (m_position >= m_text.size())
        return true;
    if (current() != '\n')
        return fail("something follows where the line should end");
    ++m_position;
    return true;
}

bool TomlParser::readHeader(TomlText::Statement &statement)
{
    statement.isHeader = true;
    ++m_position;
    if (current() == '[') {
        statement.isArrayHeader = true;
        ++m_position;
    }
    if (!readPath(statement.path))
        return false;
    for (int brackets = statement.isArrayHeader ? 2 : 1; brackets > 0; --brackets) {
        if (current() != ']')
            return fail("a table's name has no closing bracket");
        ++m_position;
    }
    return true;
}

bool TomlParser::readPair(TomlText::Statement &statement)
{
    if (!readPath(statement.path))
        return false;
    if (current() != '=')
        return fail("an equals sign is missing");
    ++m_position;
    skipBlanks();
    statement.valueBegin = m_position;
    if (!skipValue())
        return false;
    statement.valueEnd = m_position;
    return statement.valueEnd > statement.valueBegin || fail("a value is missing");
}

bool TomlParser::readPath(QStringList &path)
{
    while (true) {
        skipBlanks();
        QString key;
        if (!readKey(key))
            return false;
        path.append(key);
        skipBlanks();
        if (current() != '.')
            return true;
        ++m_position;
    }
}

bool TomlParser::readKey(QString &key)
{
    const qsizetype begin = m_position;
    if (current() == '"' || current() == '\'') {
        const bool isLiteral = current() == '\'';
        if (!skipString())
            return false;
        const QByteArray token = m_text.sliced(begin, m_position - begin);
        key = isLiteral ? QString::fromUtf8(token.sliced(1, token.size() - 2))
                        : QJsonDocument::fromJson('[' + token + ']')[0].toString();
        return true;
    }
    const auto isBare = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    while (isBare(current()))
        ++m_position;
    key = QString::fromLatin1(m_text.sliced(begin, m_position - begin));
    return !key.isEmpty() || fail("a name is missing");
}

bool TomlParser::skipString()
{
    const char quote = current();
    const QByteArray three(3, quote);
    if (QByteArrayView(m_text).sliced(m_position).startsWith(three)) {
        m_position += 3;
        while (m_position < m_text.size() && !QByteArrayView(m_text).sliced(m_position).startsWith(three))
            m_position += quote == '"' && current() == '\\' ? 2 : 1;
        if (m_position >= m_text.size())
            return fail("a text of several lines has no end");
        m_position += 3;
        while (current() == quote) // up to two quotes may stand before the end
            ++m_position;
        return true;
    }
    for (++m_position; m_position < m_text.size() && current() != quote; ++m_position) {
        if (current() == '\n')
            return fail("a text has no end");
        if (quote == '"' && current() == '\\')
            ++m_position;
    }
    if (current() != quote)
        return fail("a text has no end");
    ++m_position;
    return true;
}

bool TomlParser::skipValue()
{
    QByteArray open;
    while (m_position < m_text.size()) {
        const char c = current();
        if (c == '"' || c == '\'') {
            if (!skipString())
                return false;
            continue;
        }
        if (c == '[' || c == '{') {
            open += c == '[' ? ']' : '}';
        } else if (c == ']' || c == '}') {
            if (!open.endsWith(c))
                return fail("a bracket closes what was not opened");
            open.chop(1);
        } else if (c == '#' && open.contains(']')) {
            while (m_position < m_text.size() && current() != '\n')
                ++m_position;
            continue;
        } else if (open.isEmpty() && (c == '\n' || c == '\r' || c == '#')) {
            break;
        }
        ++m_position;
    }
    if (!open.isEmpty())
        return fail("a bracket is not closed");
    while (m_text.at(m_position - 1) == ' ' || m_text.at(m_position - 1) == '\t')
        --m_position;
    return true;
}

} // namespace exaid::install
