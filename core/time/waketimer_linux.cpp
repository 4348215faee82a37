#include "core/time/waketimer.h"

#include <QSocketNotifier>
#include <QtGlobal>
#include <cerrno>
#include <cstring>
#include <sys/timerfd.h>
#include <unistd.h>

namespace exaid {

const Duration WakeTimer::Rounding{};

class WakeTimer::Private
{
public:
    explicit Private(std::function<void()> woken)
        : m_woken(std::move(woken))
    {
        if (m_file < 0)
            qFatal("the system gives no timer: %s", std::strerror(errno));
        QObject::connect(&m_notifier, &QSocketNotifier::activated, [this] {
            quint64 times = 0;
            if (::read(m_file, &times, sizeof times) > 0) // else it was set again meanwhile
                m_woken();
        });
    }
    ~Private()
    {
        m_notifier.setEnabled(false);
        ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(Private)

    void set(Duration delay) // 0: none
    {
        constexpr auto PerSecond = Duration(std::chrono::seconds(1)).count();
        itimerspec spec{};
        spec.it_value.tv_sec = static_cast<time_t>(delay.count() / PerSecond);
        spec.it_value.tv_nsec = static_cast<long>(delay.count() % PerSecond);
        ::timerfd_settime(m_file, 0, &spec, nullptr);
    }

private:
    const std::function<void()> m_woken;
    const int m_file = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    QSocketNotifier m_notifier{m_file, QSocketNotifier::Read};
};

WakeTimer::WakeTimer(std::function<void()> woken)
    : m_d(std::make_unique<Private>(std::move(woken)))
{
    static_assert(Duration::period::den == 1'000'000'000);
}

WakeTimer::~WakeTimer() = default;

void WakeTimer::start(Duration delay)
{
    m_d->set(delay);
}

void WakeTimer::stop()
{
    m_d->set(Duration::zero());
}

} // namespace exaid
