#include "app/lab/load/loadplan.h"

#include <QHostAddress>

namespace exaid::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isLoopbackHost(const QString &host)
{
    return host.compare(u"localhost", Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

Error tooMuch(const QString &message)
{
    return {u"too_much"_s, message, u"ask for less; the bounds protect the daemon and this machine"_s};
}

} // namespace

Status validate(const LoadPlan &plan)
{
    const QString scheme = plan.url.scheme();
    if (!plan.url.isValid() || plan.url.host().isEmpty() || (scheme != u"ws" && scheme != u"wss"))
        return Error{u"bad_url"_s, u"\"%1\" is not the address of a daemon"_s.arg(plan.url.toString()),
                     u"write --url ws://127.0.0.1:8079"_s};
    if (!plan.allowRemote && !isLoopbackHost(plan.url.host()))
        return Error{u"not_loopback"_s, u"%1 is not this machine"_s.arg(plan.url.host()),
                     u"load only daemons that are yours; --force allows it"_s};
    if (plan.sessions.empty())
        return Error{u"no_sessions"_s, u"there is nothing to do without sessions"_s,
                     u"set --sessions or --greedy"_s};
    if (plan.sessions.size() > MaxLoadSessions)
        return tooMuch(u"more than %1 sessions"_s.arg(MaxLoadSessions));
    if (plan.duration <= Duration::zero() || plan.duration > MaxLoadDuration)
        return tooMuch(u"the duration must be positive and at most an hour"_s);
    if (plan.warmUp < Duration::zero() || plan.warmUp > MaxLoadDuration)
        return tooMuch(u"the warm-up lasts at most an hour"_s);
    int outstanding = 0;
    double rate = 0;
    for (const SessionPlan &session : plan.sessions) {
        if (session.outstanding < 1 || session.outstanding > MaxLoadOutstanding)
            return tooMuch(u"a session has 1 to %1 calls outstanding"_s.arg(MaxLoadOutstanding));
        outstanding += session.outstanding;
        if (session.pattern == ArrivalPattern::Poisson) {
            if (session.rate <= 0)
                return Error{u"bad_rate"_s, u"the rate must be positive"_s,
                             u"set --rate to calls a second"_s};
            rate += session.rate;
        }
    }
    if (outstanding > MaxLoadOutstandingTotal)
        return tooMuch(u"more than %1 calls outstanding in all"_s.arg(MaxLoadOutstandingTotal));
    if (rate > MaxLoadRate)
        return tooMuch(u"more than %1 calls a second in all"_s.arg(MaxLoadRate));
    return Done{};
}

Result<std::vector<WeightedModel>> parseModelMix(const QString &text)
{
    if (text.trimmed().isEmpty())
        return std::vector{WeightedModel{}};
    std::vector<WeightedModel> models;
    for (const QString &part : text.split(u',')) {
        const qsizetype equals = part.indexOf(u'=');
        WeightedModel model{part.left(equals).trimmed(), 1};
        bool ok = true;
        if (equals >= 0)
            model.weight = part.mid(equals + 1).trimmed().toDouble(&ok);
        if (model.model.isEmpty() || !ok || !(model.weight > 0) || model.weight > 1e6)
            return Error{u"bad_model_mix"_s, u"\"%1\" is not a model with a weight"_s.arg(part),
                         u"write --model kimi-k2=3,glm-4.6=1"_s};
        models.push_back(model);
    }
    return models;
}

} // namespace exaid::lab
