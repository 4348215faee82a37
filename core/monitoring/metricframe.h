#pragma once

// What a reader of the metrics asks, and what it gets: the cells of a window, no finer than asked, and for
// the last minutes each single change of usage. The same value in-process, over the WebSocket and in the
// file. Values only; any thread.

#include "core/monitoring/metriccell.h"
#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace exaid {

struct MetricQuery
{
    qint64 spanSecs = 300; // 1 … 93,600 (26 h)
    int maxPoints = 600;   // 10 … 2,000: cells in the answer
    quint64 epoch = 0;     // of the last answer; 0: none yet
    qint64 sinceUs = 0;    // nowUs of the last answer: only what has changed since
    quint64 tag = 0;       // comes back with the answer

    bool operator==(const MetricQuery &) const = default;
};

struct MetricFrame
{
    quint64 epoch = 0; // of the history; another one: nothing that came before is continued
    quint64 tag = 0;
    bool whole = true; // else an increment: its cells replace those that start at the same time, or follow
    qint64 nowUs = 0;
    qint64 fromUs = 0; // the window's start
    qint64 stepUs = 1'000'000;
    QStringList names; // by id of the figures below
    std::vector<MetricCell> cells;
    // Every change of a level from stepsFromUs on; before, only the cells know. start: the levels then.
    qint64 stepsFromUs = 0;
    std::vector<LevelStep> start;
    std::vector<LevelStep> steps;

    bool operator==(const MetricFrame &) const = default;
};

// Compact and compressed, with a version. Error bad_metrics: not what encode() makes, or of another version.
QByteArray encode(const MetricFrame &frame);
Result<MetricFrame> decodeMetrics(const QByteArray &bytes);

// The question "metrics" of the feed, {"span_secs":300,…}, and its answer, {"data":base64}.
QJsonObject toJson(const MetricQuery &query);
MetricQuery metricQueryFrom(const QJsonObject &message);
QJsonObject toJson(const MetricFrame &frame);
Result<MetricFrame> metricsFrom(const QJsonObject &answer);

} // namespace exaid

Q_DECLARE_METATYPE(exaid::MetricFrame)
