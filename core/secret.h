#pragma once

// A value that must never be shown: API keys and tokens. There is no conversion to text and no stream
// operator, so a secret can't slip into a log line, an error or a snapshot; reveal() is the one way out and
// easy to grep for.

#include <QByteArray>

namespace exaid {

class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}

    bool isEmpty() const { return m_bytes.isEmpty(); }
    qsizetype size() const { return m_bytes.size(); }
    const QByteArray &reveal() const { return m_bytes; }

    // Time does not depend on where the two differ.
    bool matches(const QByteArray &candidate) const
    {
        unsigned difference = m_bytes.size() == candidate.size() ? 0U : 1U;
        for (qsizetype i = 0; i < candidate.size(); ++i) {
            const char own = m_bytes.isEmpty() ? '\0' : m_bytes.at(i % m_bytes.size());
            difference |= static_cast<unsigned char>(own) ^ static_cast<unsigned char>(candidate.at(i));
        }
        return difference == 0;
    }

    bool operator==(const Secret &) const = default;

private:
    QByteArray m_bytes;
};

} // namespace exaid
