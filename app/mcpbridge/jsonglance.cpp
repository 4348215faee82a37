#include "app/mcpbridge/jsonglance.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <utility>

namespace exaid {

namespace {

// The same id, however its writer spelled it.
QByteArray canonicalId(const QByteArray &token)
{
    if (token == "null")
        return {};
    const bool isPlainText = token.startsWith('"') && !token.contains('\\');
    const bool isPlainNumber = token.size() < 16 && token.toLongLong() != 0;
    if (isPlainText || isPlainNumber)
        return token;
    const QByteArray array = QJsonDocument::fromJson('[' + token + ']').toJson(QJsonDocument::Compact);
    return array.size() > 2 ? array.sliced(1, array.size() - 2) : QByteArray();
}

} // namespace

QList<MessageGlance> JsonGlance::of(QByteArrayView line)
{
    JsonGlance glance;
    glance.feed(line);
    return glance.messages();
}

void JsonGlance::feed(QByteArrayView bytes)
{
    for (const char c : bytes)
        step(c);
}

void JsonGlance::step(char c)
{
    if (m_isInString) {
        stepInString(c);
        return;
    }
    switch (c) {
    case '"':
        m_isInString = true;
        m_token = "\"";
        return;
    case '{':
    case '[':
        open(c);
        return;
    case '}':
    case ']':
        finishToken();
        close();
        return;
    case ',':
        finishToken();
        m_expectsKey = true;
        return;
    case ':':
        if (isInMessage() && m_expectsKey) {
            m_key = m_token;
            m_expectsKey = false;
        }
        m_token.clear();
        return;
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return;
    default:
        if (m_token.size() < MaxToken)
            m_token += c;
    }
}

void JsonGlance::stepInString(char c)
{
    if (isInMessage() && m_token.size() < MaxToken)
        m_token += c;
    if (m_isEscaped)
        m_isEscaped = false;
    else if (c == '\\')
        m_isEscaped = true;
    else if (c == '"')
        m_isInString = false;
}

void JsonGlance::open(char c)
{
    if (m_level == 0)
        m_level = c == '[' ? 2 : 1;
    if (isInMessage() && (m_key == "\"result\"" || m_key == "\"error\""))
        m_current.isAnswer = true;
    ++m_depth;
    m_token.clear();
    if (isInMessage() && c == '{') {
        m_current = {};
        m_key.clear();
        m_expectsKey = true;
    }
}

void JsonGlance::close()
{
    if (isInMessage())
        m_messages.append(std::exchange(m_current, {}));
    m_depth = std::max(0, m_depth - 1);
    if (isInMessage())
        m_key.clear();
}

// At the end of a member's value.
void JsonGlance::finishToken()
{
    const QByteArray token = std::exchange(m_token, {});
    if (!isInMessage() || m_expectsKey || token.isEmpty())
        return;
    const bool isTruncated = token.size() >= MaxToken;
    const QByteArray key = std::exchange(m_key, {});
    if (key == "\"id\"" && !isTruncated)
        m_current.id = canonicalId(token);
    else if (key == "\"method\"" && token.startsWith('"') && token.size() >= 2 && !isTruncated)
        m_current.method = token.sliced(1, token.size() - 2);
    else if (key == "\"result\"" || key == "\"error\"")
        m_current.isAnswer = true;
}

} // namespace exaid
