#pragma once

// A tool: what an agent can call. Tools hold no state between calls (session B once saw session A's files
// that way); all state of one call lives in its ToolRun. Core thread; blocking work goes to the worker pool.
//
// The life of a run, driven by CallEngine:
//   plan(arguments)            pure: which provider and model, which work class, which limits; or a rejection
//   start(…) → ToolRun         nothing happens yet
//   run->prepare()             reads files and history, without a slot; ends with events.prepared() or
//   events.finished()
//   …admission, when the plan names a provider…
//   run->execute(deadline)     ends with events.finished(), exactly once; or with events.attemptFailed(), and
//   then may be called again, after a back-off and a new admission
//   ~ToolRun or cancel()       at any moment; aborts the provider request; no event after it returns

#include "core/ids.h"
#include "core/outcome.h"
#include "core/providers/modelcatalog.h"
#include "core/providers/provider.h"

#include <QJsonObject>
#include <QString>
#include <memory>

namespace exaid {

// What the text of an answer is: prose of a model or a provider, or one JSON object of our own.
enum class ToolOutput { Answer, Json };

struct ToolDefinition
{
    QString name; // ≤ 40 characters
    QString title;
    QString description; // ≤ 2 KB
    QJsonObject inputSchema;
    bool readOnly = true;     // changes nothing, here or at a provider: hosts run such calls side by side
    bool destructive = false; // what it changes may be lost
    bool openWorld = false;   // talks to somebody outside this machine
    int maxResultChars = 0;   // how long an answer may well be; 0: nothing special
    ToolOutput output = ToolOutput::Answer;
    QJsonObject outputSchema = {}; // of structured results, see outputSchemaOf()
};

struct CallPlan
{
    QString provider; // empty: the tool calls no provider and takes no permit
    ModelInfo model;
    WorkClass workClass = WorkClass::Plain;
    CompletionLimits limits; // deadline unset; the engine fixes it
    bool simulated = false;

    bool needsPermit() const { return !provider.isEmpty(); }
};

struct ToolInput
{
    CallId call;
    SessionId session;
    QString sessionName;
    QJsonObject arguments; // validated, defaults filled in
    CallPlan plan;
};

class ToolEvents
{
public:
    virtual void prepared() = 0;
    virtual void phaseChanged(CallPhase phase) = 0;
    virtual void note(const QString &message) = 0; // one line for the waiting client
    virtual void chunk(const QString &text) = 0;   // a piece of the answer
    virtual void finished(const Outcome &outcome) = 0;
    // The provider failed before anything of its answer was told, and execute() may be called again. Whether
    // it is, is not the run's business: it waits, or is destroyed. Instead of finished(); never from inside
    // execute().
    virtual void attemptFailed(const Outcome &outcome) { finished(outcome); }

protected:
    ~ToolEvents() = default;
};

class ToolRun
{
public:
    virtual ~ToolRun() = default;
    virtual void prepare() = 0;
    virtual void execute(Deadline deadline) = 0;
    virtual void cancel() = 0;

protected:
    ToolRun() = default;
    Q_DISABLE_COPY_MOVE(ToolRun)
};

class Tool
{
public:
    virtual ~Tool() = default;
    virtual const ToolDefinition &definition() const = 0;
    // arguments are valid against the schema, defaults filled in.
    virtual Result<CallPlan> plan(const QJsonObject &arguments) const = 0;
    [[nodiscard]] virtual std::unique_ptr<ToolRun> start(const ToolInput &input,
                                                         ToolEvents &events) const = 0;

protected:
    Tool() = default;
    Q_DISABLE_COPY_MOVE(Tool)
};

} // namespace exaid
