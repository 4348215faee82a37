#include "core/providers/texttoolcalls.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CallTag
{
    QLatin1StringView open; // "<function=" goes on with the name and '>'
    QLatin1StringView close;
};

constexpr std::array CallTags{
    CallTag{"<tool_call>"_L1, "</tool_call>"_L1},         CallTag{"<tool_calls>"_L1, "</tool_calls>"_L1},
    CallTag{"<tool_code>"_L1, "</tool_code>"_L1},         CallTag{"<tool_use>"_L1, "</tool_use>"_L1},
    CallTag{"<function_call>"_L1, "</function_call>"_L1}, CallTag{"<|tool_call|>"_L1, "<|/tool_call|>"_L1},
    CallTag{"<function="_L1, "</function>"_L1},
};

// A call longer than this is none: the text must not be held back for ever.
constexpr qsizetype LongestTextCall = 64 * 1024;

QJsonValue argumentValue(const QString &text)
{
    const QString trimmed = text.trimmed();
    const QJsonDocument wrapped = QJsonDocument::fromJson(QString(u'[' + trimmed + u']').toUtf8());
    if (wrapped.isArray() && wrapped.array().size() == 1)
        return wrapped.array().at(0);
    QString plain = trimmed;
    if (plain.size() >= 2 && plain.startsWith(u'\'') && plain.endsWith(u'\''))
        plain = plain.mid(1, plain.size() - 2);
    return plain;
}

QJsonObject argumentPairs(const QString &text)
{
    static const QRegularExpression tagged(u"<arg_key>(.*?)</arg_key>\\s*<arg_value>(.*?)</arg_value>"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression parameter(u"<parameter=([A-Za-z0-9_]+)>(.*?)</parameter>"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression assigned(
        u"([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^,)\\s]+)"_s);
    static const QRegularExpression lines(u"^[ \\t]*([A-Za-z_][A-Za-z0-9_]*)[ \\t]*:[ \\t]*(.+)$"_s,
                                          QRegularExpression::MultilineOption);
    for (const QRegularExpression *form : {&tagged, &parameter, &assigned, &lines}) {
        QJsonObject pairs;
        for (auto it = form->globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            pairs.insert(match.captured(1).trimmed(), argumentValue(match.captured(2)));
        }
        if (!pairs.isEmpty())
            return pairs;
    }
    return {};
}

} // namespace

QString TextToolCalls::feed(const QString &piece)
{
    if (m_offered.isEmpty())
        return piece;
    m_held += piece;
    return take(false);
}

QString TextToolCalls::finish()
{
    return take(true);
}

QString TextToolCalls::take(bool atEnd)
{
    QString visible;
    while (!m_held.isEmpty()) {
        const qsizetype start = m_held.indexOf(u'<');
        if (start < 0) {
            visible += std::exchange(m_held, {});
            break;
        }
        visible += m_held.left(start);
        m_held.remove(0, start);
        const auto tag = std::ranges::find_if(
            CallTags, [this](const CallTag &t) { return m_held.startsWith(t.open, Qt::CaseInsensitive); });
        if (tag == CallTags.end()) {
            const bool mayBecome = std::ranges::any_of(CallTags, [this](const CallTag &t) {
                return QString(t.open).startsWith(m_held, Qt::CaseInsensitive);
            });
            if (mayBecome && !atEnd)
                break;
            visible += m_held.front();
            m_held.remove(0, 1);
            continue;
        }
        const qsizetype close = m_held.indexOf(tag->close, tag->open.size(), Qt::CaseInsensitive);
        const bool isEndless = m_held.size() > LongestTextCall;
        if (close < 0 && !atEnd && !isEndless)
            break;
        qsizetype from = tag->open.size();
        QString nameInTag;
        if (tag->open.endsWith(u'=')) {
            const qsizetype end = m_held.indexOf(u'>');
            nameInTag = end < 0 ? QString() : m_held.mid(from, end - from).trimmed();
            from = end < 0 ? from : end + 1;
        }
        // At the end of the text the closing tag may be missing.
        const qsizetype to = close < 0 ? m_held.size() : close;
        if (!isEndless && from <= to && readCall(m_held.mid(from, to - from), nameInTag)) {
            m_held.remove(0, close < 0 ? m_held.size() : close + tag->close.size());
        } else {
            visible += m_held.left(tag->open.size());
            m_held.remove(0, tag->open.size());
        }
    }
    return visible;
}

bool TextToolCalls::readCall(const QString &inside, const QString &nameInTag)
{
    const QString text = inside.trimmed();
    QString name = nameInTag;
    QJsonObject arguments;
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    if (name.isEmpty() && !object.isEmpty()) {
        name = object.value("name"_L1).toString(object.value("function"_L1)["name"_L1].toString());
        QJsonValue given = object.value("arguments"_L1);
        if (given.isUndefined())
            given = object.value("parameters"_L1);
        if (given.isUndefined())
            given = object.value("function"_L1)["arguments"_L1];
        arguments =
            given.isString() ? QJsonDocument::fromJson(given.toString().toUtf8()).object() : given.toObject();
    } else {
        QString rest = text;
        if (name.isEmpty()) {
            static const QRegularExpression leading(u"^\\$?[A-Za-z_][A-Za-z0-9_.\\-]*"_s);
            name = leading.match(text).captured();
            rest = text.mid(name.size());
        }
        const qsizetype brace = rest.indexOf(u'{');
        if (brace >= 0)
            arguments = QJsonDocument::fromJson(rest.mid(brace, rest.lastIndexOf(u'}') - brace + 1).toUtf8())
                            .object();
        if (arguments.isEmpty())
            arguments = argumentPairs(rest);
    }
    if (!m_offered.contains(name))
        return false;
    m_calls.append({u"text-%1"_s.arg(m_calls.size()), u"function"_s, name,
                    QString::fromUtf8(QJsonDocument(arguments).toJson(QJsonDocument::Compact))});
    return true;
}

} // namespace exaid
