#pragma once

// Which span of time the charts show: the newest, or a span that was dragged out, with the way back. Pure;
// GUI thread.

#include "gui/charts/chartbuilder.h"

#include <vector>

namespace exaid {

class ZoomStack
{
public:
    static constexpr qint64 ShortestUs = 2'000'000;

    // Shorter than ShortestUs, or not within what is shown: widened to it, or nothing happens.
    bool zoomTo(const ChartWindow &window)
    {
        ChartWindow wide = window;
        const qint64 lack = ShortestUs - (window.toUs - window.fromUs);
        if (lack > 0) {
            wide.fromUs -= lack / 2;
            wide.toUs += lack - lack / 2;
        }
        if (!m_windows.empty() && m_windows.back() == wide)
            return false;
        m_windows.push_back(wide);
        return true;
    }
    bool undo()
    {
        if (m_windows.empty())
            return false;
        m_windows.pop_back();
        return true;
    }
    void reset() { m_windows.clear(); }
    bool isZoomed() const { return !m_windows.empty(); }
    // Precondition: isZoomed().
    const ChartWindow &current() const { return m_windows.back(); }

private:
    std::vector<ChartWindow> m_windows;
};

} // namespace exaid
