#pragma once

// What a load run does: where to, how many sessions, and how each behaves. A plain value; validate() bounds
// it. A run ends by itself, whatever the daemon does.

#include "core/result.h"
#include "core/secret.h"
#include "core/time/clock.h"

#include <QString>
#include <QUrl>
#include <vector>

namespace exaid::lab {

enum class ArrivalPattern {
    Closed,  // `outstanding` calls at all times; after a reply the session thinks, then sends the next
    Poisson, // calls at random moments, `rate` a second; those beyond `outstanding` are left out and counted
};

struct WeightedModel
{
    QString model; // empty: the daemon chooses
    double weight = 1;
};

struct SessionPlan
{
    bool isGreedy = false; // reported apart
    ArrivalPattern pattern = ArrivalPattern::Closed;
    int outstanding = 1;
    double rate = 1; // calls a second; Poisson only
    Duration think{};
    QString prompt;
};

struct LoadPlan
{
    QUrl url{QStringLiteral("ws://127.0.0.1:8079")};
    Secret token;
    QString tool = QStringLiteral("chat");
    std::vector<WeightedModel> models{WeightedModel{}};
    std::vector<SessionPlan> sessions;
    // Before the duration: calls that end in it are not in the figures. Whoever comes first finds all slots
    // free.
    Duration warmUp{};
    Duration duration = std::chrono::seconds(30);
    quint64 seed = 1;
    bool allowRemote = false;
};

// The bounds of a run.
inline constexpr int MaxLoadSessions = 200;
inline constexpr int MaxLoadOutstanding = 500;       // of one session
inline constexpr int MaxLoadOutstandingTotal = 2000; // of all
inline constexpr double MaxLoadRate = 2000;          // calls a second, of all sessions
inline constexpr Duration MaxLoadDuration = std::chrono::hours(1);

// Error: not_loopback, bad_url, too_much, …
Status validate(const LoadPlan &plan);

// "kimi-k2=3,glm-4.6" → weights 3 and 1.
Result<std::vector<WeightedModel>> parseModelMix(const QString &text);

} // namespace exaid::lab
