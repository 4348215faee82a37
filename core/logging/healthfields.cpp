#include "core/logging/healthfields.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QString uptimeText(std::chrono::seconds uptime)
{
    const qint64 total = uptime.count();
    const qint64 days = total / 86'400;
    const auto twoDigits = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    const QString clock = u"%1:%2:%3"_s.arg(QString::number(total / 3'600 % 24), twoDigits(total / 60 % 60),
                                            twoDigits(total % 60));
    if (days == 0)
        return clock;
    return u"%1 %2, %3"_s.arg(days).arg(days == 1 ? "day"_L1 : "days"_L1, clock);
}

QJsonObject healthFields(const Snapshot &snapshot)
{
    int capacity = 0;
    int held = 0;
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind == "global"_L1) {
            capacity = pool.capacity;
            held = pool.held;
        }
    }
    const auto seconds = [](qint64 milliseconds) { return static_cast<double>(milliseconds) / 1000.0; };
    return {
        {"t"_L1, seconds(snapshot.wallMs)},
        {"pid"_L1, snapshot.pid},
        {"host"_L1, snapshot.address},
        {"port"_L1, snapshot.port},
        {"started_at"_L1, seconds(snapshot.startedMs)},
        {"uptime_human"_L1, uptimeText(std::chrono::seconds((snapshot.wallMs - snapshot.startedMs) / 1000))},
        {"sessions"_L1, snapshot.sessions.size()},
        {"global_capacity"_L1, capacity},
        {"global_inflight"_L1, held},
        {"tool_count"_L1, snapshot.toolCount},
    };
}

} // namespace exaid
