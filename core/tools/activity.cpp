#include "core/tools/activity.h"

#include <QDateTime>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTimeZone>
#include <optional>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestMatchedLine = 500;
constexpr Duration LongestSearch = std::chrono::milliseconds(50);

Error badActivityArgument(const QString &field, const QString &what, const QString &hint)
{
    return Error{u"VALIDATION_ERROR"_s, u"Validation failed for '%1': %2"_s.arg(field, what), hint};
}

// Own limits come first in the pattern; PCRE lets what follows only lower them. Without JIT, so that they
// count steps.
Result<std::optional<QRegularExpression>> filterOf(const QString &filter)
{
    if (filter.isEmpty())
        return std::optional<QRegularExpression>();
    const QRegularExpression expression(u"(*LIMIT_MATCH=3000)(*LIMIT_DEPTH=500)(*NO_JIT)"_s + filter,
                                        QRegularExpression::CaseInsensitiveOption);
    if (!expression.isValid())
        return badActivityArgument(u"filter"_s, u"no valid expression: "_s + expression.errorString(),
                                   u"use plain words"_s);
    return std::optional(expression);
}

Result<std::optional<qint64>> timeOf(const QJsonObject &arguments, const QString &field)
{
    const QString text = arguments.value(field).toString();
    if (text.isEmpty())
        return std::optional<qint64>();
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return badActivityArgument(field, u"no ISO 8601 time"_s,
                                   u"for example 2025-10-19T14:00:00Z; without a zone it is UTC"_s);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::utc());
    return std::optional(time.toMSecsSinceEpoch());
}

bool isFromSource(EventView::Origin origin, const QString &source)
{
    if (source == "activity"_L1)
        return origin != EventView::Origin::Daemon;
    return source != "server"_L1 || origin == EventView::Origin::Daemon;
}

QJsonObject structured(const MonitorEvent &event)
{
    return {{u"time"_s, EventView::timeText(event.wallMs)},
            {u"kind"_s, event.kind},
            {u"message"_s, event.message},
            {u"fields"_s, event.fields}};
}

} // namespace

Result<QJsonObject> activityJson(const EventView &view, const QJsonObject &arguments, const Clock &clock)
{
    const Result<std::optional<QRegularExpression>> filter =
        filterOf(arguments.value("filter"_L1).toString());
    if (!filter)
        return filter.error();
    const Result<std::optional<qint64>> since = timeOf(arguments, u"since"_s);
    if (!since)
        return since.error();
    const Result<std::optional<qint64>> until = timeOf(arguments, u"until"_s);
    if (!until)
        return until.error();
    const QString source = arguments.value("source"_L1).toString();
    const bool asObjects = arguments.value("structured"_L1).toBool();
    const qsizetype wanted = arguments.value("lines"_L1).toInteger(200);

    const TimePoint giveUp = clock.now() + LongestSearch;
    qsizetype matched = 0;
    QList<QJsonValue> newestFirst;
    const QList<MonitorEvent> &events = view.log().recent();
    for (auto it = events.crbegin(); it != events.crend(); ++it) {
        const bool inTime = (!*since || it->wallMs >= **since) && (!*until || it->wallMs <= **until);
        if (!inTime || !isFromSource(view.originOf(*it), source))
            continue;
        // Filtered as shown, so that a filter can't feel for what is hidden.
        const MonitorEvent event = view.shown(*it);
        const QString line = EventView::line(event);
        if (*filter) {
            const QRegularExpressionMatch match = (*filter)->match(line.left(LongestMatchedLine));
            if (!match.isValid() || clock.now() > giveUp)
                return badActivityArgument(u"filter"_s, u"too complex"_s,
                                           u"use plain words, without nested repetition"_s);
            if (!match.hasMatch())
                continue;
        }
        ++matched;
        if (newestFirst.size() < wanted)
            newestFirst.append(asObjects ? QJsonValue(structured(event)) : QJsonValue(line));
    }
    QJsonArray shown;
    for (auto it = newestFirst.crbegin(); it != newestFirst.crend(); ++it)
        shown.append(*it);
    return QJsonObject{
        {u"matched"_s, matched}, {u"shown"_s, shown.size()}, {asObjects ? u"events"_s : u"lines"_s, shown}};
}

} // namespace exaid
