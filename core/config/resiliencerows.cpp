#include "core/config/rowbuilder.h"
#include "core/config/settingstable.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
RowBuilder resilienceRow(SettingKind kind, const QString &name, T ResilienceSettings::*member,
                         const char *help)
{
    return RowBuilder(SettingGroup::Providers, kind, name, fieldAt(&Settings::resilience, member), help);
}

RowBuilder classScaleRow(const QString &name, WorkClass workClass, const char *help)
{
    const SettingRow::Field<double> field = [workClass](Settings &settings) -> double & {
        return settings.clocks.classScale.at(static_cast<size_t>(workClass));
    };
    return RowBuilder(SettingGroup::Providers, SettingKind::Real, name, field, help).range(0.1, 100);
}

} // namespace

QList<SettingRow> resilienceRows()
{
    using enum SettingKind;
    return {
        classScaleRow(
            u"EXAI_WEB_TIME_SCALE"_s, WorkClass::Web,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Factor of the first-token and stall limits for calls with web search"))
            .defaults(u"1"_s),
        classScaleRow(u"EXAI_THINKING_TIME_SCALE"_s, WorkClass::Thinking,
                      QT_TRANSLATE_NOOP("SettingsTable",
                                        "Factor of the first-token and stall limits for thinking models"))
            .defaults(u"1.5"_s),
        classScaleRow(u"EXAI_WEB_THINKING_TIME_SCALE"_s, WorkClass::WebThinking,
                      QT_TRANSLATE_NOOP(
                          "SettingsTable",
                          "Factor of the first-token and stall limits for thinking models with web search"))
            .defaults(u"1.5"_s),
        resilienceRow(Flag, u"EXAI_STALL_LEARN"_s, &ResilienceSettings::learnStall,
                      QT_TRANSLATE_NOOP("SettingsTable",
                                        "Learn each model's stall limit from the pauses of its own answers"))
            .defaults(u"true"_s),
        resilienceRow(Time, u"EXAI_STALL_FLOOR_SECS"_s, &ResilienceSettings::stallFloor,
                      QT_TRANSLATE_NOOP("SettingsTable", "Shortest stall limit that may be learned"))
            .range(0.05, 86'400)
            .defaults(u"60"_s),
        resilienceRow(Time, u"EXAI_STALL_CAP_SECS"_s, &ResilienceSettings::stallCap,
                      QT_TRANSLATE_NOOP("SettingsTable", "Longest stall limit that may be learned"))
            .range(0.05, 86'400)
            .defaults(u"600"_s),
        resilienceRow(
            Integer, u"EXAI_RETRY_ATTEMPTS"_s, &ResilienceSettings::attempts,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "Requests made for one call at most; 1: a failed call is not repeated"))
            .range(1, 10)
            .defaults(u"3"_s),
        resilienceRow(Time, u"EXAI_RETRY_BACKOFF_SECS"_s, &ResilienceSettings::backoff,
                      QT_TRANSLATE_NOOP("SettingsTable",
                                        "Wait before the first repeat, doubled for each further one; the "
                                        "slot is free meanwhile"))
            .range(0.001, 600)
            .defaults(u"0.5"_s),
        resilienceRow(Time, u"EXAI_RETRY_LONGEST_BACKOFF_SECS"_s, &ResilienceSettings::longestBackoff,
                      QT_TRANSLATE_NOOP("SettingsTable",
                                        "Longest wait before a repeat, unless the provider asks for more"))
            .range(0.001, 3'600)
            .defaults(u"30"_s),
        resilienceRow(Real, u"EXAI_RETRY_SHARE"_s, &ResilienceSettings::retryShare,
                      QT_TRANSLATE_NOOP("SettingsTable",
                                        "Repeats to a failing provider per new call, at most; 0: none"))
            .range(0, 1)
            .defaults(u"0.2"_s),
        resilienceRow(Integer, u"EXAI_BREAKER_FAILURES"_s, &ResilienceSettings::breakerFailures,
                      QT_TRANSLATE_NOOP("SettingsTable",
                                        "Failures of a provider in a row after which calls to it are refused "
                                        "at once; 0: never"))
            .range(0, 1'000)
            .defaults(u"5"_s),
        resilienceRow(
            Time, u"EXAI_BREAKER_SECS"_s, &ResilienceSettings::breakerInterval,
            QT_TRANSLATE_NOOP("SettingsTable",
                              "How long such a provider is left alone before one call tries it again"))
            .range(0.05, 3'600)
            .defaults(u"15"_s),
        resilienceRow(Flag, u"EXAI_ADAPT_LIMITS"_s, &ResilienceSettings::adaptLimits,
                      QT_TRANSLATE_NOOP("SettingsTable",
                                        "Send a provider fewer calls at once while it refuses for overload"))
            .defaults(u"true"_s),
    };
}

} // namespace exaid
