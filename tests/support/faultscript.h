#pragma once

// What the fault proxy does to one connection: a plain value, so that a test can print it and play it again.

#include "core/time/clock.h"

#include <QString>
#include <random>

namespace exaid::test {

enum class Fault {
    None,
    DelayConnect, // nothing passes for a while, then all does
    HangUp,       // what the client sends is swallowed for ever
    HangDown,     // after `after` bytes, the answer stops and the connection stays
    Trickle,      // after `after` bytes, the answer comes in pieces of `size` bytes with `pause` between
    Reset,        // after `after` bytes of the answer: RST to both
    Fin,          // after `after` bytes of the answer: FIN to both
    HalfClose,    // after `after` bytes of the answer: FIN to the client, which may go on sending
    Garbage,      // after `after` bytes of the answer: `size` bytes that belong to nothing, then the rest
    Refuse        // the connection is closed as soon as it is made
};

struct FaultScript
{
    Fault fault = Fault::None;
    qint64 after = 0; // bytes of the answer that pass first
    int size = 1;
    Duration pause{};

    // One of all faults, each as likely, with amounts that meet head, first token and stream alike. The same
    // engine state gives the same script on every machine.
    static FaultScript random(std::mt19937_64 &engine);
    QString toString() const; // "trickle after=120 size=7 pause=3ms"
    // The form of toString(). Unknown words are an error: none.
    static std::optional<FaultScript> parse(const QString &text);
};

} // namespace exaid::test
