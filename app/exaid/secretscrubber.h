#pragma once

// Takes the keys and tokens of this daemon out of what leaves it for somebody else's eyes, wherever they
// stand, and what looks like one besides. The last net: makers redact before. A value; any thread.

#include "core/config/settingsstore.h"

#include <QJsonObject>

namespace exaid {

class SecretScrubber
{
public:
    // Every secret that any of these knows, used or not.
    explicit SecretScrubber(const QList<LoadedSettings> &settings);

    QString scrubbed(const QString &text) const;
    QJsonObject scrubbed(const QJsonObject &json) const;

private:
    QJsonValue scrubbed(const QJsonValue &value) const;

    QList<Secret> m_secrets; // longest first
};

// What to know of the program and the machine: versions, system, locale; no names of people or machines.
QJsonObject versionFacts();

} // namespace exaid
