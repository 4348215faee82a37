#include "core/providers/callclocks.h"

#include "core/config/modelscale.h"

namespace exaid {

namespace {

Duration stretched(Duration limit, double factor)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double, Duration::period>(limit) *
                                                factor);
}

} // namespace

CompletionLimits limitsOf(const ClockSettings &clocks, WorkClass workClass, const QString &model,
                          double builtInScale)
{
    const double scale = clocks.scale * modelScaleIn(clocks.modelScales, model).value_or(builtInScale);
    const double byClass = scale * clocks.classScale.at(static_cast<size_t>(workClass));
    CompletionLimits limits;
    limits.connect = clocks.connect;
    limits.firstToken = stretched(clocks.firstToken, byClass);
    limits.stall = stretched(clocks.stall, byClass);
    limits.total = stretched(clocks.totalFor(workClass), scale);
    return limits;
}

} // namespace exaid
