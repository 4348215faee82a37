#include "core/frontends/dawdlerwatch.h"

#include <utility>

namespace exaid {

namespace {

constexpr Duration Pause = std::chrono::milliseconds(100);

} // namespace

DawdlerWatch::DawdlerWatch(TimerService &timers, Find find, End end)
    : m_timers(timers)
    , m_find(std::move(find))
    , m_end(std::move(end))
{}

QList<QObject *> DawdlerWatch::dawdlers() const
{
    return m_find(m_timers.now() - Age);
}

void DawdlerWatch::poke()
{
    if (!m_timer.isActive())
        m_timer = m_timers.after(Pause, [this] { mark(); });
}

void DawdlerWatch::mark()
{
    const QList<QObject *> found = dawdlers();
    for (qsizetype i = 0; i < found.size() - Most; ++i)
        m_marked.append(found.at(i));
    if (!m_marked.isEmpty())
        m_timer = m_timers.after(Duration::zero(), [this] { cut(); });
}

void DawdlerWatch::cut()
{
    const QList<QObject *> found = dawdlers();
    for (const QPointer<QObject> &marked : std::exchange(m_marked, {})) {
        if (marked && found.contains(marked.data()))
            m_end(marked);
    }
    poke();
}

} // namespace exaid
