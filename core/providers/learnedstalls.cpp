#include "core/providers/learnedstalls.h"

#include "core/providers/callclocks.h"
#include "core/providers/modelcatalog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Format = 1;
constexpr int MostModels = 1'000; // in all
constexpr qsizetype MostNameLength = 200;
constexpr double LongestPauseMs = 24.0 * 3'600 * 1'000;

std::deque<StallLearner::Stream> streamsFrom(const QJsonArray &pauses)
{
    std::deque<StallLearner::Stream> streams;
    for (const QJsonValue &pause : pauses) {
        const double ms = pause.toDouble(LongestPauseMs + 1);
        if (std::abs(ms) > LongestPauseMs)
            continue;
        const std::chrono::milliseconds length(static_cast<qint64>(std::abs(ms)));
        streams.push_back({length, ms < 0});
        if (streams.size() > StallLearner::Remembered)
            streams.pop_front();
    }
    return streams;
}

QString secondsText(Duration duration)
{
    return QString::number(toSeconds(duration), 'g', 4);
}

struct Explained
{
    QString provider;
    QString model;
    Duration start{};
    StallLearner::Limit limit;
};

QList<Explained> explain(const LearnedStalls &learned, const Settings &settings)
{
    const ResilienceSettings &rules = settings.resilience;
    const auto catalog = ModelCatalog::loadBuiltIn(settings.providers);
    const auto timeScaleOf = [&catalog](const QString &model) {
        const auto known = catalog ? catalog->resolve(model) : Result<ModelInfo>(catalog.error());
        return known ? known->timeScale : 1.0;
    };
    QList<Explained> all;
    for (auto models = learned.cbegin(); models != learned.cend(); ++models) {
        const ProviderSettings *provider = settings.provider(models.key());
        if (!provider)
            continue;
        for (auto streams = models->cbegin(); streams != models->cend(); ++streams) {
            StallLearner learner({rules.stallFloor, rules.stallCap});
            learner.restore(*streams);
            const Duration start =
                limitsOf(provider->clocks, WorkClass::Plain, streams.key(), timeScaleOf(streams.key())).stall;
            all.append({models.key(), streams.key(), start, learner.limitFrom(start)});
        }
    }
    return all;
}

QString reasonOf(const Explained &e, const ResilienceSettings &rules)
{
    const QString streams = e.limit.streams == 1 ? u"1 stream"_s : u"%1 streams"_s.arg(e.limit.streams);
    if (e.limit.pause == Duration::zero())
        return u"as set; %1 gave no reason to change it"_s.arg(streams);
    QString reason = u"%1 × a pause of %2 s in its last %3"_s.arg(QString::number(StallLearner::Margin),
                                                                  secondsText(e.limit.pause), streams);
    const Duration wanted = e.limit.pause * StallLearner::Margin;
    if (e.limit.limit > wanted)
        reason += e.limit.streams >= StallLearner::Enough ? u", raised to EXAI_STALL_FLOOR_SECS"_s
                                                          : u", raised to the set value"_s;
    else if (e.limit.limit < wanted)
        reason +=
            e.limit.limit == rules.stallCap ? u", cut to EXAI_STALL_CAP_SECS"_s : u", cut to the set value"_s;
    return reason;
}

} // namespace

QByteArray learnedText(const LearnedStalls &learned)
{
    QJsonObject providers;
    for (auto models = learned.cbegin(); models != learned.cend(); ++models) {
        QJsonObject byModel;
        for (auto streams = models->cbegin(); streams != models->cend(); ++streams) {
            QJsonArray pauses;
            for (const StallLearner::Stream &stream : *streams) {
                // At least one, so that the sign is there.
                const qint64 ms =
                    std::max<qint64>(stream.wasEnded ? 1 : 0,
                                     std::chrono::ceil<std::chrono::milliseconds>(stream.pause).count());
                pauses.append(stream.wasEnded ? -ms : ms);
            }
            byModel.insert(streams.key(), pauses);
        }
        providers.insert(models.key(), byModel);
    }
    return QJsonDocument(QJsonObject{{u"format"_s, Format}, {u"stalls"_s, providers}})
        .toJson(QJsonDocument::Compact);
}

Result<LearnedStalls> learnedFrom(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    const int format = json.value("format"_L1).toInt(-1);
    if (format > Format)
        return Error{u"newer_format"_s, u"it was written by a newer exaid (format %1)"_s.arg(format), {}};
    if (format != Format || !json.value("stalls"_L1).isObject())
        return Error{u"damaged"_s, u"it is damaged"_s, {}};
    LearnedStalls learned;
    int models = 0;
    const QJsonObject providers = json.value("stalls"_L1).toObject();
    for (auto provider = providers.begin(); provider != providers.end(); ++provider) {
        const QJsonObject byModel = provider.value().toObject();
        for (auto model = byModel.begin(); model != byModel.end(); ++model) {
            const auto streams = streamsFrom(model.value().toArray());
            if (streams.empty() || model.key().size() > MostNameLength || ++models > MostModels)
                continue;
            learned[provider.key()].insert(model.key(), streams);
        }
    }
    return learned;
}

QString learnedReport(const LearnedStalls &learned, const Settings &settings)
{
    QString report;
    for (const Explained &e : explain(learned, settings)) {
        report += u"  %1 %2: %3 s (%4; set: %5 s)\n"_s.arg(
            e.provider.toUpper(), e.model, secondsText(e.limit.limit), reasonOf(e, settings.resilience),
            secondsText(e.start));
    }
    return report;
}

QJsonArray learnedJson(const LearnedStalls &learned, const Settings &settings)
{
    QJsonArray list;
    for (const Explained &e : explain(learned, settings)) {
        list.append(QJsonObject{{u"provider"_s, e.provider},
                                {u"model"_s, e.model},
                                {u"stall_limit_secs"_s, toSeconds(e.limit.limit)},
                                {u"set_secs"_s, toSeconds(e.start)},
                                {u"pause_secs"_s, toSeconds(e.limit.pause)},
                                {u"streams"_s, e.limit.streams},
                                {u"reason"_s, reasonOf(e, settings.resilience)}});
    }
    return list;
}

} // namespace exaid
