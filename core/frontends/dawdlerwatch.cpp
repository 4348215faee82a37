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
        m_timer = m_timers.after(Gap, [this] { cutNext(); });
    else if (m_find(m_timers.now()).size() > Most)
        poke(); // there are too many, but they are young yet
}

void DawdlerWatch::cutNext()
{
    const QList<QObject *> found = dawdlers();
    while (!m_marked.isEmpty()) {
        const QPointer<QObject> marked = m_marked.takeFirst();
        if (!marked || !found.contains(marked.data()))
            continue;
        m_end(marked);
        break;
    }
    if (m_marked.isEmpty())
        poke();
    else
        m_timer = m_timers.after(Gap, [this] { cutNext(); });
}

} // namespace exaid
