#include "core/time/waketimer.h"

#include <QTimer>
#include <algorithm>

namespace exaid {

using namespace std::chrono_literals;

const Duration WakeTimer::Rounding = 1ms;

class WakeTimer::Private : public QTimer
{};

WakeTimer::WakeTimer(std::function<void()> woken)
    : m_d(std::make_unique<Private>())
{
    m_d->setSingleShot(true);
    m_d->setTimerType(Qt::PreciseTimer);
    QObject::connect(m_d.get(), &QTimer::timeout, std::move(woken));
}

WakeTimer::~WakeTimer() = default;

void WakeTimer::start(Duration delay)
{
    // Rounded up: a timer that fires early would find nothing due and spin. A day at most, so that the
    // interval fits an int.
    using std::chrono::milliseconds;
    m_d->start(std::min(std::chrono::ceil<milliseconds>(delay), milliseconds(86'400'000)));
}

void WakeTimer::stop()
{
    m_d->stop();
}

} // namespace exaid
