#include "core/config/envfile.h"

#include "core/result.h"

#include <QHash>
#include <QStringDecoder>
#include <optional>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isNameCharacter(QChar c, bool first)
{
    const char16_t u = c.unicode();
    const bool letter = (u >= u'A' && u <= u'Z') || (u >= u'a' && u <= u'z') || u == u'_';
    return letter || (!first && u >= u'0' && u <= u'9');
}

Error lineError(const QString &message)
{
    return {u"bad_line"_s, message, {}};
}

// What follows a closing quote: nothing, or a comment.
bool isBlankOrComment(QStringView rest)
{
    rest = rest.trimmed();
    return rest.isEmpty() || rest.startsWith(u'#');
}

Result<QString> singleQuoted(QStringView text)
{
    const qsizetype end = text.indexOf(u'\'', 1);
    if (end < 0)
        return lineError(u"the single quote is not closed on this line"_s);
    if (!isBlankOrComment(text.mid(end + 1)))
        return lineError(u"there is text after the closing quote"_s);
    return text.mid(1, end - 1).toString();
}

Result<QString> doubleQuoted(QStringView text)
{
    QString value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'"') {
            if (!isBlankOrComment(text.mid(i + 1)))
                return lineError(u"there is text after the closing quote"_s);
            return value;
        }
        if (c != u'\\' || i + 1 == text.size()) {
            value += c;
            continue;
        }
        const QChar escaped = text.at(++i);
        switch (escaped.unicode()) {
        case u'n':
            value += u'\n';
            break;
        case u'r':
            value += u'\r';
            break;
        case u't':
            value += u'\t';
            break;
        case u'"':
        case u'\\':
        case u'$':
            value += escaped;
            break;
        default:
            (value += c) += escaped; // "C:\users" stays as it is
        }
    }
    return lineError(u"the double quote is not closed on this line"_s);
}

// Up to a '#' that follows a blank: "a#b" is a value, "a #b" is a value and a comment.
QString unquoted(QStringView text)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text.at(i) == u'#' && text.at(i - 1).isSpace())
            return text.left(i).trimmed().toString();
    }
    return text.startsWith(u'#') ? QString() : text.trimmed().toString();
}

// Nothing for a blank line or a comment.
std::optional<Result<EnvFile::Entry>> parseLine(QStringView line)
{
    QStringView rest = line.trimmed();
    if (rest.isEmpty() || rest.startsWith(u'#'))
        return std::nullopt;
    if (rest.startsWith(u"export ") || rest.startsWith(u"export\t"))
        rest = rest.mid(7).trimmed();
    qsizetype length = 0;
    while (length < rest.size() && isNameCharacter(rest.at(length), length == 0))
        ++length;
    const QString name = rest.left(length).toString();
    rest = rest.mid(length).trimmed();
    if (name.isEmpty() || !rest.startsWith(u'='))
        return lineError(u"this is not NAME=value"_s);
    rest = rest.mid(1);
    const QStringView value = rest.trimmed();
    if (rest.contains(QChar(u'\0')))
        return lineError(u"the value of %1 contains a NUL character"_s.arg(name));
    if (!value.startsWith(u'\'') && !value.startsWith(u'"'))
        return EnvFile::Entry{name, unquoted(rest), 0};
    Result<QString> quoted = value.startsWith(u'\'') ? singleQuoted(value) : doubleQuoted(value);
    if (!quoted)
        return lineError(u"%1: %2"_s.arg(name, quoted.error().message));
    return EnvFile::Entry{name, *quoted, 0};
}

QString envQuoted(const QString &value)
{
    bool plain = !value.isEmpty();
    for (const QChar c : value)
        plain = plain && (c.isLetterOrNumber() || u"_-./:,@+~"_s.contains(c));
    if (plain)
        return value;
    QString quoted = u"\""_s;
    for (const QChar c : value) {
        switch (c.unicode()) {
        case u'\n':
            quoted += "\\n"_L1;
            break;
        case u'\r':
            quoted += "\\r"_L1;
            break;
        case u'\t':
            quoted += "\\t"_L1;
            break;
        case u'"':
        case u'\\':
        case u'$':
            (quoted += u'\\') += c;
            break;
        default:
            quoted += c;
        }
    }
    return quoted + u'"';
}

} // namespace

EnvFile EnvFile::parse(const QByteArray &bytes)
{
    EnvFile file;
    // Takes a byte order mark away. Stateless: half a character at the end of the file is an error, not the
    // start of more.
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(bytes);
    if (decode.hasError()) {
        file.m_errors.append({0, u"the file is not UTF-8 text"_s});
        return file;
    }
    QHash<QString, int> lastLines;
    int lineNumber = 0;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        ++lineNumber;
        std::optional<Result<Entry>> parsed = parseLine(line);
        if (!parsed)
            continue;
        if (!*parsed) {
            file.m_errors.append({lineNumber, parsed->error().message});
            continue;
        }
        Entry entry = parsed->value();
        entry.line = lineNumber;
        if (const auto earlier = lastLines.constFind(entry.name); earlier != lastLines.cend())
            file.m_duplicates.append(
                {lineNumber,
                 u"%1 was already set on line %2; this line wins"_s.arg(entry.name).arg(*earlier)});
        lastLines.insert(entry.name, lineNumber);
        file.m_entries.append(std::move(entry));
    }
    return file;
}

QByteArray EnvFile::withValue(const QByteArray &bytes, const QString &name, const QString &value)
{
    const EnvFile file = parse(bytes);
    QList<int> lines;
    for (const Entry &entry : file.entries()) {
        if (entry.name == name)
            lines << entry.line;
    }
    const QByteArray newLine = (name + u'=' + envQuoted(value)).toUtf8();
    const bool crlf = bytes.contains("\r\n");
    QList<QByteArray> parts = bytes.split('\n');
    if (lines.isEmpty()) {
        if (value.isNull())
            return bytes;
        // split() leaves an empty part after the final line end; the new line goes before it.
        if (parts.constLast().isEmpty())
            parts.removeLast();
        parts << newLine + (crlf ? "\r" : "") << QByteArray();
        return parts.join('\n');
    }
    for (const int line : std::as_const(lines)) {
        QByteArray &part = parts[line - 1];
        if (!value.isNull() && line == lines.constLast())
            part = newLine + (part.endsWith('\r') ? "\r" : "");
        else if (value.isNull())
            part.prepend("# ");
    }
    return parts.join('\n');
}

QByteArray EnvFile::without(const QByteArray &bytes, const QString &name)
{
    const EnvFile file = parse(bytes);
    QList<QByteArray> parts = bytes.split('\n');
    for (auto entry = file.entries().crbegin(); entry != file.entries().crend(); ++entry) {
        if (entry->name == name)
            parts.removeAt(entry->line - 1);
    }
    return parts.join('\n');
}

} // namespace exaid
