#pragma once

// The token that opens the daemon, shared by all front ends. Core thread. Comparison takes the same time
// wherever the two differ; nothing here is ever logged. A rotation lives in memory until the daemon restarts
// or the setting changes.

#include "core/secret.h"

#include <QJsonValue>

namespace exaid {

class AccessToken
{
public:
    static constexpr qsizetype MinimumLength = 16;

    enum class Rotation {
        Done,
        Unauthorized, // wrong old token, or no token is set: an open daemon must not be locked by whoever
                      // comes first
        TooShort,
    };

    explicit AccessToken(Secret token)
        : m_configured(token)
        , m_current(std::move(token))
    {}

    bool isSet() const { return !m_current.isEmpty(); }
    // What a client sent in its hello. Anything but the right string is wrong; without a token everything is
    // right.
    bool admits(const QJsonValue &candidate) const;
    Rotation rotate(const QString &oldToken, const QString &newToken);
    // The settings were loaded again: a changed token replaces a rotated one, an unchanged one does not.
    void configure(const Secret &token);
    // Changes with every change of the token: what was begun with one token is not for those with another.
    quint64 generation() const { return m_generation; }

private:
    Secret m_configured;
    Secret m_current;
    quint64 m_generation = 1;
};

} // namespace exaid
