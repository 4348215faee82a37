#pragma once

// All HTTP connections to one provider: a lane for each request, made on demand, so that there are always as
// many as calls and Qt's own queue of six connections is never used. Admission bounds how many there are.
// Core thread. Shared by the provider and its running exchanges, so that it outlives both.

#include "core/providers/lane.h"
#include "core/providers/lanereaper.h"
#include "core/threadbound.h"

#include <memory>
#include <vector>

namespace exaid {

class ProviderChannel
{
public:
    ProviderChannel() = default;
    Q_DISABLE_COPY_MOVE(ProviderChannel)

    [[nodiscard]] std::unique_ptr<Lane> take(); // never null
    void giveBack(std::unique_ptr<Lane> lane);  // idle

    int busy() const { return m_busy; }

private:
    void reap(Lane *lane);

    const ThreadBound m_thread;
    LaneReaper m_reaper;
    std::vector<std::unique_ptr<Lane>> m_leaving; // their reply is still on the stack
    int m_busy = 0;
};

} // namespace exaid
