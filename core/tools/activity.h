#pragma once

// The activity tool: searches the event log as one session may see it. Pure; core thread; bounded work: a
// filter is an expression of at most 200 characters whose matching is given up after a fixed number of steps.

#include "core/result.h"
#include "core/tools/eventview.h"

#include <QJsonObject>

namespace exaid {

// arguments: lines, filter, source, since, until, structured. Error code VALIDATION_ERROR for a bad filter or
// time.
Result<QJsonObject> activityJson(const EventView &view, const QJsonObject &arguments);

} // namespace exaid
