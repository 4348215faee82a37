#pragma once

// What a load run has shown. Made from samples by a pure function; printed as text, JSON (for programs) or
// CSV (one row per call).

#include "app/lab/load/callsample.h"
#include "app/lab/load/loadplan.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <vector>

namespace exaid::lab {

struct SessionNote
{
    QString fault; // empty: none
    int sent = 0;
    int leftOut = 0;
    int strayErrors = 0;
};

// Milliseconds.
struct LatencyFigures
{
    qint64 count = 0;
    double mean = 0, p50 = 0, p90 = 0, p99 = 0, most = 0;
};

// Of a session, of a group of sessions, or of all. Latencies are of the calls that were answered.
struct LoadFigures
{
    int sent = 0;
    int answered = 0;
    int failed = 0; // an error came back that is neither of the next two
    int refused = 0;
    int timedOut = 0;
    int cutOff = 0;  // still under way when the run was over
    int noReply = 0; // the connection was lost
    int leftOut = 0;
    int strayErrors = 0;
    double slotSeconds = 0; // time that the daemon says its calls held a slot, within the run
    LatencyFigures queue, firstSign, run, total;
};

struct LoadReport
{
    LoadPlan plan;
    double seconds = 0; // measured
    bool wasInterrupted = false;
    qint64 warmUpCalls = 0;    // not in the figures
    qint64 samplesDropped = 0; // beyond what is kept for percentiles and CSV
    std::vector<LoadFigures> sessions;
    QStringList faults; // by session
    LoadFigures all, polite, greedy;
    QMap<QString, int> codes; // errors by code, without those of cut-off calls
    double jain = 1;          // Jain's index of the sessions' slot-seconds: 1 is equal shares, 1/n all to one
    double slotsBusy = 0;     // on average
    bool slotTimesKnown = false;
};

LoadReport summarize(const LoadPlan &plan, const std::vector<CallSample> &samples,
                     const std::vector<SessionNote> &notes, Duration measured);

QJsonObject toJson(const LoadReport &report);
QString toText(const LoadReport &report);
QByteArray toCsv(const LoadPlan &plan, const std::vector<CallSample> &samples);

} // namespace exaid::lab
