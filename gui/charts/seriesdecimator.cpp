#include "gui/charts/seriesdecimator.h"

#include <algorithm>
#include <cmath>

namespace exaid {

namespace {

// Adds corners; equal neighbours on one level are merged.
class StepWriter
{
public:
    void stepTo(double x, double y)
    {
        if (m_points.isEmpty()) {
            m_points.append({x, y});
            return;
        }
        if (m_points.constLast().y() == y)
            return;
        m_points.append({x, m_points.constLast().y()});
        m_points.append({x, y});
    }

    QList<QPointF> end(double x)
    {
        if (!m_points.isEmpty())
            m_points.append({x, m_points.constLast().y()});
        return std::move(m_points);
    }

private:
    QList<QPointF> m_points;
};

} // namespace

QList<QPointF> stepLine(const std::deque<UsageSample> &samples, int UsageSample::*member, TimePoint now,
                        Duration span, int columns)
{
    const double width = toSeconds(span);
    const double columnWidth = width / std::max(columns, 1);
    StepWriter line;
    size_t i = 0;
    while (i < samples.size()) {
        const double x = std::max(-toSeconds(now - samples[i].at), -width);
        const double column = std::floor((x + width) / columnWidth);
        // All changes inside one slice: only the extremes and the last value are visible.
        int lowest = samples[i].*member, highest = lowest;
        size_t next = i + 1;
        for (; next < samples.size(); ++next) {
            const double nextX = std::max(-toSeconds(now - samples[next].at), -width);
            if (std::floor((nextX + width) / columnWidth) > column)
                break;
            // What was before the left edge is not shown, only what still was at it.
            if (nextX <= -width)
                lowest = highest = samples[next].*member;
            lowest = std::min(lowest, samples[next].*member);
            highest = std::max(highest, samples[next].*member);
        }
        if (next - i > 2) {
            line.stepTo(x, lowest);
            line.stepTo(x, highest);
            line.stepTo(x, samples[next - 1].*member);
        } else {
            for (size_t each = i; each < next; ++each)
                line.stepTo(std::max(-toSeconds(now - samples[each].at), -width), samples[each].*member);
        }
        i = next;
    }
    return line.end(0);
}

} // namespace exaid
