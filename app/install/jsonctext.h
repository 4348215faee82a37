#pragma once

// Changes one member in a text of JSON with comments and leaves everything else as it is, byte for byte.
// Comments and commas before a closing bracket are allowed everywhere. Pure; any thread.

#include "core/result.h"

#include <QByteArray>
#include <QJsonValue>
#include <QStringList>
#include <memory>
#include <vector>

namespace exaid::install {

class JsoncText
{
public:
    // UTF-8. An empty or blank text is an empty object. Error (not_json): where and why.
    static Result<JsoncText> parse(const QByteArray &text);

    JsoncText(JsoncText &&) noexcept;
    ~JsoncText();

    // The value at the path; undefined: there is none.
    QJsonValue value(const QStringList &path) const;
    // The text with the value there; objects on the way are made. Error (not_an_object): the way is barred.
    Result<QByteArray> with(const QStringList &path, const QJsonValue &value) const;
    // The text without that member; unchanged when there is none.
    QByteArray without(const QStringList &path) const;

private:
    struct Node;
    friend class JsoncParser;
    JsoncText(QByteArray text, std::unique_ptr<Node> root);

    const Node *find(const QStringList &path) const;
    QByteArray indentOf(qsizetype position) const;
    QByteArray indentUnit() const;
    QByteArray inserted(const Node &object, const QByteArray &member) const;
    qsizetype lastSolid(const Node &object) const;

    QByteArray m_text;
    std::unique_ptr<Node> m_root;
};

} // namespace exaid::install
