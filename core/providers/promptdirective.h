#pragma once

// Test directives inside a prompt: "[sim delay=2s tokens=50 hang]". The simulator obeys [sim …]; nothing else
// in the daemon looks at prompts. Pure; any thread.

#include "core/time/clock.h"

#include <QHash>
#include <QString>
#include <optional>

namespace exaid {

class PromptDirective
{
public:
    // The last "[tag …]" in the text. Unknown keys are kept and ignored by the reader.
    static std::optional<PromptDirective> find(const QString &tag, const QString &text);

    bool has(const QString &key) const { return m_values.contains(key); }
    QString text(const QString &key) const { return m_values.value(key); }
    int integer(const QString &key, int fallback) const;
    double number(const QString &key, double fallback) const;
    // "2s", "300ms", "1.5m"; a bare number is milliseconds. Negative or unreadable: the fallback.
    Duration duration(const QString &key, Duration fallback) const;

private:
    QHash<QString, QString> m_values;
};

} // namespace exaid
