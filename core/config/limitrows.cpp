#include "core/config/rowbuilder.h"
#include "core/config/settingstable.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
RowBuilder limitRow(SettingKind kind, const QString &name, T LimitSettings::*member, const char *help)
{
    return RowBuilder(SettingGroup::Limits, kind, name, fieldAt(&Settings::limits, member), help);
}

} // namespace

QList<SettingRow> limitRows()
{
    using enum SettingKind;
    return {
        RowBuilder(SettingGroup::Limits, Choice, u"EXAI_PROFILE"_s, fieldAt(&Settings::profile),
                   QT_TRANSLATE_NOOP("SettingsTable",
                                     "Set of defaults: one developer's machine, or a shared server"))
            .choices({u"development"_s, u"production"_s})
            .defaults(u"development"_s),
        limitRow(Integer, u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, &LimitSettings::globalInflight,
                 QT_TRANSLATE_NOOP("SettingsTable", "Calls that may run at once"))
            .range(1, 10'000)
            .defaults(u"5"_s, u"24"_s)
            .live(),
        limitRow(Integer, u"EXAI_WS_SESSION_MAX_INFLIGHT"_s, &LimitSettings::sessionInflight,
                 QT_TRANSLATE_NOOP("SettingsTable", "Calls of one session that may run at once"))
            .range(1, 10'000)
            .defaults(u"2"_s, u"8"_s)
            .live(),
        limitRow(Integer, u"SESSION_MAX_CONCURRENT"_s, &LimitSettings::maxSessions,
                 QT_TRANSLATE_NOOP("SettingsTable", "Sessions connected at once"))
            .range(1, 10'000)
            .defaults(u"5"_s, u"100"_s)
            .live(),
        limitRow(
            Integer, u"EXAI_QUEUE_PER_SESSION"_s, &LimitSettings::queuePerSession,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Calls of one session that may wait for a slot; 0: refuse instead of waiting"))
            .range(0, 100'000)
            .defaults(u"64"_s)
            .live(),
        limitRow(Integer, u"EXAI_QUEUE_TOTAL"_s, &LimitSettings::queueTotal,
                 QT_TRANSLATE_NOOP("SettingsTable", "Calls that may wait for a slot in all"))
            .range(0, 1'000'000)
            .defaults(u"1024"_s)
            .live(),
        limitRow(Time, u"EXAI_QUEUE_TIMEOUT_SECS"_s, &LimitSettings::queueTimeout,
                 QT_TRANSLATE_NOOP("SettingsTable", "How long a call may wait for a slot"))
            .range(0.01, 86'400)
            .defaults(u"120"_s),
        limitRow(Time, u"EXAI_AUDIT_INTERVAL_SECS"_s, &LimitSettings::auditInterval,
                 QT_TRANSLATE_NOOP("SettingsTable", "How often the books of the slots are checked for leaks"))
            .range(0.05, 3'600)
            .defaults(u"5"_s)
            .aliases({u"EXAI_SEMAPHORE_HEALTH_CHECK_INTERVAL"_s}),
        limitRow(Time, u"EXAI_OVERDUE_GRACE_SECS"_s, &LimitSettings::overdueGrace,
                 QT_TRANSLATE_NOOP(
                     "SettingsTable",
                     "How long past its deadline a call that ignores its cancellation keeps its slot"))
            .range(0, 3'600)
            .defaults(u"10"_s)
            .live(),
        limitRow(
            Time, u"EXAI_HAND_BACK_HOLD_MS"_s, &LimitSettings::handBackHold,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Longest time a just-freed slot is kept for the session that freed it; 0: off"))
            .unit(TimeUnit::Milliseconds)
            .range(0, 1'000)
            .defaults(u"4"_s)
            .live(),
        limitRow(
            Time, u"EXAI_PATIENCE_SECS"_s, &LimitSettings::patience,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "After waiting this long a batch call counts as interactive, and a session "
                              "that others were preferred to comes first"))
            .range(0.1, 3'600)
            .defaults(u"30"_s)
            .live(),
        limitRow(
            Integer, u"EXAI_RESERVE_PER_PROVIDER"_s, &LimitSettings::reservePerProvider,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Slots of each provider that a session which has one there already gets only "
                              "after a while, where calls are long; 0: none"))
            .range(0, 100)
            .defaults(u"1"_s)
            .live(),
        limitRow(Time, u"EXAI_DRAIN_TIMEOUT_SECS"_s, &LimitSettings::drainTimeout,
                 QT_TRANSLATE_NOOP("SettingsTable",
                                   "How long running calls may go on when the daemon is asked to stop"))
            .range(0, 3'600)
            .defaults(u"30"_s),
    };
}

} // namespace exaid
