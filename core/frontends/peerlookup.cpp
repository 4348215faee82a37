#include "core/frontends/peerlookup.h"

#include "core/poolwork.h"

#include <algorithm>
#include <utility>

namespace exaid {

namespace {

constexpr qsizetype MostMet = 32;

} // namespace

PeerLookup::PeerLookup()
{
    m_pool.setMaxThreadCount(1);
}

void PeerLookup::find(const TcpEnds &connection, QObject *context, Found found)
{
    m_waiting.push_back({connection, context, std::move(found)});
    if (m_asked.empty())
        start();
}

void PeerLookup::start()
{
    m_asked = std::exchange(m_waiting, {});
    QList<TcpEnds> connections;
    for (const Question &question : m_asked)
        connections.append(question.connection);
    runOnPool(
        m_pool, this, [connections, likely = m_met] { return peerProcesses(connections, likely); },
        [this](const QHash<TcpEnds, PeerProcess> &processes) { answer(processes); });
}

void PeerLookup::answer(const QHash<TcpEnds, PeerProcess> &processes)
{
    for (const PeerProcess &process : processes) {
        if (process.pid == 0)
            continue;
        m_met.removeAll(process.pid);
        m_met.prepend(process.pid);
    }
    m_met.resize(std::min(m_met.size(), MostMet));
    const std::vector<Question> asked = std::exchange(m_asked, {});
    if (!m_waiting.empty())
        start();
    for (const Question &question : asked) {
        if (question.context)
            question.found(processes.value(question.connection).name);
    }
}

} // namespace exaid
