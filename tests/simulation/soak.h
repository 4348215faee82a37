#pragma once

// Many simulated lives on several threads.

#include "simworld.h"

#include <functional>

namespace exaid::simulation {

struct Soak
{
    quint64 firstSeed = 0;
    quint64 seeds = 0;
    int steps = 400;
    int threads = 1;
};

struct SoakResult
{
    PlayStats stats;
    quint64 seedsDone = 0;
    std::optional<QString> failure; // of the lowest failing seed: what, and a script that shows it
};

// Stops at the first failure. progress is called from the calling thread, every few seconds.
SoakResult run(const Soak &soak, const std::function<void(const SoakResult &)> &progress = {});

// The failure as text: the seed, the smallest script that still fails and how to replay it.
QString report(quint64 seed, const Script &script, const QString &wrong);

} // namespace exaid::simulation
