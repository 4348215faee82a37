#pragma once

// A provider that only streams, as cheaply as can be: it answers each request with tokens that carry the
// moment they were written ("t<ns> "), on plain sockets and one thread, so that what is measured with it is
// the relay between it and the clients. Owner: the test.

#include <QtGlobal>
#include <atomic>
#include <chrono>
#include <ctime>
#include <thread>
#include <vector>

namespace exaid::test {

class RawStreamer
{
public:
    // Each answer has so many tokens, one each gap. The streams are spread over the gap.
    RawStreamer(int tokens, std::chrono::microseconds gap);
    ~RawStreamer();
    Q_DISABLE_COPY_MOVE(RawStreamer)

    quint16 port() const { return m_port; }
    // Seconds of processor time that its thread has used.
    double cpuSeconds() const { return m_cpuSeconds; }

private:
    struct Stream
    {
        int fd = -1;
        qint64 dueNs = 0; // 0: the request has not come yet
        int left = 0;
    };

    void run();
    void acceptAndRead();
    void speak(Stream &stream, qint64 now);

    const int m_tokens;
    const qint64 m_gapNs;
    int m_listener = -1;
    quint16 m_port = 0;
    std::vector<Stream> m_streams;
    std::atomic<bool> m_isOver = false;
    std::atomic<double> m_cpuSeconds = 0;
    std::thread m_thread;
};

// Processor time so far, of the process or of the calling thread: CLOCK_…_CPUTIME_ID.
double cpuSecondsOf(clockid_t clock);

} // namespace exaid::test
