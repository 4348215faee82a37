#include "core/metricrecorder.h"

#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrichistory.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration WriteInterval = 60s;
constexpr int TicksPerTidying = 360; // six hours

} // namespace

MetricRecorder::MetricRecorder(MetricHistory &history, const QString &path, TimerService &timers,
                               EventLog &events)
    : m_history(history)
    , m_path(path)
    , m_timers(timers)
    , m_events(events)
{
    m_writer.setMaxThreadCount(1);
}

void MetricRecorder::start()
{
    if (!m_path.isEmpty())
        read();
    tick();
}

void MetricRecorder::stop()
{
    if (!m_timer.isActive())
        return;
    m_timer.cancel();
    write(true);
}

void MetricRecorder::read()
{
    m_writer.start([this, path = m_path, now = wallUs()] {
        const auto loaded = metricfile::load(path, now);
        QMetaObject::invokeMethod(this, [this, loaded] { restore(loaded); }, Qt::QueuedConnection);
    });
}

void MetricRecorder::restore(const Result<metricfile::Loaded> &loaded)
{
    if (!loaded)
        return report(loaded.error());
    m_history.restore(loaded->tens);
    m_history.restore(loaded->minutes);
    if (loaded->damaged > 0) {
        m_events.add(EventLevel::Warning, u"metrics_file"_s,
                     u"%1 records of the measured values of the last day were damaged and are left out"_s.arg(
                         loaded->damaged),
                     {{u"path"_s, m_path}});
    }
}

void MetricRecorder::tick()
{
    m_history.roll(); // also without a file: no event shall pay for a long silence
    if (++m_ticks > 1)
        write(false);
    if (m_ticks % TicksPerTidying == 0 && !m_path.isEmpty())
        m_writer.start([path = m_path, now = wallUs()] { (void)metricfile::load(path, now); });
    m_timer = m_timers.after(WriteInterval, [this] { tick(); });
}

void MetricRecorder::write(bool withOpen)
{
    if (m_path.isEmpty())
        return;
    const MetricHistory::Closed closed = m_history.takeClosed(withOpen);
    m_writer.start([this, path = m_path, frames = QList{closed.tens, closed.minutes}] {
        const Status written = metricfile::append(path, frames);
        if (!written) {
            QMetaObject::invokeMethod(
                this, [this, error = written.error()] { report(error); }, Qt::QueuedConnection);
        }
    });
}

void MetricRecorder::report(const Error &error)
{
    if (!std::exchange(m_reported, true))
        m_events.add(EventLevel::Warning, error.code, error.message + u"; "_s + error.hint);
}

qint64 MetricRecorder::wallUs() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               m_timers.clock().wallNow().time_since_epoch())
        .count();
}

} // namespace exaid
