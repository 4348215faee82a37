#include "app/install/jsonctext.h"

#include "app/install/jsoncnode.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace exaid::install {

using namespace Qt::Literals::StringLiterals;

namespace {

// A value as indented text, whose later lines begin with the given indent.
QByteArray prettyValue(const QJsonValue &value, const QByteArray &indent, const QByteArray &unit)
{
    if (!value.isObject()) {
        const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return array.sliced(1, array.size() - 2);
    }
    const QJsonObject object = value.toObject();
    if (object.isEmpty())
        return "{}";
    QByteArray text = "{\n";
    for (auto member = object.begin(); member != object.end(); ++member) {
        text += indent + unit + prettyValue(member.key(), {}, {}) + ": " +
                prettyValue(member.value(), indent + unit, unit);
        text += std::next(member) == object.end() ? "\n" : ",\n";
    }
    return text + indent + '}';
}

QByteArray wrappedMember(const QStringList &path, const QJsonValue &value, const QByteArray &indent,
                         const QByteArray &unit)
{
    QJsonValue inner = value;
    for (qsizetype i = path.size() - 1; i > 0; --i)
        inner = QJsonObject{{path.at(i), inner}};
    return prettyValue(path.constFirst(), {}, {}) + ": " + prettyValue(inner, indent, unit);
}

} // namespace

JsoncText::JsoncText(QByteArray text, std::unique_ptr<Node> root)
    : m_text(std::move(text))
    , m_root(std::move(root))
{}

JsoncText::JsoncText(JsoncText &&) noexcept = default;
JsoncText::~JsoncText() = default;

const JsoncText::Node *JsoncText::find(const QStringList &path) const
{
    const Node *node = m_root.get();
    for (const QString &key : path) {
        const Node::Member *member = node->member(key);
        if (!member)
            return nullptr;
        node = member->value.get();
    }
    return node;
}

QJsonValue JsoncText::value(const QStringList &path) const
{
    const Node *node = find(path);
    return node ? QJsonDocument::fromJson('[' + node->clean + ']')[0] : QJsonValue(QJsonValue::Undefined);
}

// The white space that the line begins with.
QByteArray JsoncText::indentOf(qsizetype position) const
{
    const qsizetype begin = m_text.lastIndexOf('\n', std::max<qsizetype>(position - 1, 0)) + 1;
    qsizetype end = begin;
    while (end < m_text.size() && (m_text.at(end) == ' ' || m_text.at(end) == '\t'))
        ++end;
    return m_text.sliced(begin, end - begin);
}

QByteArray JsoncText::indentUnit() const
{
    if (!m_root->members.empty()) {
        const qsizetype key = m_root->members.front().keyBegin;
        const QByteArray indent = indentOf(key);
        const bool isOwnLine = m_text.lastIndexOf('\n', key) > m_root->begin;
        if (isOwnLine && !indent.isEmpty())
            return indent;
    }
    return "  ";
}

// Behind the last thing in the object that is not white space: a value, a comma, a comment.
qsizetype JsoncText::lastSolid(const Node &object) const
{
    qsizetype position = object.end - 1;
    while (position > object.begin + 1 && QByteArrayView(" \t\r\n").contains(m_text.at(position - 1)))
        --position;
    return position;
}

QByteArray JsoncText::inserted(const Node &object, const QByteArray &member) const
{
    const qsizetype place = lastSolid(object);
    const QByteArray outer = indentOf(object.begin);
    const bool closesOnOwnLine = m_text.sliced(place, object.end - 1 - place).contains('\n');
    QByteArray text = m_text;
    const QByteArray closing = closesOnOwnLine ? QByteArray() : QByteArray('\n' + outer);
    // A comma at the end is somebody's habit; the removal finds by it that there was one.
    const QByteArray comma = object.hasTrailingComma ? "," : "";
    text.insert(place, QByteArray('\n' + outer + indentUnit() + member + comma + closing));
    if (!object.members.empty() && !object.hasTrailingComma)
        text.insert(object.members.back().value->end, ',');
    return text;
}

Result<QByteArray> JsoncText::with(const QStringList &path, const QJsonValue &value) const
{
    const Node *node = m_root.get();
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (!node->isObject) {
            return Error{u"not_an_object"_s,
                         u"“%1” is there, but it is not an object"_s.arg(path.first(i).join(u'.')),
                         u"correct it by hand"_s};
        }
        const Node::Member *member = node->member(path.at(i));
        if (!member) {
            const QByteArray indent = indentOf(node->begin) + indentUnit();
            return inserted(*node, wrappedMember(path.sliced(i), value, indent, indentUnit()));
        }
        node = member->value.get();
    }
    QByteArray text = m_text;
    return text.replace(node->begin, node->end - node->begin,
                        prettyValue(value, indentOf(node->begin), indentUnit()));
}

QByteArray JsoncText::without(const QStringList &path) const
{
    const Node *object = find(path.first(path.size() - 1));
    const Node::Member *member = object ? object->member(path.constLast()) : nullptr;
    if (!member)
        return m_text;
    QByteArray text = m_text;
    const auto index = static_cast<size_t>(member - object->members.data());
    const bool isLast = index + 1 == object->members.size();
    if (!isLast) {
        // Up to the next key's line, so that what stands before this one stays as it is.
        qsizetype end = member->comma + 1;
        while (end < text.size() && (text.at(end) == ' ' || text.at(end) == '\t'))
            ++end;
        const bool endsLine = end < text.size() && (text.at(end) == '\n' || text.at(end) == '\r');
        qsizetype begin = member->keyBegin;
        if (endsLine) {
            end = text.indexOf('\n', end) + 1;
            begin = text.lastIndexOf('\n', begin) + 1;
            if (!text.sliced(begin, member->keyBegin - begin).trimmed().isEmpty())
                begin = member->keyBegin;
        }
        return text.remove(begin, end - begin);
    }
    const qsizetype end = member->comma > 0 ? member->comma + 1 : member->value->end;
    qsizetype begin = member->keyBegin;
    const qsizetype floor = index == 0 ? object->begin + 1 : object->members[index - 1].comma + 1;
    while (begin > floor && QByteArrayView(" \t\r\n").contains(text.at(begin - 1)))
        --begin;
    text.remove(begin, end - begin);
    if (index > 0 && member->comma == 0)
        text.remove(object->members[index - 1].comma, 1);
    if (index == 0) {
        const qsizetype inside = object->begin + 1;
        const qsizetype length = object->end - 1 - (end - begin) - inside;
        if (QByteArrayView(text).sliced(inside, length).trimmed().isEmpty())
            text.remove(inside, length);
    }
    return text;
}

} // namespace exaid::install
