#pragma once

// Counts the requests that are open at one provider. Each has a connection of its own, so that there is no
// second queue below admission control, which alone bounds how many there are. Core thread. Shared by the
// provider and its running exchanges, so that it outlives both.

#include "core/threadbound.h"

namespace exaid {

class ProviderChannel
{
public:
    ProviderChannel() = default;
    Q_DISABLE_COPY_MOVE(ProviderChannel)

    void opened()
    {
        m_thread.assertHere("ProviderChannel::opened");
        ++m_busy;
    }
    void closed() { --m_busy; }
    int busy() const { return m_busy; }

private:
    const ThreadBound m_thread;
    int m_busy = 0;
};

} // namespace exaid
