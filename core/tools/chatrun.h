#pragma once

// One chat call: loads the conversation, reads the files, asks the model, stores the turn, answers. Core
// thread. Owned by the call; may be cancelled or destroyed in any state, also from inside prepared(), note(),
// chunk() and phaseChanged().
//
//   Idle → Loading → Reading → Prepared → Asking → Storing → Done
//
// Asking goes back to Prepared when the provider failed before its answer began: the run may be executed
// again. Each state may go to Done. What arrives late from the store, the worker pool or the provider is
// dropped there.

#include "core/conversations/conversationstore.h"
#include "core/tools/chatarguments.h"
#include "core/tools/chatpreparation.h"
#include "core/tools/chattool.h"
#include "core/tools/tool.h"

#include <QFutureWatcher>
#include <QObject>
#include <QStringList>

namespace exaid {

class ChatRun final : public QObject, public ToolRun, private CompletionListener
{
    Q_OBJECT
public:
    ChatRun(const ChatParts &parts, const ToolInput &input, ToolEvents &events);
    ~ChatRun() override;

    void prepare() override;
    void execute(Deadline deadline) override;
    void cancel() override;

private:
    enum class State { Idle, Loading, Reading, Prepared, Asking, Storing, Done };

    void phaseChanged(CallPhase phase) override;
    void delta(const QString &text, const QString &reasoning) override;
    void finished(const CompletionResult &result) override;

    void loaded(const Result<Conversation> &conversation);
    void readMaterial();
    void materialRead();
    void usePrepared(const Result<PreparedChat> &prepared);
    void attemptFailed(const Outcome &outcome);
    void answered(const Completion &completion);
    void store();
    void stored(const Result<ConversationOffer> &offer);

    // False: not a step from the present state. Past Done that is what came too late; else a defect, told as
    // one.
    bool advance(State next);
    void finish(const Outcome &outcome);
    void finishLater(const Outcome &outcome);
    const ChatProvider *providerSettings() const;
    qint64 tokenLimit() const;
    QStringList notes() const;
    CompletionRequest request() const;

    const ChatParts &m_parts;
    const ToolInput m_input;
    const ChatArguments m_arguments;
    ToolEvents &m_events;
    State m_state = State::Idle;
    Conversation m_conversation;
    PreparedChat m_prepared;
    QFutureWatcher<Result<PreparedChat>> m_reading;
    std::unique_ptr<CompletionHandle> m_completion;
    bool m_answerBegan = false;
    Answer m_answer;
    int m_continuations = 0;
};

} // namespace exaid
