#include "app/mcpbridge/parentwatch.h"

#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace exaid {

using namespace std::chrono_literals;

ParentWatch::ParentWatch([[maybe_unused]] int wakeSignal)
    : m_parent(::getppid())
    , m_interval(1s)
{
#ifdef __linux__
    if (::prctl(PR_SET_PDEATHSIG, wakeSignal) == 0)
        m_interval = 10s;
#endif
}

// Started by process 1 (a container's only program): it can't be outlived.
bool ParentWatch::isOrphan() const
{
    return m_parent != 1 && ::getppid() != m_parent;
}

} // namespace exaid
