#include "core/frontends/accesstoken.h"

namespace exaid {

bool AccessToken::admits(const QJsonValue &candidate) const
{
    return !isSet() || (candidate.isString() && m_current.matches(candidate.toString().toUtf8()));
}

AccessToken::Rotation AccessToken::rotate(const QString &oldToken, const QString &newToken)
{
    if (!isSet() || !m_current.matches(oldToken.toUtf8()))
        return Rotation::Unauthorized;
    const QByteArray fresh = newToken.toUtf8();
    if (fresh.size() < MinimumLength)
        return Rotation::TooShort;
    m_current = Secret(fresh);
    ++m_generation;
    return Rotation::Done;
}

void AccessToken::configure(const Secret &token)
{
    if (token == m_configured)
        return;
    m_configured = token;
    m_current = token;
    ++m_generation;
}

} // namespace exaid
