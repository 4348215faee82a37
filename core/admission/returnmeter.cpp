#include "core/admission/returnmeter.h"

#include <algorithm>

namespace exaid {

using namespace std::chrono_literals;

namespace {

constexpr Duration LongestKept = 1h;
constexpr Duration Margin = 1ms;

} // namespace

void ReturnMeter::returned(Duration after)
{
    const Duration kept = std::clamp(after, Duration::zero(), LongestKept);
    m_micros[m_next] =
        static_cast<quint32>(std::chrono::duration_cast<std::chrono::microseconds>(kept).count());
    m_next = (m_next + 1) % Remembered;
    m_count = std::min(m_count + 1, Remembered);
}

Duration ReturnMeter::holdWithin(Duration cap, Duration unlearned) const
{
    Duration longest{};
    Duration second{};
    quint32 inTime = 0;
    for (quint32 i = 0; i < m_count; ++i) {
        const Duration took = std::chrono::microseconds(m_micros[i]);
        if (took > cap)
            continue;
        ++inTime;
        second = std::max(second, std::min(longest, took));
        longest = std::max(longest, took);
    }
    if (m_count >= LeastToGiveUp && 2 * inTime < m_count)
        return Duration::zero();
    if (inTime == 0)
        return std::min(unlearned, cap);
    const Duration typical = inTime == 1 ? longest : second;
    return std::min(cap, std::max(unlearned, 2 * typical + Margin));
}

} // namespace exaid
