#include "core/tools/threadstool.h"

#include "core/conversations/conversationstore.h"
#include "core/tools/eventview.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QObject>
#include <optional>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QString timeOf(WallTime time)
{
    return EventView::timeText(time.time_since_epoch().count());
}

QJsonObject listJson(const QList<ConversationSummary> &threads)
{
    QJsonArray list;
    for (const ConversationSummary &thread : threads) {
        list.append(QJsonObject{{u"continuation_id"_s, thread.id.value},
                                {u"tool"_s, thread.tool},
                                {u"begins"_s, thread.begins},
                                {u"model"_s, thread.model},
                                {u"turns"_s, thread.turns},
                                {u"remaining_turns"_s, thread.remainingTurns},
                                {u"last_used"_s, timeOf(thread.lastUsed)}});
    }
    return {{u"threads"_s, list}};
}

// Files by name only: they were the agent's own.
QJsonObject threadJson(const Conversation &thread)
{
    QJsonArray turns;
    for (const Exchange &turn : thread.exchanges) {
        QJsonArray files;
        for (const ConversationFile &file : turn.files)
            files.append(file.path);
        turns.append(QJsonObject{{u"prompt"_s, turn.prompt},
                                 {u"files"_s, files},
                                 {u"answer"_s, turn.answer},
                                 {u"provider"_s, turn.provider},
                                 {u"model"_s, turn.model},
                                 {u"at"_s, timeOf(turn.at)}});
    }
    return {{u"continuation_id"_s, thread.id.value},
            {u"tool"_s, thread.tool},
            {u"remaining_turns"_s, thread.remainingTurns},
            {u"turns"_s, turns}};
}

// Asks the store while preparing, tells while executing: both steps come from the event loop.
class ThreadsRun final : public ToolRun
{
public:
    ThreadsRun(ConversationStore &conversations, const ToolInput &input, ToolEvents &events)
        : m_conversations(conversations)
        , m_input(input)
        , m_events(events)
    {}

    void prepare() override
    {
        m_context.emplace();
        const QString id = m_input.arguments["continuation_id"_L1].toString();
        if (id.isEmpty()) {
            m_conversations.list(m_input.sessionName, &*m_context,
                                 [this](const QList<ConversationSummary> &threads) {
                                     m_json = listJson(threads);
                                     m_events.prepared();
                                 });
            return;
        }
        m_conversations.load(ConversationId{id}, m_input.sessionName, &*m_context,
                             [this](const Result<Conversation> &thread) { loaded(thread); });
    }

    void execute(Deadline) override
    {
        QMetaObject::invokeMethod(
            &*m_context,
            [this] {
                Answer answer;
                answer.text = QString::fromUtf8(QJsonDocument(m_json).toJson(QJsonDocument::Indented));
                m_events.finished(answer);
            },
            Qt::QueuedConnection);
    }

    void cancel() override { m_context.reset(); }

private:
    void loaded(const Result<Conversation> &thread)
    {
        if (!thread) {
            m_events.finished(Rejected{thread.error(), {}});
            return;
        }
        m_json = threadJson(*thread);
        m_events.prepared();
    }

    ConversationStore &m_conversations;
    const ToolInput m_input;
    ToolEvents &m_events;
    QJsonObject m_json;
    std::optional<QObject> m_context; // what it waits for dies with it
};

} // namespace

ThreadsTool::ThreadsTool(ToolDefinition definition, ConversationStore &conversations)
    : m_definition(std::move(definition))
    , m_conversations(conversations)
{}

Result<CallPlan> ThreadsTool::plan(const QJsonObject &) const
{
    return CallPlan{};
}

std::unique_ptr<ToolRun> ThreadsTool::start(const ToolInput &input, ToolEvents &events) const
{
    return std::make_unique<ThreadsRun>(m_conversations, input, events);
}

} // namespace exaid
