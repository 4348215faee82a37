#pragma once

// What a call asks of a provider, coarsely. Each class has time limits of its own: searching and thinking
// take longer, and taking them for hung is what started the timeout cascades this daemon was built against.

#include <QString>
#include <array>

namespace exaid {

enum class WorkClass { Plain, Web, Thinking, WebThinking };
inline constexpr std::array AllWorkClasses{WorkClass::Plain, WorkClass::Web, WorkClass::Thinking,
                                           WorkClass::WebThinking};

inline WorkClass workClassOf(bool web, bool thinking)
{
    if (thinking)
        return web ? WorkClass::WebThinking : WorkClass::Thinking;
    return web ? WorkClass::Web : WorkClass::Plain;
}

// Stable names, for the wire and for settings.
QString toString(WorkClass workClass);

// The five clocks of a call. An expired one is always named.
enum class CallClock { Queue, Connect, FirstToken, Stall, Total };
QString toString(CallClock clock);

// Where a call is. Preparing, Queued and BackingOff are without a lease. BackingOff: the provider refused or
// could not be reached; the call waits before it asks for a slot again.
enum class CallPhase { Preparing, Queued, Connecting, AwaitingFirstToken, Streaming, Finishing, BackingOff };
QString toString(CallPhase phase);

} // namespace exaid
