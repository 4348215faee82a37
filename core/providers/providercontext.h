#pragma once

// What a provider and its running requests share. Core thread; kept alive by whoever needs it last.

#include "core/config/settings.h"
#include "core/providers/contextcache.h"
#include "core/providers/provider.h"
#include "core/providers/provideraccessmanager.h"
#include "core/providers/providerprofile.h"
#include "core/time/timerservice.h"

#include <QNetworkRequest>
#include <QUrl>
#include <memory>

namespace exaid {

struct ProviderContext
{
    ProviderSettings settings;
    ProviderProfile profile;
    QUrl baseUrl; // without trailing slash
    TimerService &timers;
    std::shared_ptr<ProviderAccessManager> network;
    ProviderStatus status; // counters; the rest is filled in by Provider::status()
    ContextCache cache;

    QUrl chatUrl() const { return below(QStringLiteral("/chat/completions")); }
    QUrl below(const QString &path) const; // path: encoded, with a leading slash
    bool hasAddress() const { return baseUrl.isValid() && !baseUrl.host().isEmpty(); }
    // Why nothing can be sent when there is no address.
    Error addressMissing() const;
    // With the key, but without content headers. tag: told as X-Request-ID.
    QNetworkRequest request(const QUrl &url, const QString &tag) const;
};

// A value for a header that comes from outside in part: nothing that could start another header, 200 bytes at
// most.
QByteArray headerSafe(const QString &text);

} // namespace exaid
