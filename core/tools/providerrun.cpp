#include "core/tools/providerrun.h"

#include "core/providers/providerset.h"
#include "core/tools/chatreply.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

ProviderRun::ProviderRun(const ChatParts &parts, const ToolInput &input, ToolEvents &events)
    : m_parts(parts)
    , m_input(input)
    , m_events(events)
    , m_random(QRandomGenerator::system()->generate())
{}

ProviderRun::~ProviderRun()
{
    m_state = State::Done;
    if (m_request)
        m_request->cancel();
}

void ProviderRun::prepare()
{
    m_state = State::Preparing;
    getReady();
}

void ProviderRun::getReady()
{
    QMetaObject::invokeMethod(this, &ProviderRun::preparationDone, Qt::QueuedConnection);
}

void ProviderRun::preparationDone()
{
    if (m_state != State::Preparing)
        return;
    m_state = State::Prepared;
    m_events.prepared();
}

void ProviderRun::execute(Deadline deadline)
{
    if (m_state != State::Prepared)
        return;
    m_state = State::Asking;
    m_limits = m_input.plan.limits;
    m_limits.deadline = deadline;
    m_provider = m_parts.providerSet.find(m_input.plan.provider);
    if (m_provider)
        return begin();
    finish(InternalFailure{
        {u"internal_error"_s, u"the provider %1 is gone"_s.arg(m_input.plan.provider), u"try again"_s}});
}

void ProviderRun::cancel()
{
    m_state = State::Done; // first: an abort may speak before it returns
    if (m_request)
        m_request->cancel();
    dropWork();
}

QString ProviderRun::tag()
{
    QString tag = u"call-%1-%2"_s.arg(m_input.call.value).arg(m_random, 8, 16, QChar(u'0'));
    if (++m_requests > 1)
        tag += u".%1"_s.arg(m_requests);
    return tag;
}

void ProviderRun::complete(const CompletionRequest &request, bool tellsChunks)
{
    m_tellsChunks = tellsChunks;
    CompletionRequest tagged = request;
    tagged.callTag = tag();
    m_request = m_provider->complete(tagged, m_limits, *this);
}

void ProviderRun::call(ApiRequest request, std::function<void(const ApiReply &)> then)
{
    request.callTag = tag();
    request.model = m_input.plan.model.id;
    m_request = m_provider->call(request, m_limits, [this, then = std::move(then)](const ApiResult &result) {
        apiDone(result, then);
    });
}

void ProviderRun::apiDone(const ApiResult &result, const std::function<void(const ApiReply &)> &then)
{
    if (m_state != State::Asking)
        return;
    std::visit(Overloaded{
                   [&](const ApiReply &reply) { then(reply); },
                   [this](const TimedOut &timedOut) { attemptFailed(timedOut); },
                   [this](const ProviderFailed &failed) { attemptFailed(failed); },
               },
               result);
}

void ProviderRun::phaseChanged(CallPhase phase)
{
    if (m_state == State::Asking)
        m_events.phaseChanged(phase);
}

void ProviderRun::delta(const QString &text, const QString &)
{
    m_answerBegan = true;
    if (m_state == State::Asking && m_tellsChunks && !text.isEmpty())
        m_events.chunk(text);
}

void ProviderRun::finished(const CompletionResult &result)
{
    if (m_state != State::Asking)
        return;
    std::visit(Overloaded{
                   [this](const Completion &completion) {
                       Answer full = answer();
                       if (!completion.model.isEmpty())
                           full.model = completion.model;
                       full.reasoning = completion.reasoning;
                       full.usage = completion.usage;
                       full.cost = completion.cost;
                       full.finishReason = completion.finishReason;
                       answered(completion, full);
                       full.metadata = usageMetadata(full);
                       finish(full);
                   },
                   [this](const TimedOut &timedOut) { attemptFailed(timedOut); },
                   [this](const ProviderFailed &failed) { attemptFailed(failed); },
               },
               result);
}

// An answer that has begun was paid for, in part: asking again is the client's decision.
void ProviderRun::attemptFailed(const Outcome &outcome)
{
    if (m_answerBegan)
        return finish(outcome);
    m_state = State::Prepared;
    const auto tell = [this, outcome] {
        if (m_state != State::Prepared)
            return;
        m_request.reset();
        m_events.attemptFailed(outcome);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void ProviderRun::finish(const Outcome &outcome)
{
    const auto tell = [this, outcome] {
        if (m_state == State::Done)
            return;
        cancel();
        m_events.finished(outcome);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void ProviderRun::finishWith(const QJsonObject &json)
{
    Answer full = answer();
    full.text = QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented));
    finish(full);
}

Answer ProviderRun::answer() const
{
    Answer answer;
    answer.provider = m_input.plan.provider;
    answer.model = m_input.plan.model.id;
    answer.simulated = m_input.plan.simulated;
    return answer;
}

const ChatProvider *ProviderRun::providerSettings() const
{
    const auto found = std::ranges::find(m_parts.providers, m_input.plan.provider, &ChatProvider::id);
    return found == m_parts.providers.end() ? nullptr : &*found;
}

} // namespace exaid
