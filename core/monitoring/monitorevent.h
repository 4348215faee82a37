#pragma once

// Something worth telling a person: a leak found or healed, a timeout, a refusal, a settings change. Redacted
// by its maker.

#include <QJsonObject>
#include <QString>
#include <QtGlobal>

namespace exaid {

enum class EventLevel { Info, Warning, Error };

struct MonitorEvent
{
    quint64 sequence = 0;
    qint64 wallMs = 0;
    EventLevel level = EventLevel::Info;
    QString kind;    // call_finished, leak_found, leak_recovered, refused, timed_out, slow_consumer,
                     // settings_changed, …
    QString message; // one line
    QJsonObject fields;

    bool operator==(const MonitorEvent &) const = default;
};

QJsonObject toJson(const MonitorEvent &event);
MonitorEvent monitorEventFromJson(const QJsonObject &json);

} // namespace exaid
