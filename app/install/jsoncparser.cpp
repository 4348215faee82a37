#include "app/install/jsoncparser.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid::install {

using namespace Qt::Literals::StringLiterals;

std::unique_ptr<JsoncText::Node> JsoncParser::parse()
{
    if (m_text.startsWith("\xEF\xBB\xBF"))
        m_position = 3;
    if (!skipBlanks())
        return nullptr;
    auto root = readValue(0);
    if (!root || !skipBlanks())
        return nullptr;
    if (m_position < m_text.size()) {
        fail("something follows its end");
        return nullptr;
    }
    return root;
}

Error JsoncParser::error() const
{
    const qsizetype line = m_text.first(std::min(m_position, m_text.size())).count('\n') + 1;
    return {u"not_json"_s, u"line %1: %2"_s.arg(QString::number(line), QString::fromLatin1(m_why)),
            u"correct the file first"_s};
}

bool JsoncParser::fail(const char *why)
{
    if (!m_why)
        m_why = why;
    return false;
}

bool JsoncParser::skipBlanks()
{
    while (m_position < m_text.size()) {
        const char c = current();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            ++m_position;
        } else if (QByteArrayView(m_text).sliced(m_position).startsWith("//")) {
            const qsizetype end = m_text.indexOf('\n', m_position);
            m_position = end < 0 ? m_text.size() : end;
        } else if (QByteArrayView(m_text).sliced(m_position).startsWith("/*")) {
            const qsizetype end = m_text.indexOf("*/", m_position + 2);
            if (end < 0)
                return fail("a comment has no end");
            m_position = end + 2;
        } else {
            break;
        }
    }
    return true;
}

std::unique_ptr<JsoncText::Node> JsoncParser::readValue(int depth)
{
    auto node = std::make_unique<Node>();
    node->begin = m_position;
    bool isRead = false;
    const char c = current();
    if (depth > MaxDepth) {
        fail("it is nested too deeply");
    } else if (c == '{') {
        isRead = readObject(*node, depth);
    } else if (c == '[') {
        isRead = readArray(*node, depth);
    } else if (c == '"') {
        isRead = readString(node->clean);
    } else {
        while (m_position < m_text.size() && !QByteArrayView(",]}/ \t\r\n").contains(current()))
            node->clean += m_text.at(m_position++);
        isRead = QJsonDocument::fromJson('[' + node->clean + ']').array().size() == 1;
        if (!isRead)
            m_position = node->begin;
    }
    if (!isRead) {
        fail("a value is wrong or missing");
        return nullptr;
    }
    node->end = m_position;
    return node;
}

bool JsoncParser::readString(QByteArray &token)
{
    const qsizetype begin = m_position;
    for (++m_position; m_position < m_text.size() && current() != '"'; ++m_position) {
        if (current() == '\\')
            ++m_position;
        else if (current() == '\n')
            break;
    }
    if (current() != '"') {
        m_position = begin;
        return fail("a string has no end");
    }
    ++m_position;
    token = m_text.sliced(begin, m_position - begin);
    if (QJsonDocument::fromJson('[' + token + ']').array().size() != 1) {
        m_position = begin;
        return fail("a string is not well-formed");
    }
    return true;
}

bool JsoncParser::readMember(Node &node, int depth)
{
    Node::Member member;
    member.keyBegin = m_position;
    QByteArray key;
    if (current() != '"')
        return fail("a name in quotes is missing");
    if (!readString(key) || !skipBlanks())
        return false;
    if (current() != ':')
        return fail("a colon is missing");
    ++m_position;
    if (!skipBlanks())
        return false;
    member.value = readValue(depth + 1);
    if (!member.value)
        return false;
    member.key = QJsonDocument::fromJson('[' + key + ']')[0].toString();
    node.clean += (node.members.empty() ? "" : ",") + key + ':' + member.value->clean;
    node.members.push_back(std::move(member));
    return true;
}

bool JsoncParser::readObject(Node &node, int depth)
{
    node.isObject = true;
    node.clean = "{";
    ++m_position;
    while (skipBlanks()) {
        if (current() == '}') {
            ++m_position;
            node.clean += '}';
            node.hasTrailingComma = !node.members.empty() && node.members.back().comma > 0;
            return true;
        }
        if (!node.members.empty() && node.members.back().comma == 0)
            return fail("a comma or a closing brace is missing");
        if (!readMember(node, depth) || !skipBlanks())
            return false;
        if (current() == ',')
            node.members.back().comma = m_position++;
    }
    return false;
}

bool JsoncParser::readArray(Node &node, int depth)
{
    node.clean = "[";
    ++m_position;
    bool needsComma = false;
    while (skipBlanks()) {
        if (current() == ']') {
            ++m_position;
            node.clean += ']';
            return true;
        }
        if (needsComma)
            return fail("a comma or a closing bracket is missing");
        const auto value = readValue(depth + 1);
        if (!value || !skipBlanks())
            return false;
        node.clean += (node.clean.size() > 1 ? "," : "") + value->clean;
        needsComma = current() != ',';
        if (!needsComma)
            ++m_position;
    }
    return false;
}

Result<JsoncText> JsoncText::parse(const QByteArray &text)
{
    const QByteArray whole = text.trimmed().isEmpty() ? QByteArray("{}\n") : text;
    JsoncParser parser(whole);
    auto root = parser.parse();
    if (!root)
        return parser.error();
    if (!root->isObject)
        return Error{u"not_json"_s, u"it is not an object"_s, u"correct the file first"_s};
    return JsoncText(whole, std::move(root));
}

} // namespace exaid::install
