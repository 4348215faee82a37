#pragma once

// Cuts a TOML text into headers and key-value pairs. Private to TomlText.

#include "app/install/tomltext.h"

namespace exaid::install {

class TomlParser
{
public:
    explicit TomlParser(const QByteArray &text)
        : m_text(text)
    {}

    bool parse();
    Error error() const;

    QList<TomlText::Statement> statements;

private:
    bool readHeader(TomlText::Statement &statement);
    bool readPair(TomlText::Statement &statement);
    bool readPath(QStringList &path);
    bool readKey(QString &key);
    bool skipValue();
    bool skipString();
    void skipBlanks();
    bool endLine();
    bool fail(const char *why);
    char current() const { return m_position < m_text.size() ? m_text.at(m_position) : '\0'; }

    const QByteArray &m_text;
    qsizetype m_position = 0;
    const char *m_why = "it is not understood";
};

} // namespace exaid::install
