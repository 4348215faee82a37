#include "tests/support/mockstats.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace exaid::test {

qint64 MockStats::nowNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

QSet<QString> MockStats::keysOf(const MockRequest &request)
{
    if (!request.path.endsWith("/chat/completions"))
        return {};
    const QString model = request.model();
    return {QString(), request.providerPath(), model, model.section(u'-', 0, 0)};
}

void MockStats::begin(const MockRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    addInFlightTime();
    for (const QString &key : keysOf(request)) {
        MockCounts &counts = m_counts[key];
        ++counts.requests;
        ++counts.inFlight;
        counts.maxInFlight = std::max(counts.maxInFlight, counts.inFlight);
    }
    ++m_seen[request.id];
    m_requests.append(request);
}

void MockStats::end(const MockRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    addInFlightTime();
    for (const QString &key : keysOf(request))
        --m_counts[key].inFlight;
}

void MockStats::aborted(const MockRequest &request)
{
    end(request);
    const QMutexLocker lock(&m_mutex);
    m_aborts.append({request.id, nowNs()});
}

void MockStats::connectionOpened()
{
    const QMutexLocker lock(&m_mutex);
    ++m_connections;
}

void MockStats::refused()
{
    const QMutexLocker lock(&m_mutex);
    ++m_refusals;
}

int MockStats::refusals() const
{
    const QMutexLocker lock(&m_mutex);
    return m_refusals;
}

void MockStats::addInFlightTime()
{
    const qint64 now = nowNs();
    m_inFlightNs += (now - std::exchange(m_inFlightSince, now)) * m_counts[QString()].inFlight;
}

qint64 MockStats::inFlightNs() const
{
    const QMutexLocker lock(&m_mutex);
    return m_inFlightNs + (nowNs() - m_inFlightSince) * m_counts.value(QString()).inFlight;
}

void MockStats::reset()
{
    const QMutexLocker lock(&m_mutex);
    for (MockCounts &counts : m_counts)
        counts = {0, counts.inFlight, counts.inFlight};
    m_seen.clear();
    m_aborts.clear();
    m_requests.clear();
    m_connections = m_refusals = 0;
}

MockCounts MockStats::counts(const QString &key) const
{
    const QMutexLocker lock(&m_mutex);
    return m_counts.value(key);
}

int MockStats::connections() const
{
    const QMutexLocker lock(&m_mutex);
    return m_connections;
}

int MockStats::timesSeen(const QString &requestId) const
{
    const QMutexLocker lock(&m_mutex);
    return m_seen.value(requestId);
}

QHash<QString, int> MockStats::seen() const
{
    const QMutexLocker lock(&m_mutex);
    return m_seen;
}

QList<MockAbort> MockStats::aborts() const
{
    const QMutexLocker lock(&m_mutex);
    return m_aborts;
}

QList<MockRequest> MockStats::requests() const
{
    const QMutexLocker lock(&m_mutex);
    return m_requests;
}

} // namespace exaid::test
