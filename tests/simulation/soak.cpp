#include "soak.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace exaid::simulation {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 Batch = 50; // seeds a thread takes at a time

class SoakRun
{
public:
    explicit SoakRun(const Soak &soak)
        : m_soak(soak)
        , m_next(soak.firstSeed)
    {}

    SoakResult run(const std::function<void(const SoakResult &)> &progress)
    {
        std::vector<std::jthread> threads;
        m_working = m_soak.threads;
        for (int i = 0; i < m_soak.threads; ++i)
            threads.emplace_back([this] { work(); });
        std::unique_lock lock(m_mutex);
        while (!m_changed.wait_for(lock, 10s, [this] { return m_working == 0; })) {
            if (progress)
                progress(m_result);
        }
        return m_result;
    }

private:
    void work()
    {
        const quint64 end = m_soak.firstSeed + m_soak.seeds;
        while (!m_stop) {
            const quint64 from = m_next.fetch_add(Batch);
            if (from >= end)
                break;
            PlayStats stats;
            const quint64 to = std::min(from + Batch, end);
            for (quint64 seed = from; seed < to && !m_stop; ++seed)
                play(seed, stats);
            const std::lock_guard lock(m_mutex);
            m_result.stats.add(stats);
            m_result.seedsDone += to - from;
        }
        const std::lock_guard lock(m_mutex);
        --m_working;
        m_changed.notify_all();
    }
    void play(quint64 seed, PlayStats &stats)
    {
        const Script script = makeScript(seed, m_soak.steps);
        const auto wrong = SimWorld().play(script, stats);
        if (!wrong)
            return;
        m_stop = true;
        const QString text = report(seed, script, *wrong);
        const std::lock_guard lock(m_mutex);
        if (!m_result.failure || seed < m_failedSeed)
            m_result.failure = text;
        m_failedSeed = std::min(m_failedSeed, seed);
    }

    const Soak m_soak;
    std::atomic<quint64> m_next;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_working = 0;
    quint64 m_failedSeed = ~quint64{0};
    SoakResult m_result;
};

} // namespace

SoakResult run(const Soak &soak, const std::function<void(const SoakResult &)> &progress)
{
    return SoakRun(soak).run(progress);
}

QString report(quint64 seed, const Script &script, const QString &wrong)
{
    const Script small = shrink(script);
    PlayStats ignored;
    const QString smallWrong = SimWorld().play(small, ignored).value_or(QString());
    return u"seed %1: %2\nshrunk to %3 steps: %4\n%5\nTo replay: put these lines into a file and run "
           u"tst_simulation with "
           u"EXAID_SIM_SCRIPT=<file>, or with EXAID_SIM_FIRST_SEED=%1 EXAID_SIM_SEEDS=1 EXAID_SIM_STEPS=%6"_s
               .arg(seed)
               .arg(wrong)
               .arg(small.size())
               .arg(smallWrong, print(small))
               .arg(script.size());
}

} // namespace exaid::simulation
