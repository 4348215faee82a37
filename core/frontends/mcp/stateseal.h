#pragma once

// What a modern client carries for us between two rounds of one request (`requestState`): readable by nobody
// who wants to change it, bound to what it was made for, and good for a limited time only. Signed with a key
// that lives and dies with this process. Core thread.

#include "core/secret.h"
#include "core/time/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace exaid::mcp {

class StateSeal
{
public:
    static constexpr Duration Lifetime = std::chrono::minutes(30);

    explicit StateSeal(const Clock &clock);

    // `binding`: what the state belongs to (method, tool, arguments, client); the same bytes open it.
    QString seal(const QJsonObject &state, const QByteArray &binding) const;
    // Nothing: it was changed, is for something else, or too old.
    std::optional<QJsonObject> open(const QString &sealed, const QByteArray &binding) const;

    // A name for a thing that can't be guessed from it, the same for the life of this process.
    QString nameFor(const QString &thing) const;

private:
    QByteArray signatureOf(const QByteArray &payload, const QByteArray &binding) const;

    const Clock &m_clock;
    const Secret m_key;
};

// 256 random bits for session ids, as text.
QByteArray randomToken();

} // namespace exaid::mcp
