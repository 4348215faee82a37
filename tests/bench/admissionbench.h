#pragma once

// What one decision of the admission controller costs with many waiting: each event is timed by itself, so
// that the tail shows.

#include <QString>
#include <vector>

namespace exaid::bench {

struct Crowd
{
    int waiters = 1'000;
    int sessions = 100;
};

struct DecisionCost
{
    QString decision;
    double medianNs = 0;
    double p99Ns = 0;
    double worstNs = 0;
};

// grant: a call that finds room; release: a slot that nobody waits for; hand-off: a release that grants the
// slot to a waiter; enqueue: a call that has to wait; cancel: a waiting call that is withdrawn. All of them
// among the whole crowd.
std::vector<DecisionCost> measureDecisions(const Crowd &crowd, int rounds);

// As a table, for people.
QString toTable(const Crowd &crowd, const std::vector<DecisionCost> &costs);

} // namespace exaid::bench
