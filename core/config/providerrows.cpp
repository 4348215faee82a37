#include "core/config/rowbuilder.h"
#include "core/config/settingstable.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double LongestCallSeconds = 86'400;

// The names and defaults in which one provider's rows differ from another's.
struct ProviderNames
{
    QString prefix; // KIMI
    QString id;     // kimi
    QString urlName, url;
    QStringList urlAliases, keyAliases;
    QString inflightName, developmentInflight, productionInflight;
    QStringList inflightAliases;
    QString defaultModel;
};

ProviderSettings &providerOf(Settings &settings, const QString &id)
{
    for (ProviderSettings &provider : settings.providers) {
        if (provider.id == id)
            return provider;
    }
    Q_UNREACHABLE(); // SettingsTable::blank() has an entry for each provider with rows
}

template <typename T>
SettingRow::Field<T> providerField(const QString &id, T ProviderSettings::*member)
{
    return [id, member](Settings &settings) -> T & { return providerOf(settings, id).*member; };
}

SettingRow::Field<Duration> providerClock(const QString &id, Duration ClockSettings::*member)
{
    return [id, member](Settings &settings) -> Duration & { return providerOf(settings, id).clocks.*member; };
}

SettingRow::Field<Duration> providerTotal(const QString &id, WorkClass workClass)
{
    return [id, workClass](Settings &settings) -> Duration & {
        return providerOf(settings, id).clocks.total.at(static_cast<size_t>(workClass));
    };
}

template <typename T>
RowBuilder providerRow(SettingKind kind, const QString &name, SettingRow::Field<T> field, const char *help)
{
    return RowBuilder(SettingGroup::Providers, kind, name, std::move(field), help);
}

RowBuilder timeRow(const QString &name, SettingRow::Field<Duration> field, const char *help)
{
    return providerRow(SettingKind::Time, name, std::move(field), help).range(0.05, LongestCallSeconds);
}

SettingRow::Field<Duration> sharedClock(Duration ClockSettings::*member)
{
    return [member](Settings &settings) -> Duration & { return settings.clocks.*member; };
}

QList<SettingRow> connectionRows(const ProviderNames &n)
{
    using enum SettingKind;
    return {
        providerRow(Secret, n.prefix + "_API_KEY"_L1, providerField(n.id, &ProviderSettings::apiKey),
                    QT_TRANSLATE_NOOP("SettingsTable", "API key of the provider"))
            .aliases(n.keyAliases),
        providerRow(
            SecretFile, n.prefix + "_API_KEY_FILE"_L1, providerField(n.id, &ProviderSettings::apiKeyFile),
            QT_TRANSLATE_NOOP("SettingsTable", "File that holds the API key; only its owner may read it"))
            .secretFor(n.prefix + "_API_KEY"_L1),
        providerRow(Url, n.urlName, providerField(n.id, &ProviderSettings::baseUrl),
                    QT_TRANSLATE_NOOP("SettingsTable", "Where the provider's API is"))
            .defaults(n.url)
            .aliases(n.urlAliases),
        providerRow(Integer, n.inflightName, providerField(n.id, &ProviderSettings::maxInflight),
                    QT_TRANSLATE_NOOP("SettingsTable", "Calls to this provider that may run at once"))
            .range(1, 1'000)
            .defaults(n.developmentInflight, n.productionInflight)
            .aliases(n.inflightAliases)
            .live(),
        providerRow(Text, n.prefix + "_DEFAULT_MODEL"_L1,
                    providerField(n.id, &ProviderSettings::defaultModel),
                    QT_TRANSLATE_NOOP("SettingsTable", "The provider's model when a call names none"))
            .defaults(n.defaultModel),
        providerRow(Text, n.prefix + "_FALLBACK_MODEL"_L1,
                    providerField(n.id, &ProviderSettings::fallbackModel),
                    QT_TRANSLATE_NOOP("SettingsTable",
                                      "Model of another provider that answers while this one is down; empty: "
                                      "calls are refused")),
        providerRow(List, n.prefix + "_MODELS"_L1, providerField(n.id, &ProviderSettings::models),
                    QT_TRANSLATE_NOOP("SettingsTable",
                                      "Models that the provider offers, besides those known for it")),
        providerRow(Integer, n.prefix + "_MAX_OUTPUT_TOKENS"_L1,
                    providerField(n.id, &ProviderSettings::maxOutputTokens),
                    QT_TRANSLATE_NOOP("SettingsTable", "Longest answer to ask the provider for, in tokens"))
            .range(1, 1'000'000)
            .defaults(u"8192"_s),
    };
}

QList<SettingRow> clockRows(const ProviderNames &n)
{
    return {
        timeRow(n.prefix + "_TIMEOUT_SECS"_L1, providerTotal(n.id, WorkClass::Plain),
                QT_TRANSLATE_NOOP("SettingsTable", "Longest plain call"))
            .defaults(u"240"_s),
        timeRow(n.prefix + "_WEB_SEARCH_TIMEOUT_SECS"_L1, providerTotal(n.id, WorkClass::Web),
                QT_TRANSLATE_NOOP("SettingsTable", "Longest call with web search"))
            .defaults(u"300"_s),
        timeRow(n.prefix + "_THINKING_TIMEOUT_SECS"_L1, providerTotal(n.id, WorkClass::Thinking),
                QT_TRANSLATE_NOOP("SettingsTable", "Longest call to a thinking model"))
            .defaults(u"360"_s),
        timeRow(n.prefix + "_WEB_THINKING_TIMEOUT_SECS"_L1, providerTotal(n.id, WorkClass::WebThinking),
                QT_TRANSLATE_NOOP("SettingsTable", "Longest call to a thinking model with web search"))
            .defaults(u"420"_s),
        timeRow(n.prefix + "_CONNECT_TIMEOUT_SECS"_L1, providerClock(n.id, &ClockSettings::connect),
                QT_TRANSLATE_NOOP("SettingsTable", "How long connecting to the provider may take"))
            .inherits(u"EXAI_CONNECT_TIMEOUT_SECS"_s),
        timeRow(n.prefix + "_FIRST_TOKEN_TIMEOUT_SECS"_L1, providerClock(n.id, &ClockSettings::firstToken),
                QT_TRANSLATE_NOOP("SettingsTable", "How long the provider may take to begin its answer"))
            .inherits(u"EXAI_FIRST_TOKEN_TIMEOUT_SECS"_s),
        timeRow(n.prefix + "_STALL_TIMEOUT_SECS"_L1, providerClock(n.id, &ClockSettings::stall),
                QT_TRANSLATE_NOOP("SettingsTable", "How long the provider may pause within its answer"))
            .inherits(u"EXAI_STALL_TIMEOUT_SECS"_s),
        providerRow(
            SettingKind::Real, n.prefix + "_TIME_SCALE"_L1,
            SettingRow::Field<double>([id = n.id](Settings &settings) -> double & {
                return providerOf(settings, id).clocks.scale;
            }),
            QT_TRANSLATE_NOOP("SettingsTable", "Factor of all the provider's time limits but connecting"))
            .range(0.1, 100)
            .defaults(u"1"_s),
        providerRow(SettingKind::List, n.prefix + "_MODEL_TIME_SCALES"_L1,
                    SettingRow::Field<QStringList>([id = n.id](Settings &settings) -> QStringList & {
                        return providerOf(settings, id).clocks.modelScales;
                    }),
                    QT_TRANSLATE_NOOP(
                        "SettingsTable",
                        "Further factors for single models, as model=factor; others have the built-in one")),
    };
}

} // namespace

QList<SettingRow> commonProviderRows()
{
    using enum SettingKind;
    return {
        providerRow(
            List, u"ALLOWED_PROVIDERS"_s, fieldAt(&Settings::allowedProviders),
            QT_TRANSLATE_NOOP("SettingsTable", "Providers that may be used, such as kimi,glm; empty: all")),
        providerRow(Choice, u"EXAI_SIMULATOR"_s, fieldAt(&Settings::simulator),
                    QT_TRANSLATE_NOOP(
                        "SettingsTable",
                        "Built-in simulator instead of providers; auto: only if no provider can be used"))
            .choices({u"auto"_s, u"on"_s, u"off"_s})
            .defaults(u"auto"_s),
        timeRow(u"EXAI_CONNECT_TIMEOUT_SECS"_s, sharedClock(&ClockSettings::connect),
                QT_TRANSLATE_NOOP("SettingsTable", "How long connecting to any provider may take"))
            .defaults(u"10"_s),
        timeRow(u"EXAI_FIRST_TOKEN_TIMEOUT_SECS"_s, sharedClock(&ClockSettings::firstToken),
                QT_TRANSLATE_NOOP("SettingsTable", "How long any provider may take to begin its answer"))
            .defaults(u"120"_s),
        timeRow(u"EXAI_STALL_TIMEOUT_SECS"_s, sharedClock(&ClockSettings::stall),
                QT_TRANSLATE_NOOP("SettingsTable", "How long any provider may pause within its answer"))
            .defaults(u"120"_s),
    };
}

QList<SettingRow> kimiRows()
{
    const ProviderNames names{.prefix = u"KIMI"_s,
                              .id = u"kimi"_s,
                              .urlName = u"KIMI_API_URL"_s,
                              .url = u"https://api.moonshot.ai/v1"_s,
                              .urlAliases = {u"MOONSHOT_API_URL"_s, u"KIMI_BASE_URL"_s},
                              .keyAliases = {u"MOONSHOT_API_KEY"_s},
                              .inflightName = u"EXAI_WS_KIMI_MAX_INFLIGHT"_s,
                              .developmentInflight = u"3"_s,
                              .productionInflight = u"6"_s,
                              .inflightAliases = {u"KIMI_MAX_INFLIGHT"_s},
                              .defaultModel = u"kimi-k2-0905-preview"_s};
    return connectionRows(names) + clockRows(names);
}

QList<SettingRow> glmRows()
{
    const ProviderNames names{.prefix = u"GLM"_s,
                              .id = u"glm"_s,
                              .urlName = u"GLM_API_URL"_s,
                              .url = u"https://api.z.ai/api/paas/v4"_s,
                              .urlAliases = {u"ZHIPUAI_API_URL"_s, u"GLM_BASE_URL"_s},
                              .keyAliases = {u"ZHIPUAI_API_KEY"_s},
                              .inflightName = u"EXAI_WS_GLM_MAX_INFLIGHT"_s,
                              .developmentInflight = u"2"_s,
                              .productionInflight = u"4"_s,
                              .inflightAliases = {u"GLM_MAX_INFLIGHT"_s},
                              .defaultModel = u"glm-4.5-flash"_s};
    return connectionRows(names) + clockRows(names);
}

QList<SettingRow> customProviderRows(const QString &prefix)
{
    const ProviderNames names{.prefix = prefix,
                              .id = prefix.toLower(),
                              .urlName = prefix + "_BASE_URL"_L1,
                              .url = {},
                              .urlAliases = {},
                              .keyAliases = {},
                              .inflightName = prefix + "_MAX_INFLIGHT"_L1,
                              .developmentInflight = u"2"_s,
                              .productionInflight = u"4"_s,
                              .inflightAliases = {},
                              .defaultModel = {}};
    return connectionRows(names) + clockRows(names);
}

} // namespace exaid
