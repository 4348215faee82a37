#pragma once

// Looks at a line of JSON-RPC as it passes, without keeping it: which messages are in it, their ids and
// methods. Reads in pieces, so that a line too long to keep still gives its id. Not a validator: for what is
// not JSON the result is arbitrary, but always an answer. Value; any thread.

#include <QByteArray>
#include <QList>

namespace exaid {

// One message of the line; a batch has several.
struct MessageGlance
{
    QByteArray id; // canonical JSON: 7, "seven"; empty: none, or null
    QByteArray method;
    bool isAnswer = false; // it has a result or an error

    bool isRequest() const { return !method.isEmpty() && !id.isEmpty(); }
    bool operator==(const MessageGlance &) const = default;
};

class JsonGlance
{
public:
    static QList<MessageGlance> of(QByteArrayView line);

    void feed(QByteArrayView bytes);
    const QList<MessageGlance> &messages() const { return m_messages; }

private:
    // Longer ids and methods are not kept, and so match nothing.
    static constexpr qsizetype MaxToken = 1024;

    void step(char c);
    void stepInString(char c);
    void open(char c);
    void close();
    void finishToken();
    bool isInMessage() const { return m_level != 0 && m_depth == m_level; }

    QList<MessageGlance> m_messages;
    MessageGlance m_current;
    QByteArray m_key;
    QByteArray m_token;
    int m_depth = 0;
    int m_level = 0; // depth of a message's members: 1, in a batch 2; 0: nothing was read
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_expectsKey = false;
};

} // namespace exaid
