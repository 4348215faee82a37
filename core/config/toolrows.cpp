#include "core/config/rowbuilder.h"
#include "core/config/settingstable.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
RowBuilder toolRow(SettingKind kind, const QString &name, T ToolSettings::*member, const char *help)
{
    return RowBuilder(SettingGroup::Tools, kind, name, fieldAt(&Settings::tools, member), help);
}

template <typename T>
RowBuilder fileRow(SettingKind kind, const QString &name, T FileSettings::*member, const char *help)
{
    return RowBuilder(SettingGroup::Files, kind, name, fieldAt(&Settings::files, member), help);
}

} // namespace

QList<SettingRow> toolRows()
{
    using enum SettingKind;
    return {
        toolRow(Text, u"DEFAULT_MODEL"_s, &ToolSettings::defaultModel,
                QT_TRANSLATE_NOOP("SettingsTable", "Model of calls that name none"))
            .defaults(u"glm-4.5-flash"_s),
        toolRow(Paths, u"EXAI_ALLOWED_ROOTS"_s, &ToolSettings::allowedRoots,
                QT_TRANSLATE_NOOP("SettingsTable",
                                  "Directories whose files tools may read; empty: the home directory")),
        toolRow(Integer, u"EXAI_MAX_FILE_BYTES"_s, &ToolSettings::maxFileBytes,
                QT_TRANSLATE_NOOP("SettingsTable", "Largest file a tool may read, in bytes"))
            .range(1'024, 1'073'741'824)
            .defaults(u"2097152"_s),
        toolRow(Integer, u"EXAI_MAX_PROMPT_CHARS"_s, &ToolSettings::maxPromptChars,
                QT_TRANSLATE_NOOP("SettingsTable", "Longest prompt; longer ones must be passed as a file"))
            .range(1'000, 10'000'000)
            .defaults(u"60000"_s),
        toolRow(Integer, u"MAX_CONVERSATION_TURNS"_s, &ToolSettings::maxConversationTurns,
                QT_TRANSLATE_NOOP("SettingsTable", "Exchanges that one conversation may have"))
            .range(1, 10'000)
            .defaults(u"20"_s),
        toolRow(Time, u"CONVERSATION_TIMEOUT_HOURS"_s, &ToolSettings::conversationLifetime,
                QT_TRANSLATE_NOOP("SettingsTable", "How long an unused conversation is kept"))
            .unit(TimeUnit::Hours)
            .range(0.01, 8'760)
            .defaults(u"3"_s),
        toolRow(
            Integer, u"EXAI_CONTINUATION_TOKENS"_s, &ToolSettings::continuationTokens,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "An answer that stops at the model's output limit is continued until it has so "
                              "many tokens; 0: never"))
            .range(0, 1'000'000)
            .defaults(u"32000"_s),
        toolRow(Time, u"EXAI_MODEL_REFRESH_HOURS"_s, &ToolSettings::modelRefresh,
                QT_TRANSLATE_NOOP("SettingsTable",
                                  "How often the providers' own lists of models are read; 0: never"))
            .unit(TimeUnit::Hours)
            .range(0, 8'760)
            .defaults(u"6"_s),
        toolRow(Flag, u"EXAI_TEST_TOOLS"_s, &ToolSettings::testTools,
                QT_TRANSLATE_NOOP("SettingsTable", "Offer test_echo, a tool for trying clients"))
            .defaults(u"false"_s),
    };
}

QList<SettingRow> fileRows()
{
    using enum SettingKind;
    return {
        fileRow(Path, u"EXAI_STATE_DIR"_s, &FileSettings::stateDir,
                QT_TRANSLATE_NOOP("SettingsTable",
                                  "Directory of health file and call log; empty: $XDG_STATE_HOME/exaid")),
        fileRow(Path, u"EXAI_HEALTH_FILE"_s, &FileSettings::healthFile,
                QT_TRANSLATE_NOOP("SettingsTable",
                                  "Health file; empty: ws_daemon.health.json in the state directory")),
        fileRow(Time, u"EXAI_HEALTH_WRITER_INTERVAL"_s, &FileSettings::healthInterval,
                QT_TRANSLATE_NOOP("SettingsTable", "How often the health file is written"))
            .range(0.1, 3'600)
            .defaults(u"10"_s),
        fileRow(
            Path, u"EXAI_CALL_LOG"_s, &FileSettings::callLog,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Log with one JSON line per call; empty: calls.jsonl in the state directory")),
        fileRow(Path, u"EXAI_EVENT_LOG"_s, &FileSettings::eventLog,
                QT_TRANSLATE_NOOP("SettingsTable", "Log with one JSON line per event; empty: none")),
        fileRow(Flag, u"EXAI_HISTORY"_s, &FileSettings::history,
                QT_TRANSLATE_NOOP("SettingsTable",
                                  "Keep ended calls, without prompts and answers, in history.sqlite in the "
                                  "state directory, at most 50 MB"))
            .defaults(u"true"_s),
        fileRow(Time, u"EXAI_HISTORY_HOURS"_s, &FileSettings::historyKept,
                QT_TRANSLATE_NOOP("SettingsTable", "How long ended calls are kept"))
            .unit(TimeUnit::Hours)
            .range(0.01, 168)
            .defaults(u"24"_s),
        fileRow(Path, u"EXAI_METRICS_FILE"_s, &FileSettings::metricsFile,
                QT_TRANSLATE_NOOP("SettingsTable", "File with the measured values of the last day, for the "
                                                   "charts; empty: metrics.bin in the state directory")),
        fileRow(
            Integer, u"EXAI_LOG_MAX_BYTES"_s, &FileSettings::logMaxBytes,
            QT_TRANSLATE_NOOP("SettingsTable", "Size at which a log file is put aside and a new one begun"))
            .range(4'096, 10'737'418'240.0)
            .defaults(u"10485760"_s),
        fileRow(Integer, u"EXAI_LOG_KEEP"_s, &FileSettings::logKeep,
                QT_TRANSLATE_NOOP("SettingsTable", "Log files put aside that are kept"))
            .range(0, 1'000)
            .defaults(u"5"_s),
        fileRow(Choice, u"EXAI_LOG_LEVEL"_s, &FileSettings::logLevel,
                QT_TRANSLATE_NOOP("SettingsTable", "What is written to the standard error output"))
            .choices({u"debug"_s, u"info"_s, u"warning"_s, u"error"_s})
            .defaults(u"info"_s),
    };
}

} // namespace exaid
