#pragma once

// What the simulator answers and when: made from the request and a seed, without sockets or timers. Pure.

#include "core/time/clock.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <random>

namespace exaid {

struct SimulatorOptions
{
    quint32 seed = 1;
    Duration firstToken = std::chrono::milliseconds(300); // median; most fall between half and double
    int tokens = 30;
    double tokensPerSecond = 40;
};

// Directives in the last user message: [sim delay=2s tokens=50 rate=20 stall=5s error=429 hang]
//   delay  to the first token      tokens  their number      rate  a second      stall  a pause in the middle
//   error  this HTTP status instead of an answer      hang  silence after the head (hang=mid: after some
//   tokens)
struct SimulatedAnswer
{
    Duration firstToken{};
    Duration gap{}; // between tokens
    Duration stall{};
    int status = 200;
    bool hang = false;
    bool hangMidway = false;
    QStringList reasoning;
    QStringList tokens;
    QString model;
    bool stream = true;
    qint64 promptTokens = 0; // estimated: a quarter of the characters

    QString text() const { return tokens.join(QString()); }

    static SimulatedAnswer to(const QJsonObject &request, const SimulatorOptions &options,
                              std::mt19937 &random);
};

} // namespace exaid
