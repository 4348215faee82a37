#include "core/frontends/mcp/calltask.h"

#include "core/frontends/mcp/mcptoolresult.h"
#include "core/frontends/mcp/mcptools.h"
#include "core/frontends/resumedesk.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

CallTask::CallTask(const McpContext &context, std::unique_ptr<McpWork> work, QString owner, ToolOutput output)
    : m_context(context)
    , m_owner(std::move(owner))
    , m_tool(work->tool())
    , m_output(output)
    , m_work(std::move(work))
{
    m_work->setListener(*this);
}

CallTask::~CallTask() = default;

QString CallTask::message() const
{
    return m_work ? QString(m_tool + u": "_s + m_work->state()) : QString(m_tool + u": done"_s);
}

QJsonObject CallTask::result() const
{
    if (const KeptResult *kept = m_context.desk.result(m_number))
        return toolResult(kept->outcome, kept->times, m_output);
    return textResult(u"RESULT_GONE: the result of this call is no longer kept (EXAI_RESUME_GRACE_SECS, "
                      "EXAI_RESUME_MAX_RESULTS, EXAI_RESUME_MAX_BYTES). Call the tool again."_s,
                      true);
}

void CallTask::cancel()
{
    if (m_work)
        m_work->cancel(CancelCause::ByClient);
}

void CallTask::workChanged()
{
    changed();
}

void CallTask::workEnded()
{
    const auto work = std::move(m_work); // its seat is given back after the result is kept
    const Outcome &outcome = *work->outcome();
    if (std::holds_alternative<Cancelled>(outcome)) {
        become(TaskStatus::Cancelled);
        return;
    }
    // No connection of EXAI's protocol ever has such an owner. Nobody holds it: its grace time begins.
    const ResumeDesk::Card card{{u"mcp "_s + m_owner, 0}, work->session(), {}, {}, {}};
    m_number = m_context.desk.keep(card, outcome, work->times(), 0);
    become(TaskStatus::Completed);
}

} // namespace exaid::mcp
