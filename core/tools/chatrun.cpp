#include "core/tools/chatrun.h"

#include "core/providers/providerset.h"
#include "core/tools/chatreply.h"

#include <QPointer>
#include <QRandomGenerator>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Up to here, rendering takes well under a millisecond and needs no worker.
constexpr qsizetype MostCharactersRenderedHere = 100'000;
// No text has more bytes a token than this in UTF-8, so that reading stops before memory does.
constexpr qint64 MostBytesPerToken = 12;
constexpr qint64 MostBytesWithoutContext = 16'777'216;

qsizetype charactersOf(const QList<Exchange> &history)
{
    qsizetype characters = 0;
    for (const Exchange &exchange : history) {
        characters += exchange.prompt.size() + exchange.answer.size();
        for (const ConversationFile &file : exchange.files)
            characters += file.text.size();
    }
    return characters;
}

} // namespace

ChatRun::ChatRun(const ChatParts &parts, const ToolInput &input, ToolEvents &events)
    : m_parts(parts)
    , m_input(input)
    , m_arguments(ChatArguments::from(input.arguments))
    , m_events(events)
{
    // Queued: the run may be destroyed by what follows, and must not take the emitting watcher with it.
    connect(&m_reading, &QFutureWatcherBase::finished, this, &ChatRun::materialRead, Qt::QueuedConnection);
}

ChatRun::~ChatRun()
{
    cancel();
}

void ChatRun::prepare()
{
    if (!advance(State::Loading))
        return;
    if (m_arguments.continuation.isEmpty())
        QMetaObject::invokeMethod(this, &ChatRun::readMaterial, Qt::QueuedConnection);
    else
        m_parts.conversations.load(
            m_arguments.continuation, m_input.sessionName, this,
            [this](const Result<Conversation> &conversation) { loaded(conversation); });
}

void ChatRun::loaded(const Result<Conversation> &conversation)
{
    if (m_state != State::Loading)
        return;
    if (!conversation)
        return finish(Rejected{conversation.error(), {{u"field"_s, u"continuation_id"_s}}});
    if (conversation->remainingTurns <= 0) {
        const Error full{
            u"CONTINUATION_FULL"_s,
            u"this conversation has had its %1 turns"_s.arg(conversation->exchanges.size()),
            u"begin a new one by leaving out continuation_id, or raise MAX_CONVERSATION_TURNS"_s};
        return finish(Rejected{full, {{u"field"_s, u"continuation_id"_s}}});
    }
    m_conversation = *conversation;
    readMaterial();
}

void ChatRun::readMaterial()
{
    if (!advance(State::Reading))
        return;
    const ToolSettings &settings = m_parts.settings;
    const qint64 contextBytes = qint64{m_input.plan.model.contextTokens} * MostBytesPerToken;
    ChatMaterial material;
    material.systemPrompt = m_parts.systemPrompt;
    material.history = m_conversation.exchanges;
    material.prompt = m_arguments.prompt;
    material.files = m_arguments.files;
    material.rules = {settings.allowedRoots, settings.maxFileBytes,
                      contextBytes > 0 ? contextBytes : MostBytesWithoutContext};
    material.tokenLimit = tokenLimit();
    // A call without files does not depend on the pool, where somebody's file on a dead network drive may
    // hold a worker.
    if (material.files.isEmpty() && charactersOf(material.history) <= MostCharactersRenderedHere)
        return usePrepared(prepareChat(material, [] { return false; }));
    m_reading.setFuture(prepareChatLater(m_parts.pool, std::move(material)));
}

void ChatRun::materialRead()
{
    if (m_state != State::Reading)
        return;
    if (m_reading.future().resultCount() == 0) {
        const Error dropped{
            u"internal_error"_s, u"the files were not read: the worker pool is shutting down"_s, {}};
        return finish(InternalFailure{dropped});
    }
    usePrepared(m_reading.result());
}

void ChatRun::usePrepared(const Result<PreparedChat> &prepared)
{
    if (!prepared)
        return finish(Rejected{prepared.error(), {{u"field"_s, u"files"_s}}});
    m_prepared = *prepared;
    const qint64 limit = tokenLimit();
    if (limit > 0 && m_prepared.prompt.estimatedTokens > limit) {
        const QString field = m_arguments.files.isEmpty() ? u"prompt"_s : u"files"_s;
        const Error error{
            u"VALIDATION_ERROR"_s,
            u"Validation failed for '%1': prompt and files are about %2 tokens, model %3 reads at most %4"_s
                .arg(field, QString::number(m_prepared.prompt.estimatedTokens), m_input.plan.model.id,
                     QString::number(limit)),
            u"name fewer files, or a model with a larger context (see listmodels)"_s};
        return finish(Rejected{error, {{u"field"_s, field}}});
    }
    if (!advance(State::Prepared))
        return;
    const QPointer<ChatRun> self(this);
    for (const QString &note : notes()) {
        m_events.note(note);
        if (!self || m_state != State::Prepared)
            return;
    }
    m_events.prepared();
}

void ChatRun::execute(Deadline deadline)
{
    if (!advance(State::Asking))
        return;
    Provider *provider = m_parts.providerSet.find(m_input.plan.provider);
    if (!provider) {
        return finishLater(InternalFailure{
            {u"internal_error"_s, u"the provider %1 is gone"_s.arg(m_input.plan.provider), u"try again"_s}});
    }
    CompletionLimits limits = m_input.plan.limits;
    limits.deadline = deadline;
    m_completion = provider->complete(request(), limits, *this);
}

void ChatRun::phaseChanged(CallPhase phase)
{
    if (m_state == State::Asking)
        m_events.phaseChanged(phase);
}

void ChatRun::delta(const QString &text, const QString &)
{
    if (m_state != State::Asking)
        return;
    m_answerBegan = true;
    if (!text.isEmpty())
        m_events.chunk(text);
}

// Told on from the event loop: the call destroys its run when it ends, and with it the handle that is
// speaking here.
void ChatRun::finished(const CompletionResult &result)
{
    if (m_state != State::Asking)
        return;
    std::visit(Overloaded{
                   [this](const Completion &completion) { answered(completion); },
                   [this](const TimedOut &timedOut) { attemptFailed(timedOut); },
                   [this](const ProviderFailed &failed) { attemptFailed(failed); },
               },
               result);
}

// An answer that has begun was paid for, in part: asking again is the client's decision.
void ChatRun::attemptFailed(const Outcome &outcome)
{
    if (m_answerBegan)
        return finishLater(outcome);
    m_state = State::Prepared;
    QMetaObject::invokeMethod(
        this,
        [this, outcome] {
            if (m_state != State::Prepared)
                return;
            m_completion.reset();
            m_events.attemptFailed(outcome);
        },
        Qt::QueuedConnection);
}

void ChatRun::answered(const Completion &completion)
{
    const CallPlan &plan = m_input.plan;
    const QString model = completion.model.isEmpty() ? plan.model.id : completion.model;
    if (completion.text.trimmed().isEmpty()) {
        const bool cutOff = completion.finishReason == "length"_L1;
        const Error error{
            u"empty_answer"_s,
            cutOff ? u"the model used up its output limit before it wrote an answer"_s
                   : u"the model ended without an answer (finish reason '%1')"_s.arg(completion.finishReason),
            cutOff ? u"ask with a lower thinking_mode, or raise the provider's _MAX_OUTPUT_TOKENS"_s
                   : QString()};
        return finishLater(ProviderFailed{plan.provider, model, error, 200, {}, true});
    }
    m_answer.text = completion.text;
    m_answer.reasoning = completion.reasoning;
    m_answer.provider = plan.provider;
    m_answer.model = model;
    m_answer.simulated = plan.simulated;
    m_answer.usage = completion.usage;
    m_answer.cost = completion.cost;
    m_continuations = completion.continuations;
    m_answer.finishReason = completion.finishReason;
    if (!advance(State::Storing))
        return;
    const QPointer<ChatRun> self(this);
    m_events.phaseChanged(CallPhase::Finishing);
    if (self && m_state == State::Storing)
        store();
}

// Before the answer goes out: an id that is offered can be used.
void ChatRun::store()
{
    const Exchange exchange{m_arguments.prompt, m_prepared.files, m_answer.text,
                            m_answer.provider,  m_answer.model,   {}};
    const auto done = [this](const Result<ConversationOffer> &offer) { stored(offer); };
    if (m_arguments.continuation.isEmpty())
        m_parts.conversations.create(m_input.sessionName, u"chat"_s, exchange, this, done);
    else
        m_parts.conversations.append(m_arguments.continuation, m_input.sessionName, exchange, this, done);
}

void ChatRun::stored(const Result<ConversationOffer> &offer)
{
    if (m_state != State::Storing)
        return;
    m_answer.metadata = chatMetadata({m_answer, m_input.plan, m_prepared, notes()});
    addContinuation(m_answer, offer);
    finish(m_answer);
}

void ChatRun::cancel()
{
    m_state = State::Done; // first: an abort may speak before it returns
    m_reading.cancel();
    if (m_completion)
        m_completion->cancel();
}

bool ChatRun::advance(State next)
{
    const bool isNextStep = static_cast<int>(next) == static_cast<int>(m_state) + 1;
    if (isNextStep && next != State::Done) {
        m_state = next;
        return true;
    }
    if (m_state != State::Done) {
        const QString what = u"chat: step to state %1 from state %2"_s.arg(static_cast<int>(next))
                                 .arg(static_cast<int>(m_state));
        finishLater(InternalFailure{{u"internal_error"_s, what, {}}});
    }
    return false;
}

void ChatRun::finish(const Outcome &outcome)
{
    if (m_state == State::Done)
        return;
    cancel();
    m_events.finished(outcome);
}

void ChatRun::finishLater(const Outcome &outcome)
{
    QMetaObject::invokeMethod(this, [this, outcome] { finish(outcome); }, Qt::QueuedConnection);
}

const ChatProvider *ChatRun::providerSettings() const
{
    const auto found = std::ranges::find(m_parts.providers, m_input.plan.provider, &ChatProvider::id);
    return found == m_parts.providers.end() ? nullptr : &*found;
}

// What the model can read: its context less the room for the answer.
qint64 ChatRun::tokenLimit() const
{
    const qint64 context = m_input.plan.model.contextTokens;
    return context - std::min<qint64>(outputLimit(m_input.plan.model, providerSettings()), context / 2);
}

QStringList ChatRun::notes() const
{
    const ModelInfo &model = m_input.plan.model;
    QStringList notes;
    if (m_arguments.webSearch.value_or(false) && !model.webSearch)
        notes.append(u"use_websearch is ignored: model %1 can't search the web"_s.arg(model.id));
    if (!m_arguments.thinkingMode.isEmpty() && !model.thinking && !model.thinksAlways)
        notes.append(u"thinking_mode is ignored: model %1 has no thinking mode"_s.arg(model.id));
    if (m_arguments.temperature && model.fixedTemperature)
        notes.append(u"temperature is ignored: model %1 has a fixed one"_s.arg(model.id));
    if (!m_conversation.exchanges.isEmpty()) {
        const Exchange &last = m_conversation.exchanges.constLast();
        if (last.provider != model.provider)
            notes.append(u"the conversation so far was with %1; %2 goes on"_s.arg(last.model, model.id));
    }
    if (m_continuations > 0) {
        notes.append(
            u"the answer reached the model's output limit and was continued %1 times"_s.arg(m_continuations));
    }
    if (m_answer.finishReason == "length"_L1)
        notes.append(u"the answer was cut off at the output limit"_s);
    if (const int dropped = m_prepared.prompt.droppedExchanges; dropped > 0)
        notes.append(
            u"the oldest %1 turns do not fit into the context of %2 and were left out"_s.arg(dropped).arg(
                model.id));
    return notes;
}

CompletionRequest ChatRun::request() const
{
    const CallPlan &plan = m_input.plan;
    CompletionRequest request;
    // The random part tells calls of different runs of the daemon apart.
    const quint32 random = QRandomGenerator::system()->generate();
    request.callTag = u"call-%1-%2"_s.arg(m_input.call.value).arg(random, 8, 16, QChar(u'0'));
    request.model = plan.model.id;
    request.messages = m_prepared.prompt.messages;
    request.temperature = m_arguments.temperature;
    if (const int limit = outputLimit(plan.model, providerSettings()); limit > 0)
        request.maxTokens = limit;
    request.continueUpTo = m_parts.settings.continuationTokens;
    request.cacheKey = m_input.sessionName + u":chat"_s;
    request.webSearch = plan.workClass == WorkClass::Web || plan.workClass == WorkClass::WebThinking;
    request.thinking = plan.workClass == WorkClass::Thinking || plan.workClass == WorkClass::WebThinking;
    if (plan.model.thinking)
        request.thinkingMode = m_arguments.thinkingMode;
    return request;
}

} // namespace exaid
