#include "core/tools/localtool.h"

#include <QJsonDocument>

namespace exaid {

namespace {

// Idle → preparing → prepared → answering → done; the one timer carries each step to the event loop.
class LocalRun final : public ToolRun
{
public:
    LocalRun(const LocalTool::Work &work, TimerService &timers, const ToolInput &input, ToolEvents &events)
        : m_work(work)
        , m_timers(timers)
        , m_input(input)
        , m_events(events)
    {}

    void prepare() override
    {
        m_next = m_timers.after(Duration::zero(), [this] { m_events.prepared(); });
    }

    void execute(Deadline) override
    {
        const Result<LocalReply> reply = m_work(m_input);
        if (!reply) {
            m_next = m_timers.after(
                Duration::zero(), [this, error = reply.error()] { m_events.finished(Rejected{error, {}}); });
            return;
        }
        Answer answer;
        answer.text = reply->text;
        m_next = m_timers.after(reply->delay, [this, answer] { m_events.finished(answer); });
    }

    void cancel() override { m_next.cancel(); }

private:
    const LocalTool::Work &m_work;
    TimerService &m_timers;
    const ToolInput m_input;
    ToolEvents &m_events;
    Timer m_next;
};

} // namespace

LocalTool::LocalTool(ToolDefinition definition, TimerService &timers, Work work)
    : m_definition(std::move(definition))
    , m_timers(timers)
    , m_work(std::move(work))
{}

Result<CallPlan> LocalTool::plan(const QJsonObject &) const
{
    return CallPlan{};
}

std::unique_ptr<ToolRun> LocalTool::start(const ToolInput &input, ToolEvents &events) const
{
    return std::make_unique<LocalRun>(m_work, m_timers, input, events);
}

LocalReply jsonReply(const QJsonObject &json)
{
    return {QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented)), {}};
}

} // namespace exaid
