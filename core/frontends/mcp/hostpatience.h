#pragma once

// How long a host waits for one call before it gives up, as far as is known: data in
// resources/mcp/hosts.json. Each row {client, quiet_secs, progress_secs} is for clients whose name begins
// with `client`, in any case; the first that fits counts, and the last fits all. Seconds are what is safe,
// not what the host says; 0: it waits as long as need be. Pure; any thread.

#include "core/result.h"
#include "core/time/clock.h"

#include <QByteArray>
#include <QList>

namespace exaid::mcp {

class HostPatience
{
public:
    // Error code bad_hosts: a field is missing or unknown, or the last row does not fit all.
    static Result<HostPatience> parse(const QByteArray &json);
    static HostPatience builtIn();

    // Within this time something must have been answered. Zero: no matter when.
    Duration answerWithin(const QString &client, bool seesProgress) const;

private:
    struct Row
    {
        QString client;
        Duration quiet{};
        Duration withProgress{};
    };
    QList<Row> m_rows;
};

} // namespace exaid::mcp
