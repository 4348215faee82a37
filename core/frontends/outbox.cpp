#include "core/frontends/outbox.h"

#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// A control frame carries 125 bytes: two of the code, the rest for the reason.
QString fittingReason(const QString &reason)
{
    QString text = reason;
    while (text.toUtf8().size() > 123)
        text.chop(1);
    return text;
}

} // namespace

Outbox::Outbox(FrameSink &sink, TimerService &timers, const ServerSettings &settings)
    : m_sink(sink)
    , m_timers(timers)
    , m_settings(settings)
{}

void Outbox::post(const QByteArray &frame, quint64 receipt)
{
    m_thread.assertHere("Outbox::post");
    postReply({frame, {}, receipt, true});
}

void Outbox::postSoon(const QByteArray &frame)
{
    m_thread.assertHere("Outbox::postSoon");
    postReply({frame, {}, 0, false});
}

void Outbox::postReply(Frame frame)
{
    if (!isOpen())
        return;
    const qint64 pending = pendingBytes();
    const qint64 size = frame.bytes.size();
    if (pending > 0 && pending + size > m_settings.outboxHardBytes)
        overflow(pending + size);
    else
        enqueue(std::move(frame));
}

void Outbox::postProgress(const QByteArray &frame, const QByteArray &key)
{
    m_thread.assertHere("Outbox::postProgress");
    if (!isOpen())
        return;
    const auto same = std::ranges::find(m_queue, key, &Frame::key);
    if (same != m_queue.end()) {
        m_queuedBytes += frame.size() - same->bytes.size();
        same->bytes = frame;
        ++m_merged;
        return;
    }
    if (pendingBytes() + frame.size() > m_settings.outboxSoftBytes) {
        ++m_dropped;
        return;
    }
    enqueue({frame, key, 0, false});
}

void Outbox::enqueue(Frame frame)
{
    m_queuedBytes += frame.bytes.size();
    m_queue.push_back(std::move(frame));
    pump();
}

void Outbox::pump()
{
    // A long message leaves in fragments; the sink may tell of sent bytes between two of them.
    if (std::exchange(m_isPumping, true))
        return;
    while (!m_queue.empty() && m_state != State::Closing && m_sink.unsentBytes() < Window) {
        const Frame frame = std::move(m_queue.front());
        m_queue.pop_front();
        m_queuedBytes -= frame.bytes.size();
        m_sink.sendFrame(frame.bytes);
        if (frame.receipt != 0 && m_state != State::Closing)
            m_sink.sendReceipt(frame.receipt);
        if (frame.isUrgent && m_state != State::Closing)
            m_sink.flush();
    }
    m_isPumping = false;
    if (m_state == State::Flushing && m_queue.empty())
        startClosing(m_closeCode, m_closeReason);
}

void Outbox::sinkDrained()
{
    pump();
    if (onDrained && isOpen() && pendingBytes() == 0)
        onDrained();
}

void Outbox::close(int code, const QString &reason)
{
    m_thread.assertHere("Outbox::close");
    if (!isOpen())
        return;
    m_state = State::Flushing;
    m_closeCode = code;
    m_closeReason = fittingReason(reason);
    m_abortTimer = m_timers.after(CloseTimeout, [this] { m_sink.abort(); });
    pump();
}

void Outbox::startClosing(int code, const QString &reason)
{
    m_state = State::Closing;
    m_sink.sendClose(code, reason);
}

void Outbox::sinkClosing()
{
    if (m_state == State::Closing)
        return;
    m_state = State::Closing;
    m_queue.clear();
    m_queuedBytes = 0;
    m_abortTimer = m_timers.after(CloseTimeout, [this] { m_sink.abort(); });
}

void Outbox::overflow(qint64 wanted)
{
    const QString reason = u"slow consumer: %1 bytes unread, limit %2 (EXAI_WS_OUTBOX_HARD_BYTES)"_s.arg(
        QString::number(wanted), QString::number(m_settings.outboxHardBytes));
    m_queue.clear();
    m_queuedBytes = 0;
    m_abortTimer = m_timers.after(CloseTimeout, [this] { m_sink.abort(); });
    startClosing(1008, fittingReason(reason));
    if (onOverflow)
        onOverflow(reason);
}

} // namespace exaid
