#pragma once

// The activity tool: searches the event log as one session may see it. Pure; core thread; bounded work: a
// filter is an expression of at most 200 characters, matched against the first 500 of a line; the search is
// given up after 50 ms.

#include "core/result.h"
#include "core/time/clock.h"
#include "core/tools/eventview.h"

#include <QJsonObject>

namespace exaid {

// arguments: lines, filter, source, since, until, structured. Error code VALIDATION_ERROR for a bad filter or
// time.
Result<QJsonObject> activityJson(const EventView &view, const QJsonObject &arguments, const Clock &clock);

} // namespace exaid
