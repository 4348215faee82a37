#pragma once

// What the mock provider saw. Written by its thread, read by the test's: every member locks.
//
// Counters are kept for all chats (other requests only show up in requests() and timesSeen()) (key: empty),
// per provider path ("kimi" of /kimi/v1/…), per model
// ("glm-4.5-flash") and per model family ("glm"). A reply counts as ended just before its last byte is
// written, so that the client can't know before.

#include "tests/support/mockreply.h"

#include <QHash>
#include <QList>
#include <QMutex>
#include <QSet>

namespace exaid::test {

struct MockCounts
{
    int requests = 0;
    int inFlight = 0;
    int maxInFlight = 0;
};

struct MockAbort
{
    QString id;
    qint64 atNs = 0; // steady clock, when the server saw the client go
};

class MockStats
{
public:
    void begin(const MockRequest &request);
    void end(const MockRequest &request);
    void aborted(const MockRequest &request);
    void connectionOpened();
    void refused(); // beyond the hidden limit
    void reset();

    MockCounts counts(const QString &key = {}) const;
    int connections() const;
    int refusals() const;
    // Chats in flight, summed over time: twice as much for two at once.
    qint64 inFlightNs() const;
    int timesSeen(const QString &requestId) const;
    QHash<QString, int> seen() const;
    QList<MockAbort> aborts() const;
    QList<MockRequest> requests() const; // in the order they came

    static qint64 nowNs();

private:
    void addInFlightTime(); // before each change; precondition: locked
    static QSet<QString> keysOf(const MockRequest &request);

    mutable QMutex m_mutex;
    QHash<QString, MockCounts> m_counts;
    QHash<QString, int> m_seen;
    QList<MockAbort> m_aborts;
    QList<MockRequest> m_requests;
    int m_connections = 0;
    int m_refusals = 0;
    qint64 m_inFlightNs = 0;
    qint64 m_inFlightSince = 0;
};

} // namespace exaid::test
