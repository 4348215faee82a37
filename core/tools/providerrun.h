#pragma once

// The common half of runs that ask one provider: their states, their one request at a time, and the end told
// from the event loop, because the call destroys its run when it ends. Core thread. May be cancelled or
// destroyed in any state, also from inside an event.
//
//   Idle → Preparing → Prepared ⇄ Asking → Done
//
// A request that fails before anything of its answer is there goes back to Prepared and is told as a failed
// attempt: the call decides whether begin() is to come again. A run of several requests goes on where it was.

#include "core/tools/chattool.h"
#include "core/tools/tool.h"

#include <QObject>
#include <functional>

namespace exaid {

class ProviderRun : public QObject, public ToolRun, private CompletionListener
{
    Q_OBJECT
public:
    ProviderRun(const ChatParts &parts, const ToolInput &input, ToolEvents &events);
    ~ProviderRun() override;

    void prepare() final;
    void execute(Deadline deadline) final;
    void cancel() final;

protected:
    // What can be done without a slot. Ends with preparationDone() or finish(), from the event loop.
    virtual void getReady();
    void preparationDone();
    // With the slot, perhaps more than once. Ends with finish().
    virtual void begin() = 0;
    // A chat ends here; the answer's provider, model, usage and cost are filled in.
    virtual void answered(const Completion &, Answer &) {}
    virtual void dropWork() {} // cancelled: what runs on a worker is of no use any more

    void complete(const CompletionRequest &request, bool tellsChunks);
    void call(ApiRequest request, std::function<void(const ApiReply &)> then);
    void finish(const Outcome &outcome); // from the event loop; later calls are dropped
    void finishWith(const QJsonObject &json);
    Answer answer() const; // provider, model and simulated are filled in
    bool isOver() const { return m_state == State::Done; }
    const ChatParts &parts() const { return m_parts; }
    const ToolInput &input() const { return m_input; }
    const ChatProvider *providerSettings() const;

private:
    enum class State { Idle, Preparing, Prepared, Asking, Done };

    void phaseChanged(CallPhase phase) override;
    void delta(const QString &text, const QString &reasoning) override;
    void finished(const CompletionResult &result) override;
    void attemptFailed(const Outcome &outcome);
    void apiDone(const ApiResult &result, const std::function<void(const ApiReply &)> &then);
    QString tag();

    const ChatParts &m_parts;
    const ToolInput m_input;
    ToolEvents &m_events;
    State m_state = State::Idle;
    CompletionLimits m_limits;
    Provider *m_provider = nullptr; // while asking
    std::unique_ptr<CompletionHandle> m_request;
    bool m_tellsChunks = false;
    bool m_answerBegan = false;
    const quint32 m_random; // tells calls of different runs of the daemon apart
    int m_requests = 0;
};

} // namespace exaid
