#include "core/monitoring/callpage.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto &allSorts()
{
    using enum CallQuery::Sort;
    static constexpr std::array all{Ended, Started,   Session, Client,   Tool,    Provider,
                                    Model, WorkClass, State,   Code,     Queue,   Run,
                                    Total, Tokens,    Cost,    Attempts, Request, Call};
    return all;
}

} // namespace

QString toString(CallQuery::Sort sort)
{
    using enum CallQuery::Sort;
    switch (sort) {
    case Ended:
        return u"ended"_s;
    case Started:
        return u"started"_s;
    case Session:
        return u"session"_s;
    case Client:
        return u"client"_s;
    case Tool:
        return u"tool"_s;
    case Provider:
        return u"provider"_s;
    case Model:
        return u"model"_s;
    case WorkClass:
        return u"class"_s;
    case State:
        return u"state"_s;
    case Code:
        return u"code"_s;
    case Queue:
        return u"queue"_s;
    case Run:
        return u"run"_s;
    case Total:
        return u"total"_s;
    case Tokens:
        return u"tokens"_s;
    case Cost:
        return u"cost"_s;
    case Attempts:
        return u"attempts"_s;
    case Request:
        return u"request"_s;
    case Call:
        return u"call"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const CallQuery &query)
{
    return {
        {u"filter"_s, query.filter}, {u"sort"_s, toString(query.sort)}, {u"descending"_s, query.descending},
        {u"limit"_s, query.limit},   {u"after_row"_s, query.afterRow},  {u"newer_than"_s, query.newerThan},
        {u"count"_s, query.count}};
}

Result<CallQuery> callQueryFromJson(const QJsonObject &json)
{
    CallQuery query;
    query.filter = json[u"filter"].toString();
    const QString sort = json[u"sort"].toString(toString(query.sort));
    const auto *const known =
        std::ranges::find(allSorts(), sort, [](CallQuery::Sort s) { return toString(s); });
    if (known == allSorts().end())
        return Error{u"bad_order"_s, u"calls can't be sorted by \"%1\""_s.arg(sort.left(64)),
                     u"sort by ended, started, session, client, tool, provider, model, class, state, code, "
                     "queue, run, total, tokens, cost, attempts, request or call"_s};
    query.sort = *known;
    query.descending = json[u"descending"].toBool(true);
    query.limit = json[u"limit"].toInt(MaxCallPage);
    if (query.limit < 1 || query.limit > MaxCallPage)
        return Error{u"bad_limit"_s, u"a page of calls has 1 to %1 rows"_s.arg(MaxCallPage),
                     u"ask for the next page after the last row"_s};
    query.afterRow = json[u"after_row"].toInteger();
    query.newerThan = json[u"newer_than"].toInteger();
    query.count = json[u"count"].toBool();
    return query;
}

QJsonObject toJson(const CallPage &page)
{
    QJsonArray rows;
    for (const CallRow &row : page.rows)
        rows.append(toJson(row));
    QJsonObject json{{u"rows"_s, rows}, {u"more"_s, page.more}, {u"newest_row"_s, page.newestRow}};
    if (page.matching)
        json.insert(u"matching"_s, *page.matching);
    if (page.kept)
        json.insert(u"kept"_s, *page.kept);
    return json;
}

CallPage callPageFromJson(const QJsonObject &json)
{
    CallPage page;
    const QJsonArray rows = json[u"rows"].toArray();
    page.rows.reserve(rows.size());
    for (const QJsonValue &row : rows)
        page.rows.append(callRowFromJson(row.toObject()));
    page.more = json[u"more"].toBool();
    page.newestRow = json[u"newest_row"].toInteger();
    if (json.contains(u"matching"))
        page.matching = json[u"matching"].toInteger();
    if (json.contains(u"kept"))
        page.kept = json[u"kept"].toInteger();
    return page;
}

} // namespace exaid
