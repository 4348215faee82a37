#pragma once

// Writes down what a run tells; fails the order checks of its test by what it holds, not by itself.

#include "core/tools/tool.h"

#include <QStringList>
#include <functional>
#include <optional>

namespace exaid::test {

class ToolRecorder final : public ToolEvents
{
public:
    void prepared() override
    {
        ++preparedCount;
        say(QStringLiteral("prepared"));
    }
    void phaseChanged(CallPhase phase) override { say(toString(phase)); }
    void note(const QString &message) override
    {
        notes.append(message);
        say(QStringLiteral("note"));
    }
    void chunk(const QString &text) override
    {
        chunks.append(text);
        say(QStringLiteral("chunk"));
    }
    void finished(const Outcome &result) override
    {
        ++finishedCount;
        outcome = result;
        say(QStringLiteral("finished"));
    }

    template <typename T>
    const T *outcomeAs() const
    {
        return outcome ? std::get_if<T>(&*outcome) : nullptr;
    }

    QStringList events, notes, chunks;
    int preparedCount = 0, finishedCount = 0;
    std::optional<Outcome> outcome;
    std::function<void(const QString &)> onEvent; // may destroy the run

private:
    void say(const QString &event)
    {
        events.append(event);
        if (onEvent)
            onEvent(event);
    }
};

} // namespace exaid::test
