#include "core/frontends/exai/exaicall.h"

#include "core/frontends/exai/exaicontext.h"
#include "core/frontends/exai/exaireplies.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

double roundedSeconds(Duration duration)
{
    return toSeconds(std::chrono::round<std::chrono::milliseconds>(duration));
}

QString placeSentence(const QString &tool, const QueuePlace &place)
{
    if (place.paused)
        return u"%1: waiting, position %2; the user has paused the intake of calls"_s.arg(
            tool, QString::number(place.position));
    if (!place.expectedWait)
        return u"%1: waiting for a slot, position %2"_s.arg(tool, QString::number(place.position));
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*place.expectedWait).count();
    return u"%1: waiting for a slot, position %2, about %3 s"_s.arg(tool, QString::number(place.position),
                                                                    QString::number(seconds));
}

QString phaseSentence(const QString &tool, CallPhase phase)
{
    switch (phase) {
    case CallPhase::Preparing:
        return QString(tool + u": preparing");
    case CallPhase::Queued:
        return QString(tool + u": waiting for a slot");
    case CallPhase::Connecting:
        return QString(tool + u": slot granted, connecting to the provider");
    case CallPhase::AwaitingFirstToken:
        return QString(tool + u": sent, waiting for the first token");
    case CallPhase::Streaming:
        return QString(tool + u": the provider is answering");
    case CallPhase::Finishing:
        return QString(tool + u": finishing");
    case CallPhase::BackingOff:
        return QString(tool + u": waiting before the provider is asked again");
    }
    Q_UNREACHABLE();
}

} // namespace

ExaiCall::ExaiCall(ExaiCallHost &host, const ExaiContext &context, quint64 serial,
                   const exai::CallTool &request)
    : m_host(host)
    , m_context(context)
    , m_serial(serial)
    , m_ids(request.ids)
    , m_chunks(request.ids)
    , m_tool(request.tool)
    , m_progressKey(QByteArray::number(serial))
    , m_isQuiet(request.ids.isQuiet())
    , m_wantsStream(!m_isQuiet && request.arguments[u"stream"].toBool())
    , m_startedAt(context.timers.now())
{}

void ExaiCall::started(CallId call)
{
    m_call = call;
    if (m_isQuiet)
        return;
    const Duration first = std::min(FirstHeartbeat, m_context.settings.progressInterval);
    m_heartbeat = m_context.timers.after(first, [this] { heartbeat(); });
}

void ExaiCall::resumed(CallId call, Duration timeLeft)
{
    m_isResumed = true;
    m_wantsStream = false;
    started(call);
    if (m_isQuiet)
        return;
    tell({{u"note"_s, u"resumed: the call has been running since an earlier connection"_s}});
    m_host.postSoon(exai::callAck(m_ids, m_tool, timeLeft));
}

void ExaiCall::heartbeat()
{
    const Duration next = std::min(LongestHeartbeat, m_context.settings.progressInterval);
    m_heartbeat = m_context.timers.after(next, [this] { heartbeat(); });
    tell({});
}

void ExaiCall::tell(const QJsonObject &extra)
{
    if (m_isQuiet)
        return;
    QJsonObject fields = extra;
    fields.insert(u"elapsed_secs"_s, roundedSeconds(m_context.timers.now() - m_startedAt));
    if (m_phase)
        fields.insert(u"phase"_s, toString(*m_phase));
    if (m_place) {
        fields.insert(u"queue_position"_s, m_place->position);
        if (m_place->paused)
            fields.insert(u"paused"_s, true);
        if (m_place->expectedWait)
            fields.insert(u"expected_wait_secs"_s, roundedSeconds(*m_place->expectedWait));
    }
    m_host.postProgress(exai::progress(m_ids, m_tool, m_context.timers.clock().wallNow(), fields),
                        m_progressKey);
}

void ExaiCall::accepted(CallId, Duration timeout)
{
    if (m_isQuiet)
        return;
    tell({{u"note"_s, u"accepted, awaiting provider/session capacity"_s}});
    m_host.postSoon(exai::callAck(m_ids, m_tool, timeout));
}

void ExaiCall::queued(CallId, const QueuePlace &place)
{
    m_phase = CallPhase::Queued;
    m_place = place;
    if (m_isQuiet || m_placeTimer.isActive())
        return;
    const TimePoint next = m_placeTold + PlaceInterval;
    if (m_context.timers.now() >= next)
        tellPlace();
    else
        m_placeTimer = m_context.timers.at(next, [this] { tellPlace(); });
}

void ExaiCall::tellPlace()
{
    m_placeTimer.cancel();
    m_placeTold = m_context.timers.now();
    if (m_place)
        tell({{u"message"_s, placeSentence(m_tool, *m_place)}, {u"level"_s, u"info"_s}});
}

void ExaiCall::phaseChanged(CallId, CallPhase phase)
{
    // The call and its provider both tell when they start to connect.
    if (m_phase == phase)
        return;
    m_phase = phase;
    if (phase != CallPhase::Queued) {
        m_place.reset();
        m_placeTimer.cancel();
    }
    tell({{u"message"_s, phaseSentence(m_tool, phase)}, {u"level"_s, u"info"_s}});
}

void ExaiCall::note(CallId, const QString &message)
{
    tell({{u"message"_s, message}, {u"level"_s, u"info"_s}});
}

void ExaiCall::chunk(CallId, const QString &text)
{
    if (m_wantsStream)
        m_host.postChunk(m_chunks.make(text, m_context.timers.clock().wallNow()));
}

void ExaiCall::finished(CallId, const Outcome &outcome, const CallTimes &times)
{
    if (m_wantsStream && isAnswer(outcome))
        m_host.postSoon(exai::streamComplete(m_ids, m_context.timers.clock().wallNow()));
    // Destroys this call.
    m_host.finishCall(m_serial,
                      exai::callResult(m_ids, outcome, times, {m_context.settings.compatText, m_isResumed}),
                      outcome, times);
}

} // namespace exaid
