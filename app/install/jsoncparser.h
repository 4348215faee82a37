#pragma once

// Reads a text of JSON with comments into nodes. Private to JsoncText.

#include "app/install/jsoncnode.h"

namespace exaid::install {

class JsoncParser
{
public:
    explicit JsoncParser(const QByteArray &text)
        : m_text(text)
    {}

    // Null: see error().
    std::unique_ptr<JsoncText::Node> parse();
    Error error() const;

private:
    using Node = JsoncText::Node;
    static constexpr int MaxDepth = 256;

    std::unique_ptr<Node> readValue(int depth);
    bool readObject(Node &node, int depth);
    bool readArray(Node &node, int depth);
    bool readMember(Node &node, int depth);
    bool readString(QByteArray &token);
    bool skipBlanks();
    bool fail(const char *why);
    char current() const { return m_position < m_text.size() ? m_text.at(m_position) : '\0'; }

    const QByteArray &m_text;
    qsizetype m_position = 0;
    const char *m_why = nullptr;
};

} // namespace exaid::install
