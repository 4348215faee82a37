#include "core/config/unusednames.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

bool UnusedName::matches(const QString &name) const
{
    if (pattern.endsWith(u'*'))
        return name.startsWith(QStringView(pattern).chopped(1));
    if (pattern.startsWith(u'*'))
        return name.endsWith(QStringView(pattern).mid(1));
    return name == pattern;
}

const QList<UnusedName> &unusedNames()
{
    static const QString client = u"a client reads it, not the daemon"_s;
    static const QString monitoring = u"health, metrics and the monitor feed are served on EXAI_WS_PORT"_s;
    static const QString oneDeadline =
        u"each call has one deadline: KIMI_TIMEOUT_SECS, GLM_TIMEOUT_SECS and their _WEB_SEARCH_, "
        "_THINKING_ and _WEB_THINKING_ forms"_s;
    static const QString alwaysOn = u"all limits always apply, on every path"_s;
    static const QString noCache = u"answers are never served from a cache"_s;
    static const QString repeats =
        u"a repeat of a running call joins it; results wait for a client that lost its connection"_s;
    static const QString allTools = u"all tools are listed"_s;
    static const QString local = u"everything is stored locally; no external service is needed"_s;
    static const QString logging = u"nothing is sampled; use EXAI_LOG_LEVEL"_s;
    static const QString streams = u"providers are always streamed when they can"_s;
    static const QList<UnusedName> names{
        {u"REDIS_*"_s, local},
        {u"SUPABASE_*"_s, local},
        {u"CONVERSATION_STORAGE_BACKEND"_s, local},
        {u"CONVERSATION_QUEUE_SIZE"_s, u"conversations are stored before an answer names them"_s},
        {u"JWT_*"_s, u"clients are recognised by EXAI_WS_TOKEN"_s},
        {u"EXAI_JWT_TOKEN"_s, client},
        {u"EXAI_SESSION_ID"_s, client},
        {u"MCP_SERVER_ID"_s, client},
        {u"EXAI_WS_CONNECT_TIMEOUT"_s, client},
        {u"EXAI_WS_HANDSHAKE_TIMEOUT"_s, client},
        {u"EXAI_WS_PING_VALIDATION_TIMEOUT"_s, client},
        {u"EXAI_WS_SKIP_HEALTH_CHECK"_s, client},
        {u"EXAI_WS_AUTOSTART"_s, client},
        {u"EXAI_SHIM_*"_s, client},
        {u"SHIM_*"_s, client},
        {u"WS_STATUS_FRESH_SECS"_s, client},
        {u"MONITORING_*"_s, monitoring},
        {u"HEALTH_CHECK_*"_s, monitoring},
        {u"METRICS_*"_s, monitoring},
        {u"AUDITOR_*"_s, u"no model reads the event stream"_s},
        {u"EXAI_HEALTH_WRITER_SESSION_LOCK_TIMEOUT"_s, u"writing the health file takes no lock"_s},
        {u"EXAI_MEMORY_*"_s, u"memory is bounded by the limits of queue, outbox and logs"_s},
        {u"EXAI_WS_PING_TIMEOUT"_s, u"a client is gone after two unanswered pings without other traffic"_s},
        {u"EXAI_WS_CLOSE_TIMEOUT"_s, u"a close that is not answered within a second is enforced"_s},
        {u"EXAI_WS_RESULT_TTL"_s, repeats},
        {u"EXAI_WS_INFLIGHT_TTL_SECS"_s, repeats},
        {u"EXAI_WS_DISABLE_COALESCE_FOR_TOOLS"_s, repeats},
        {u"EXAI_WS_RETRY_AFTER_SECS"_s, u"retry_after is computed from the queue"_s},
        {u"EXAI_WS_STARTUP_WAIT_*"_s,
         u"the daemon serves at once; providers are asked when a call needs them"_s},
        {u"EXAI_PORT_CHECK_TIMEOUT"_s,
         u"the listening socket is the lock; a port in use is reported with its owner"_s},
        {u"EXAI_DEV_MODE"_s, u"use EXAI_PROFILE"_s},
        {u"EX_ENSURE_NONEMPTY_FIRST"_s, u"an empty answer of a provider is an error"_s},
        {u"EX_HTTP_TIMEOUT_SECONDS"_s, oneDeadline},
        {u"EX_SESSION_SCOPE_*"_s, u"a conversation belongs to its session, always"_s},
        {u"TOOL_CALL_MAX_SIZE"_s, u"use EXAI_WS_MAX_BYTES"_s},
        {u"RATE_LIMIT_CLEANUP_INTERVAL"_s, u"a limit ends with its session"_s},
        {u"KIMI_SEMAPHORE_TIMEOUT"_s, u"waiting is fair and bounded by EXAI_QUEUE_TIMEOUT_SECS"_s},
        {u"USE_PER_SESSION_SEMAPHORES"_s, alwaysOn},
        {u"SESSION_MAX_CONCURRENT_PER_CONVERSATION"_s, alwaysOn},
        {u"SESSION_TIMEOUT_SECS"_s, u"a session ends with its last connection"_s},
        {u"SESSION_CLEANUP_INTERVAL"_s, u"a session ends with its last connection"_s},
        {u"SESSION_INACTIVE_TIMEOUT"_s, u"a session ends with its last connection"_s},
        {u"SIMPLE_TOOL_TIMEOUT_SECS"_s, oneDeadline},
        {u"WORKFLOW_TOOL_TIMEOUT_SECS"_s, oneDeadline},
        {u"EXPERT_ANALYSIS_*"_s, oneDeadline},
        {u"EXPERT_HEARTBEAT_INTERVAL_SECS"_s, u"use EXAI_WS_PROGRESS_INTERVAL_SECS"_s},
        {u"THINKDEEP_EXPERT_TIMEOUT_SECS"_s, oneDeadline},
        {u"KIMI_CHAT_TOOL_TIMEOUT_*"_s, oneDeadline},
        {u"KIMI_MF_CHAT_TIMEOUT_SECS"_s, oneDeadline},
        {u"KIMI_STREAM_TIMEOUT*"_s, oneDeadline},
        {u"GLM_STREAM_TIMEOUT*"_s, oneDeadline},
        {u"KIMI_FILES_*"_s, oneDeadline},
        {u"GLM_FILE_UPLOAD_TIMEOUT_SECS"_s, oneDeadline},
        {u"GLM_WEBSEARCH_TIMEOUT_SECS"_s, u"use GLM_WEB_SEARCH_TIMEOUT_SECS"_s},
        {u"KIMI_SESSION_TIMEOUT"_s, oneDeadline},
        {u"GLM_SESSION_TIMEOUT"_s, oneDeadline},
        {u"ENFORCE_SESSION_TIMEOUT"_s, oneDeadline},
        {u"KIMI_READ_TIMEOUT_SECS"_s, u"use KIMI_STALL_TIMEOUT_SECS"_s},
        {u"KIMI_WRITE_TIMEOUT_SECS"_s, oneDeadline},
        {u"KIMI_POOL_TIMEOUT_SECS"_s, u"waiting is fair and bounded by EXAI_QUEUE_TIMEOUT_SECS"_s},
        {u"CUSTOM_CONNECT_TIMEOUT"_s, u"use <NAME>_CONNECT_TIMEOUT_SECS"_s},
        {u"CUSTOM_READ_TIMEOUT"_s, u"use <NAME>_STALL_TIMEOUT_SECS"_s},
        {u"CUSTOM_WRITE_TIMEOUT"_s, oneDeadline},
        {u"CUSTOM_POOL_TIMEOUT"_s, oneDeadline},
        {u"ADAPTIVE_TIMEOUT_*"_s, u"limits are what the settings say"_s},
        {u"LOG_LEVEL"_s, u"use EXAI_LOG_LEVEL"_s},
        {u"LOG_LEVEL_REQUEST_ROUTER"_s, logging},
        {u"*_SAMPLE_RATE"_s, logging},
        {u"SEMANTIC_CACHE_*"_s, noCache},
        {u"KIMI_CACHE_TOKEN_*"_s, noCache},
        {u"KIMI_MAX_HEADER_LEN"_s, u"no request header can become long"_s},
        {u"KIMI_ENABLE_INTERNET_SEARCH"_s, u"each call says use_websearch"_s},
        {u"GLM_ENABLE_WEB_BROWSING"_s, u"each call says use_websearch"_s},
        {u"KIMI_STREAM_ENABLED"_s, streams},
        {u"GLM_STREAM_ENABLED"_s, streams},
        {u"GLM_TOOL_STREAM_ENABLED"_s, streams},
        {u"KIMI_PREFERRED_MODELS"_s, u"use KIMI_DEFAULT_MODEL"_s},
        {u"GLM_PREFERRED_MODELS"_s, u"use GLM_DEFAULT_MODEL"_s},
        {u"DEFAULT_MAX_OUTPUT_TOKENS"_s, u"use KIMI_MAX_OUTPUT_TOKENS and GLM_MAX_OUTPUT_TOKENS"_s},
        {u"ENFORCE_MAX_TOKENS"_s, u"the limit is always sent"_s},
        {u"FALLBACK_ON_FAILURE"_s, u"no call is switched to another model silently"_s},
        {u"CIRCUIT_BREAKER_*"_s, u"each provider has a breaker"_s},
        {u"TOOL_PROFILE"_s, allTools},
        {u"ENABLED_TOOLS"_s, allTools},
        {u"DISABLED_TOOLS"_s, allTools},
        {u"LEAN_MODE"_s, allTools},
        {u"CLIENT_TOOL_*"_s, allTools},
        {u"CLAUDE_TOOL_*"_s, allTools},
        {u"MAX_MCP_OUTPUT_TOKENS"_s, u"use EXAI_MAX_PROMPT_CHARS"_s},
        {u"DEFAULT_USE_ASSISTANT_MODEL"_s, u"each call says use_assistant_model"_s},
        {u"MINIMAX_M2_KEY"_s,
         u"no model chooses the provider; a provider of your own needs <NAME>_BASE_URL and <NAME>_MODELS"_s},
    };
    return names;
}

QString reasonUnused(const QString &name)
{
    for (const UnusedName &unused : unusedNames()) {
        if (unused.matches(name))
            return unused.reason;
    }
    return {};
}

} // namespace exaid
