#pragma once

// Asks a provider, with one request that costs nothing (its list of models), whether it takes a key. Core
// thread; `timers` must outlive it. Tests still running when it dies are not answered.

#include "core/config/settings.h"
#include "core/monitoring/monitorrequest.h"
#include "core/time/timerservice.h"

#include <map>
#include <memory>

namespace exaid {

class KeyTester
{
public:
    explicit KeyTester(TimerService &timers);
    ~KeyTester();
    Q_DISABLE_COPY_MOVE(KeyTester)

    // Answer: {"found": "12 models"}. Errors: as the provider says, or "timed_out", "busy".
    void test(ProviderSettings provider, const MonitorReply &reply);

private:
    struct Running;

    TimerService &m_timers;
    quint64 m_lastId = 0;
    std::map<quint64, std::unique_ptr<Running>> m_running;
};

} // namespace exaid
