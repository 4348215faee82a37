#pragma once

// Records everything one completion tells its listener. Owned by the test, on its thread.

#include "core/providers/provider.h"

#include <QEventLoop>
#include <QList>
#include <QStringList>
#include <QTimer>
#include <chrono>
#include <memory>
#include <optional>

namespace exaid::test {

class CompletionRecorder final : public CompletionListener
{
public:
    void start(Provider &provider, const CompletionRequest &request, const CompletionLimits &limits = {})
    {
        m_started = std::chrono::steady_clock::now();
        m_handle = provider.complete(request, limits, *this);
        calledInsideComplete = events > 0;
    }

    // Runs the event loop until the completion is over, without polling.
    bool wait(std::chrono::milliseconds limit = std::chrono::seconds(20))
    {
        if (!isOver()) {
            QTimer::singleShot(limit, &m_loop, &QEventLoop::quit);
            m_loop.exec();
        }
        return isOver();
    }
    bool isOver() const { return finishedCount > 0; }
    const Completion *completion() const { return result ? std::get_if<Completion>(&*result) : nullptr; }
    const TimedOut *timedOut() const { return result ? std::get_if<TimedOut>(&*result) : nullptr; }
    const ProviderFailed *failure() const { return result ? std::get_if<ProviderFailed>(&*result) : nullptr; }
    // What a test compares: "ok", the name of a clock, or the failure's code.
    QString verdict() const
    {
        if (completion())
            return QStringLiteral("ok");
        if (timedOut())
            return toString(timedOut()->clock);
        return failure() ? failure()->error.code : QStringLiteral("nothing");
    }

    QStringList phaseNames() const
    {
        QStringList names;
        for (const CallPhase phase : phases)
            names << toString(phase);
        return names;
    }

    std::unique_ptr<CompletionHandle> m_handle; // reset it to abort
    QList<CallPhase> phases;
    QString text, reasoning; // as told by deltas
    std::optional<CompletionResult> result;
    std::chrono::nanoseconds took{};
    int finishedCount = 0;
    int events = 0;
    bool calledInsideComplete = false;
    std::optional<CallPhase> cancelInPhase; // destroys the handle from inside phaseChanged
    bool cancelInDelta = false;             // … or from inside the first delta

private:
    void phaseChanged(CallPhase phase) override
    {
        ++events;
        phases << phase;
        if (cancelInPhase == phase)
            m_handle.reset();
    }
    void delta(const QString &newText, const QString &newReasoning) override
    {
        ++events;
        text += newText;
        reasoning += newReasoning;
        if (cancelInDelta)
            m_handle.reset();
    }
    void finished(const CompletionResult &how) override
    {
        ++events;
        ++finishedCount;
        result = how;
        took = std::chrono::steady_clock::now() - m_started;
        m_handle.reset(); // a listener may, so the test does
        m_loop.quit();
    }

    QEventLoop m_loop;
    std::chrono::steady_clock::time_point m_started;
};

} // namespace exaid::test
