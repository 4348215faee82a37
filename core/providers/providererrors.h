#pragma once

// Turns what happened on the wire into a ProviderFailed that says what, where, which setting and whether the
// work may have been done. No text made here contains the key. Pure.

#include "core/config/settings.h"
#include "core/outcome.h"
#include "core/providers/httpexchange.h"

#include <QByteArray>
#include <QUrl>

namespace exaid {

// Removes the key, and whatever looks like one; cuts to 500 characters on one line.
QString redactProviderText(const QString &text, const Secret &key);

// Seconds or an HTTP date; nothing for a date in the past or nonsense. A day at most.
std::optional<Duration> parseRetryAfter(const QByteArray &value, WallTime now);

class ProviderErrors
{
public:
    ProviderErrors(const ProviderSettings &settings, QString model)
        : m_settings(settings)
        , m_model(std::move(model))
    {}

    ProviderFailed make(const Error &error, int status, bool mayHaveRun) const;
    // A status other than 2xx; body is what came of it.
    ProviderFailed fromStatus(const ExchangeHead &head, const QByteArray &body, const QUrl &url,
                              WallTime now) const;
    // The connection failed before a complete answer. status: 0 if none came.
    ProviderFailed fromWire(const ExchangeEnd &end, const QUrl &url, int status) const;

private:
    QString who() const { return m_settings.displayName.isEmpty() ? m_settings.id : m_settings.displayName; }
    QString setting(const QString &suffix) const { return m_settings.id.toUpper() + suffix; }

    const ProviderSettings &m_settings;
    const QString m_model;
};

} // namespace exaid
