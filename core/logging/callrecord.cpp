#include "core/logging/callrecord.h"

#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

double roundedTo(double value, double step)
{
    return std::round(value / step) * step;
}

void nameSource(CallRecord &record, const QString &provider, const QString &model)
{
    if (!provider.isEmpty())
        record.provider = provider;
    if (!model.isEmpty())
        record.model = model;
}

} // namespace

void CallRecord::setOutcome(const Outcome &result)
{
    code = wireCode(result);
    clock.clear();
    std::visit(Overloaded{
                   [this](const Answer &answer) {
                       outcome = u"answer"_s;
                       nameSource(*this, answer.provider, answer.model);
                       tokens = answer.usage;
                       simulated = answer.simulated;
                   },
                   [this](const Refused &) { outcome = u"refused"_s; },
                   [this](const TimedOut &timedOut) {
                       outcome = u"timed_out"_s;
                       clock = toString(timedOut.clock);
                       nameSource(*this, timedOut.provider, timedOut.model);
                   },
                   [this](const Cancelled &) { outcome = u"cancelled"_s; },
                   [this](const ProviderFailed &failed) {
                       outcome = u"provider_failed"_s;
                       nameSource(*this, failed.provider, failed.model);
                   },
                   [this](const Rejected &) { outcome = u"rejected"_s; },
                   [this](const InternalFailure &) { outcome = u"internal_error"_s; },
               },
               result);
}

QJsonObject toJson(const CallRecord &record)
{
    QJsonObject json{
        {"op"_L1, "call_tool"_L1},
        {"lat"_L1, roundedTo(toSeconds(record.latency), 1e-6)},
        {"sess"_L1, record.session},
        {"name"_L1, record.tool},
        {"prov"_L1, record.provider.toUpper()},
        {"request_id"_L1, record.requestId},
        {"model"_L1, record.model},
        {"outcome"_L1, record.outcome},
        {"queue_ms"_L1, roundedTo(toMilliseconds(record.queued), 1e-3)},
        {"run_ms"_L1, roundedTo(toMilliseconds(record.ran), 1e-3)},
        {"simulated"_L1, record.simulated},
    };
    if (!record.code.isEmpty())
        json.insert("code"_L1, record.code);
    if (!record.clock.isEmpty())
        json.insert("clock"_L1, record.clock);
    if (record.tokens) {
        json.insert("tokens"_L1, QJsonObject{{"prompt"_L1, record.tokens->promptTokens},
                                             {"completion"_L1, record.tokens->completionTokens},
                                             {"reasoning"_L1, record.tokens->reasoningTokens}});
    }
    return json;
}

} // namespace exaid
