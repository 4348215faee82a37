#pragma once

// Whether the process that started us still lives. A host that is killed may leave the pipe open in some
// third process, so that no end of file ever comes. One per process.

#include <chrono>

namespace exaid {

class ParentWatch
{
public:
    // wakeSignal: sent to us, where the system can, when something may have happened to the parent. It is no
    // proof: it also comes when a mere thread of the parent ends.
    explicit ParentWatch(int wakeSignal);

    bool isOrphan() const;
    // How often to look all the same; as long as the signal can be relied on, rarely.
    std::chrono::milliseconds interval() const { return m_interval; }

private:
    const int m_parent;
    std::chrono::milliseconds m_interval;
};

} // namespace exaid
