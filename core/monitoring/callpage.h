#pragma once

// A page of the history of calls: what is asked for and what comes back. The next page begins after the last
// row of the one before, wherever that is by then. Values.

#include "core/monitoring/callrow.h"
#include "core/result.h"

namespace exaid {

inline constexpr int MaxCallPage = 200;

struct CallQuery
{
    enum class Sort {
        Ended,
        Started,
        Session,
        Client,
        Tool,
        Provider,
        Model,
        WorkClass,
        State,
        Code,
        Queue,
        Run,
        Total,
        Tokens,
        Cost,
        Attempts,
        Request,
        Call,
    };

    QString filter{}; // CallFilter
    Sort sort = Sort::Ended;
    bool descending = true;
    int limit = MaxCallPage; // 1..MaxCallPage
    qint64 afterRow = 0;     // go on after the row with this number; 0: from the start
    qint64 newerThan = 0; // only rows with higher numbers, the oldest first; `sort` and afterRow are ignored
    bool count = false;   // say how many rows there are

    bool operator==(const CallQuery &) const = default;
};

struct CallPage
{
    QList<CallRow> rows{};
    bool more = false;                             // there are rows after the last one
    qint64 newestRow = 0;                          // of all, also of those that the filter hides
    std::optional<qint64> matching = std::nullopt; // how many the filter lets through, when asked
    std::optional<qint64> kept = std::nullopt;     // how many there are, when asked

    bool operator==(const CallPage &) const = default;
};

QString toString(CallQuery::Sort sort);
QJsonObject toJson(const CallQuery &query);
// An unknown order or a limit out of range is an error that says so.
Result<CallQuery> callQueryFromJson(const QJsonObject &json);
QJsonObject toJson(const CallPage &page);
CallPage callPageFromJson(const QJsonObject &json);

} // namespace exaid
