#include "core/config/settingsvalidator.h"

#include "core/config/modelscale.h"

#include <QHostAddress>
#include <QUrl>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ShortestToken = 16;

QString secondsText(Duration duration)
{
    return u"%1 s"_s.arg(toSeconds(duration));
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    QString bare = host;
    if (bare.startsWith(u'[') && bare.endsWith(u']'))
        bare = bare.mid(1, bare.size() - 2);
    return bare == "localhost"_L1 || QHostAddress(bare).isLoopback();
}

SettingsValidator::SettingsValidator(const Settings &settings, SourceOf sourceOf)
    : m_settings(settings)
    , m_sourceOf(std::move(sourceOf))
{
    checkToken();
    checkLimits();
    checkConnections();
    for (const ProviderSettings &provider : settings.providers)
        checkProvider(provider);
    if (settings.resilience.stallFloor > settings.resilience.stallCap) {
        error(u"EXAI_STALL_FLOOR_SECS"_s,
              u"is above EXAI_STALL_CAP_SECS (%1)"_s.arg(secondsText(settings.resilience.stallCap)),
              u"Lower it, or raise EXAI_STALL_CAP_SECS."_s);
    }
}

void SettingsValidator::error(const QString &name, const QString &message, const QString &hint)
{
    m_errors.append({name, m_sourceOf(name), message, hint});
}

void SettingsValidator::warn(const QString &name, const QString &message, const QString &hint)
{
    m_warnings.append({name, m_sourceOf(name), message, hint});
}

// A token that is missing or too short stops the start. It is never taken for "no authentication wanted".
void SettingsValidator::checkToken()
{
    const ServerSettings &server = m_settings.server;
    if (!server.token.isEmpty() && server.token.size() < ShortestToken) {
        error(u"EXAI_WS_TOKEN"_s, u"the token is shorter than %1 characters"_s.arg(ShortestToken),
              u"Use a longer one, such as the output of: openssl rand -hex 24"_s);
    }
    if (server.token.isEmpty() && !isLoopbackHost(server.host)) {
        error(u"EXAI_WS_TOKEN"_s,
              u"%1 can be reached from other machines, and no token is set"_s.arg(server.host),
              u"Set EXAI_WS_TOKEN_FILE (or EXAI_WS_TOKEN), or set EXAI_WS_HOST to 127.0.0.1."_s);
    }
    if (server.allowedOrigins.contains("*"_L1)) {
        error(u"EXAI_ALLOWED_ORIGINS"_s, u"“*” would let every web page use the daemon"_s,
              u"Name the origins, such as https://example.org."_s);
    }
}

void SettingsValidator::checkLimits()
{
    const LimitSettings &limits = m_settings.limits;
    if (limits.sessionInflight > limits.globalInflight) {
        error(u"EXAI_WS_SESSION_MAX_INFLIGHT"_s,
              u"one session may run %1 calls, but all together only %2"_s.arg(limits.sessionInflight)
                  .arg(limits.globalInflight),
              u"Lower it, or raise EXAI_WS_GLOBAL_MAX_INFLIGHT."_s);
    }
    if (limits.queuePerSession > limits.queueTotal) {
        error(u"EXAI_QUEUE_PER_SESSION"_s,
              u"%1 calls of one session may wait, but only %2 in all"_s.arg(limits.queuePerSession)
                  .arg(limits.queueTotal),
              u"Lower it, or raise EXAI_QUEUE_TOTAL."_s);
    }
    for (const ProviderSettings &provider : m_settings.providers) {
        if (provider.maxInflight <= limits.globalInflight)
            continue;
        const QString name = provider.kind == ProviderKind::Custom
                                 ? provider.displayName + "_MAX_INFLIGHT"_L1
                                 : u"EXAI_WS_%1_MAX_INFLIGHT"_s.arg(provider.displayName);
        warn(name,
             u"%1 calls are never reached: only %2 may run in all"_s.arg(provider.maxInflight)
                 .arg(limits.globalInflight),
             u"Lower it, or raise EXAI_WS_GLOBAL_MAX_INFLIGHT."_s);
    }
}

void SettingsValidator::checkConnections()
{
    const ServerSettings &server = m_settings.server;
    if (server.outboxSoftBytes >= server.outboxHardBytes) {
        error(u"EXAI_WS_OUTBOX_SOFT_BYTES"_s,
              u"is not below EXAI_WS_OUTBOX_HARD_BYTES (%1)"_s.arg(server.outboxHardBytes),
              u"Lower it, or raise EXAI_WS_OUTBOX_HARD_BYTES."_s);
    }
    const auto checkShare = [&](const QString &name, int value) {
        if (value > server.maxConnections)
            warn(name, u"%1 are never reached: MAX_CONNECTIONS is %2"_s.arg(value).arg(server.maxConnections),
                 u"Lower it, or raise MAX_CONNECTIONS."_s);
    };
    checkShare(u"MAX_CONNECTIONS_PER_IP"_s, server.maxConnectionsPerAddress);
    checkShare(u"EXAI_MAX_CONNECTIONS_LOOPBACK"_s, server.maxConnectionsLoopback);
    // Four bytes a character is the worst of UTF-8.
    if (m_settings.tools.maxPromptChars > server.maxFrameBytes / 4) {
        warn(u"EXAI_MAX_PROMPT_CHARS"_s,
             u"the longest prompt may not fit in a message of EXAI_WS_MAX_BYTES (%1)"_s.arg(
                 server.maxFrameBytes),
             u"Lower it, or raise EXAI_WS_MAX_BYTES."_s);
    }
}

void SettingsValidator::checkProvider(const ProviderSettings &provider)
{
    const bool custom = provider.kind == ProviderKind::Custom;
    const QString urlName = provider.displayName + (custom ? "_BASE_URL"_L1 : "_API_URL"_L1);
    const QUrl url(provider.baseUrl);
    const bool loopback = isLoopbackHost(url.host());
    if (url.scheme() == "http"_L1 && !loopback) {
        error(urlName, u"the API key and all prompts would go out in clear to %1"_s.arg(url.host()),
              u"Use https. Plain http is for this machine only."_s);
    }
    if (custom && provider.models.isEmpty()) {
        error(provider.displayName + "_MODELS"_L1,
              u"no model is named for the provider %1"_s.arg(provider.displayName),
              u"Set it to the models that the provider offers, separated by commas."_s);
    }
    if (custom && !loopback && provider.apiKey.isEmpty() && !provider.baseUrl.isEmpty()) {
        warn(provider.displayName + "_API_KEY"_L1, u"no key is set for %1"_s.arg(url.host()),
             u"Set it or %1_API_KEY_FILE if the provider wants one."_s.arg(provider.displayName));
    }
    checkClocks(provider, provider.displayName);
    for (const QString &entry : provider.clocks.modelScales) {
        if (const auto scale = parseModelScale(entry); !scale)
            error(provider.displayName + "_MODEL_TIME_SCALES"_L1, scale.error().message, scale.error().hint);
    }
}

void SettingsValidator::checkClocks(const ProviderSettings &provider, const QString &prefix)
{
    const ClockSettings &clocks = provider.clocks;
    const Duration longest = *std::max_element(clocks.total.cbegin(), clocks.total.cend());
    const auto checkClock = [&](const QString &suffix, Duration limit) {
        if (limit > longest) {
            warn(prefix + suffix,
                 u"%1 are never reached: no call to %2 lasts longer than %3"_s.arg(secondsText(limit), prefix,
                                                                                   secondsText(longest)),
                 u"Lower it, or raise %1_TIMEOUT_SECS."_s.arg(prefix));
        }
    };
    checkClock(u"_CONNECT_TIMEOUT_SECS"_s, clocks.connect);
    checkClock(u"_FIRST_TOKEN_TIMEOUT_SECS"_s, clocks.firstToken);
    checkClock(u"_STALL_TIMEOUT_SECS"_s, clocks.stall);
}

} // namespace exaid
