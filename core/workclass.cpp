#include "core/workclass.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QString toString(WorkClass workClass)
{
    switch (workClass) {
    case WorkClass::Plain:
        return u"plain"_s;
    case WorkClass::Web:
        return u"web"_s;
    case WorkClass::Thinking:
        return u"thinking"_s;
    case WorkClass::WebThinking:
        return u"web_thinking"_s;
    }
    Q_UNREACHABLE();
}

QString toString(CallClock clock)
{
    switch (clock) {
    case CallClock::Queue:
        return u"queue"_s;
    case CallClock::Connect:
        return u"connect"_s;
    case CallClock::FirstToken:
        return u"first_token"_s;
    case CallClock::Stall:
        return u"stall"_s;
    case CallClock::Total:
        return u"total"_s;
    }
    Q_UNREACHABLE();
}

QString toString(CallPhase phase)
{
    switch (phase) {
    case CallPhase::Preparing:
        return u"preparing"_s;
    case CallPhase::Queued:
        return u"queued"_s;
    case CallPhase::Connecting:
        return u"connecting"_s;
    case CallPhase::AwaitingFirstToken:
        return u"awaiting_first_token"_s;
    case CallPhase::Streaming:
        return u"streaming"_s;
    case CallPhase::Finishing:
        return u"finishing"_s;
    case CallPhase::BackingOff:
        return u"backing_off"_s;
    }
    Q_UNREACHABLE();
}

} // namespace exaid
