#pragma once

// What the stall learners of all models know, as a value: for the file that keeps it over a restart, and for
// explaining the limits to people. Pure.

#include "core/config/settings.h"
#include "core/providers/stalllearner.h"
#include "core/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QMap>
#include <QString>
#include <deque>

namespace exaid {

using LearnedModels = QMap<QString, std::deque<StallLearner::Stream>>; // by model
using LearnedStalls = QMap<QString, LearnedModels>;                    // by provider

// {"format": 1, "stalls": {"kimi": {"kimi-latest": [1204, -120000]}}}: the longest pause of each stream in
// milliseconds, the oldest first; below zero: it was ended after waiting so long.
QByteArray learnedText(const LearnedStalls &learned);
// Error: not such a file, or of a newer format. What is in it is checked like any input; a part that makes no
// sense is left out.
Result<LearnedStalls> learnedFrom(const QByteArray &text);

// The limits that follow, with the reasons: one line a model, and the same as JSON.
QString learnedReport(const LearnedStalls &learned, const Settings &settings);
QJsonArray learnedJson(const LearnedStalls &learned, const Settings &settings);

} // namespace exaid
