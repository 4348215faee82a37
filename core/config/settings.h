#pragma once

// The daemon's settings as plain values. Made and validated as a whole by SettingsStore; copied by value,
// never shared. Defaults are the development profile. Every field here has one row in SettingsTable (name,
// range, default, help).

#include "core/secret.h"
#include "core/time/clock.h"
#include "core/workclass.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <array>

namespace exaid {

using namespace std::chrono_literals;

struct ServerSettings
{
    QString host = QStringLiteral("127.0.0.1");
    int port = 8079;            // 0: any free port (tests)
    Secret token;               // empty: no authentication, allowed on loopback only
    QString tokenFile;          // where the token was read from; empty: given directly or not at all
    QString mcpSocket;          // the local socket for MCP; resolved, absolute; empty: none (tests)
    QStringList allowedOrigins; // browser origins besides none; a foreign Origin is refused with 403
    QStringList allowedHosts;   // Host names besides loopback and `host`; others get 421
    qint64 maxFrameBytes = 33'554'432;
    int maxConnections = 1000;
    int maxConnectionsPerAddress = 10;
    int maxConnectionsLoopback = 256;
    Duration helloTimeout = 15s;
    Duration pingInterval = 20s;
    Duration progressInterval = 2500ms;
    qint64 outboxSoftBytes = 1'048'576;  // above: progress frames are merged or dropped
    qint64 outboxHardBytes = 67'108'864; // above: the connection is closed with a reason
    // Token buckets for messages after hello: burst and refill per second; 0 capacity: off.
    double rateGlobalCapacity = 1000, rateGlobalRefill = 100;
    double rateAddressCapacity = 100, rateAddressRefill = 10; // not applied to loopback
    double rateSessionCapacity = 50, rateSessionRefill = 5;
    bool compatText = true; // add "text" to replies for older clients
    // Calls and results of clients that went away but may come back.
    Duration resumeGrace = 300s; // 0: nothing is kept, also for clients that ask
    bool resumeAlways = false;   // also for clients with a session id of their own that did not ask
    int resumeMaxResults = 256;
    qint64 resumeMaxBytes = 67'108'864;
    // MCP over HTTP, at /mcp of the same port.
    bool mcpOverHttp = true;
    qint64 mcpMaxBodyBytes = 8'388'608;
    int mcpMaxSessions = 1000; // of the handshake era; the idlest goes first
    Duration mcpSessionIdle = 3600s;
    Duration mcpKeepAlive = 15s; // between comments on a silent stream
};

struct LimitSettings
{
    int globalInflight = 5;
    int sessionInflight = 2;
    int maxSessions = 5;
    int queuePerSession = 64;
    int queueTotal = 1024;
    Duration queueTimeout = 120s;
    Duration auditInterval = 5s;
    Duration overdueGrace = 10s;
    Duration handBackHold = 4ms; // upper bound of the hold of a just-freed slot for its session; 0: off
    Duration patience =
        30s; // a batch call, or a session that was passed over, that waited so long comes first
    int reservePerProvider = 1; // permits that a session which has one there already gets only after a while
    Duration drainTimeout = 30s;
};

// Limits of one provider call by clock, for a plain call. Total is given by work class; first token and stall
// are stretched by the factor of the class.
struct ClockSettings
{
    Duration connect = 10s;
    Duration firstToken = 120s;
    Duration stall = 120s;
    std::array<Duration, AllWorkClasses.size()> total{240s, 300s, 360s,
                                                      420s}; // plain, web, thinking, web+thinking
    std::array<double, AllWorkClasses.size()> classScale{1.0, 1.0, 1.5, 1.5}; // the same order
    double scale = 1.0;      // of the provider: stretches all but connect
    QStringList modelScales; // "model=factor", on top

    Duration totalFor(WorkClass workClass) const { return total.at(static_cast<size_t>(workClass)); }
};

// What is done about providers that fail, refuse, or fall silent.
struct ResilienceSettings
{
    int attempts = 3; // requests for one call at most
    Duration backoff = 500ms;
    Duration longestBackoff = 30s;
    double retryShare = 0.2; // retries per new call, in any stretch of time
    int breakerFailures = 5; // in a row; 0: never open
    Duration breakerInterval = 15s;
    bool adaptLimits = true;
    bool learnStall = true;
    Duration stallFloor = 60s;
    Duration stallCap = 600s;
};

enum class Profile { Development, Production };
// Whether the built-in simulator stands in for the providers. Auto: only when no provider is usable.
enum class SimulatorMode { Auto, On, Off };

enum class ProviderKind { Kimi, Glm, Custom };

struct ProviderSettings
{
    QString id;          // lower case, "kimi", "glm", or the lower-cased <NAME> of <NAME>_BASE_URL
    QString displayName; // "KIMI", "GLM"
    ProviderKind kind = ProviderKind::Custom;
    QString baseUrl; // without trailing slash
    Secret apiKey;
    QString apiKeyFile;     // where the key was read from; empty: given directly or not at all
    bool simulated = false; // served by the built-in simulator instead of baseUrl
    int maxInflight = 2;
    int maxOutputTokens = 8192;
    ClockSettings clocks;
    QStringList models; // custom providers: the models offered, first is the default
    QString defaultModel;
    QString fallbackModel; // asked instead while the circuit breaker is open; empty: refuse
};

struct ToolSettings
{
    QStringList allowedRoots; // directories that `files` may name; empty: the user's home directory
    qint64 maxFileBytes = 2'097'152;
    int maxPromptChars = 60'000;
    QString defaultModel = QStringLiteral("glm-4.5-flash");
    int maxConversationTurns = 20;
    Duration conversationLifetime = 3h;
    int continuationTokens = 32'000; // an answer at its output limit is continued up to this; 0: never
    Duration modelRefresh = 6h;      // how often the providers' own lists of models are read; 0: never
    bool testTools = false;          // offer test_echo
};

struct FileSettings
{
    QString stateDir;   // health file, call log; resolved, absolute
    QString healthFile; // default <stateDir>/ws_daemon.health.json
    QString callLog;    // default <stateDir>/calls.jsonl
    Duration healthInterval = 10s;
    QString eventLog; // JSON lines of the event feed; empty: off
    QString
        metricsFile; // measured values of the last day; default <stateDir>/metrics.bin; empty: in memory only
    qint64 logMaxBytes = 10'485'760;
    int logKeep = 5;
    QString logLevel = QStringLiteral("info"); // debug, info, warning, error
    bool history = true;                       // of ended calls: <stateDir>/history.sqlite
    Duration historyKept = 24h;
};

struct Settings
{
    Profile profile = Profile::Development;
    ServerSettings server;
    LimitSettings limits;
    SimulatorMode simulator = SimulatorMode::Auto;
    QStringList allowedProviders; // ids; empty: all
    ClockSettings clocks;         // for providers without limits of their own
    ResilienceSettings resilience;
    QList<ProviderSettings> providers; // only those that calls may go to
    ToolSettings tools;
    FileSettings files;

    const ProviderSettings *provider(const QString &id) const
    {
        for (const ProviderSettings &p : providers) {
            if (p.id == id)
                return &p;
        }
        return nullptr;
    }
};

} // namespace exaid
