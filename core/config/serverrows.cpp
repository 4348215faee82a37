#include "core/config/rowbuilder.h"
#include "core/config/settingstable.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
RowBuilder serverRow(SettingKind kind, const QString &name, T ServerSettings::*member, const char *help)
{
    return RowBuilder(SettingGroup::Server, kind, name, fieldAt(&Settings::server, member), help).live();
}

QList<SettingRow> resumeRows()
{
    using enum SettingKind;
    return {
        serverRow(
            Time, u"EXAI_RESUME_GRACE_SECS"_s, &ServerSettings::resumeGrace,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "How long calls and results of a client that went away, and asked for it, "
                              "are kept for its return; 0: never"))
            .range(0, 86'400)
            .defaults(u"300"_s),
        serverRow(Flag, u"EXAI_RESUME_ALWAYS"_s, &ServerSettings::resumeAlways,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "Keep calls and results also for clients that name their session but did "
                                    "not ask; the same call sent again gets them"))
            .defaults(u"false"_s),
        serverRow(Integer, u"EXAI_RESUME_MAX_RESULTS"_s, &ServerSettings::resumeMaxResults,
                  QT_TRANSLATE_NOOP("SettingsTable", "Results kept at once; the oldest go first"))
            .range(1, 100'000)
            .defaults(u"256"_s),
        serverRow(
            Integer, u"EXAI_RESUME_MAX_BYTES"_s, &ServerSettings::resumeMaxBytes,
            QT_TRANSLATE_NOOP("SettingsTable", "Memory for kept results, in bytes; the oldest go first"))
            .range(65'536, 4'294'967'296.0)
            .defaults(u"67108864"_s),
    };
}

QList<SettingRow> mcpRows()
{
    using enum SettingKind;
    return {
        serverRow(Flag, u"EXAI_MCP_HTTP"_s, &ServerSettings::mcpOverHttp,
                  QT_TRANSLATE_NOOP("SettingsTable", "Serve MCP over HTTP, at /mcp of the same port"))
            .defaults(u"true"_s),
        serverRow(Integer, u"EXAI_MCP_MAX_BODY_BYTES"_s, &ServerSettings::mcpMaxBodyBytes,
                  QT_TRANSLATE_NOOP("SettingsTable", "Largest MCP request over HTTP, in bytes"))
            .range(65'536, 1'073'741'824)
            .defaults(u"8388608"_s),
        serverRow(Integer, u"EXAI_MCP_MAX_SESSIONS"_s, &ServerSettings::mcpMaxSessions,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "MCP sessions over HTTP at once; for a new one the idlest has to go"))
            .range(1, 100'000)
            .defaults(u"1000"_s),
        serverRow(Time, u"EXAI_MCP_SESSION_IDLE_SECS"_s, &ServerSettings::mcpSessionIdle,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "How long an MCP session over HTTP may be silent before it ends"))
            .range(10, 604'800)
            .defaults(u"3600"_s),
        serverRow(Time, u"EXAI_MCP_KEEPALIVE_SECS"_s, &ServerSettings::mcpKeepAlive,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "How often a silent MCP stream over HTTP carries a comment, so that "
                                    "nobody takes it for dead"))
            .range(0.1, 300)
            .defaults(u"15"_s),
    };
}

QList<SettingRow> bucketRows()
{
    using enum SettingKind;
    return {
        serverRow(Real, u"RATE_LIMIT_GLOBAL_CAPACITY"_s, &ServerSettings::rateGlobalCapacity,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "Messages that all clients together may send in a burst; 0: no limit"))
            .range(0, 1e9)
            .defaults(u"1000"_s),
        serverRow(Real, u"RATE_LIMIT_GLOBAL_REFILL_RATE"_s, &ServerSettings::rateGlobalRefill,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "Messages a second that all clients together may send in the long run"))
            .range(0.001, 1e9)
            .defaults(u"100"_s),
        serverRow(
            Real, u"RATE_LIMIT_IP_CAPACITY"_s, &ServerSettings::rateAddressCapacity,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Messages in a burst from one address; not applied to loopback; 0: no limit"))
            .range(0, 1e9)
            .defaults(u"100"_s),
        serverRow(
            Real, u"RATE_LIMIT_IP_REFILL_RATE"_s, &ServerSettings::rateAddressRefill,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Messages a second from one address in the long run; not applied to loopback"))
            .range(0.001, 1e9)
            .defaults(u"10"_s),
        serverRow(Real, u"RATE_LIMIT_USER_CAPACITY"_s, &ServerSettings::rateSessionCapacity,
                  QT_TRANSLATE_NOOP("SettingsTable", "Messages in a burst from one session; 0: no limit"))
            .range(0, 1e9)
            .defaults(u"50"_s),
        serverRow(Real, u"RATE_LIMIT_USER_REFILL_RATE"_s, &ServerSettings::rateSessionRefill,
                  QT_TRANSLATE_NOOP("SettingsTable", "Messages a second from one session in the long run"))
            .range(0.001, 1e9)
            .defaults(u"5"_s),
    };
}

} // namespace

QList<SettingRow> serverRows()
{
    using enum SettingKind;
    const QList<SettingRow> rows{
        serverRow(
            Address, u"EXAI_WS_HOST"_s, &ServerSettings::host,
            QT_TRANSLATE_NOOP("SettingsTable", "Address to listen on; anything but loopback needs a token"))
            .defaults(u"127.0.0.1"_s)
            .live(false),
        serverRow(Integer, u"EXAI_WS_PORT"_s, &ServerSettings::port,
                  QT_TRANSLATE_NOOP("SettingsTable", "Port to listen on; 0: any free one"))
            .range(0, 65535)
            .defaults(u"8079"_s)
            .live(false),
        serverRow(Secret, u"EXAI_WS_TOKEN"_s, &ServerSettings::token,
                  QT_TRANSLATE_NOOP(
                      "SettingsTable",
                      "What clients must know, 16 characters or more; without it only loopback is served")),
        serverRow(
            SecretFile, u"EXAI_WS_TOKEN_FILE"_s, &ServerSettings::tokenFile,
            QT_TRANSLATE_NOOP("SettingsTable", "File that holds EXAI_WS_TOKEN; only its owner may read it"))
            .secretFor(u"EXAI_WS_TOKEN"_s),
        serverRow(
            Path, u"EXAI_MCP_SOCKET"_s, &ServerSettings::mcpSocket,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Local socket for MCP hosts (exaid mcp); its user alone may use it; empty: "
                              "mcp-….sock in the state directory"))
            .live(false),
        serverRow(List, u"EXAI_ALLOWED_ORIGINS"_s, &ServerSettings::allowedOrigins,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "Web pages (origins) whose scripts may connect; all others are refused")),
        serverRow(List, u"EXAI_ALLOWED_HOSTS"_s, &ServerSettings::allowedHosts,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "Host names that clients may use besides loopback and EXAI_WS_HOST")),
        serverRow(Integer, u"EXAI_WS_MAX_BYTES"_s, &ServerSettings::maxFrameBytes,
                  QT_TRANSLATE_NOOP("SettingsTable", "Largest message a client may send, in bytes"))
            .range(65'536, 1'073'741'824)
            .defaults(u"33554432"_s),
        serverRow(Integer, u"MAX_CONNECTIONS"_s, &ServerSettings::maxConnections,
                  QT_TRANSLATE_NOOP("SettingsTable", "Connections open at once"))
            .range(1, 100'000)
            .defaults(u"1000"_s),
        serverRow(
            Integer, u"MAX_CONNECTIONS_PER_IP"_s, &ServerSettings::maxConnectionsPerAddress,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Connections open at once from one address; loopback has a limit of its own"))
            .range(1, 100'000)
            .defaults(u"10"_s),
        serverRow(Integer, u"EXAI_MAX_CONNECTIONS_LOOPBACK"_s, &ServerSettings::maxConnectionsLoopback,
                  QT_TRANSLATE_NOOP("SettingsTable", "Connections open at once from this machine"))
            .range(1, 100'000)
            .defaults(u"256"_s),
        serverRow(Time, u"EXAI_WS_HELLO_TIMEOUT"_s, &ServerSettings::helloTimeout,
                  QT_TRANSLATE_NOOP("SettingsTable", "How long a new client may take to say hello"))
            .range(0.1, 300)
            .defaults(u"15"_s),
        serverRow(Time, u"EXAI_WS_PING_INTERVAL"_s, &ServerSettings::pingInterval,
                  QT_TRANSLATE_NOOP("SettingsTable", "How often silent clients are pinged"))
            .range(1, 3600)
            .defaults(u"20"_s),
        serverRow(
            Time, u"EXAI_WS_PROGRESS_INTERVAL_SECS"_s, &ServerSettings::progressInterval,
            QT_TRANSLATE_NOOP("SettingsTable", "How often a running call tells its client that it is alive"))
            .range(0.1, 60)
            .defaults(u"2.5"_s),
        serverRow(Flag, u"EXAI_WS_COMPAT_TEXT"_s, &ServerSettings::compatText,
                  QT_TRANSLATE_NOOP("SettingsTable", "Add the field \"text\" to replies, for older clients"))
            .defaults(u"true"_s),
        serverRow(
            Integer, u"EXAI_WS_OUTBOX_SOFT_BYTES"_s, &ServerSettings::outboxSoftBytes,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Unread bytes of a slow client above which progress messages are dropped"))
            .range(16'384, 1'073'741'824)
            .defaults(u"1048576"_s),
        serverRow(Integer, u"EXAI_WS_OUTBOX_HARD_BYTES"_s, &ServerSettings::outboxHardBytes,
                  QT_TRANSLATE_NOOP("SettingsTable",
                                    "Unread bytes of a slow client above which it is disconnected"))
            .range(65'536, 4'294'967'296.0)
            .defaults(u"67108864"_s),
    };
    return rows + resumeRows() + mcpRows() + bucketRows();
}

} // namespace exaid
