#include "rawstreamer_linux.h"

#include "exaiclient.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace exaid::test {

namespace {

constexpr qint64 LookNs = 2'000'000; // for new connections and requests

std::string asChunk(const std::string &json)
{
    const std::string data = "data: " + json + "\n\n";
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", data.size());
    return size.data() + data + "\r\n";
}

} // namespace

double cpuSecondsOf(clockid_t clock)
{
    timespec used{};
    ::clock_gettime(clock, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

RawStreamer::RawStreamer(int tokens, std::chrono::microseconds gap)
    : m_tokens(tokens)
    , m_gapNs(std::chrono::nanoseconds(gap).count())
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *const plain = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener, plain, size) != 0 || ::listen(m_listener, 1024) != 0 ||
        ::getsockname(m_listener, plain, &size) != 0)
        qFatal("the streamer can't listen");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

RawStreamer::~RawStreamer()
{
    m_isOver = true;
    m_thread.join();
    for (const Stream &stream : m_streams)
        ::close(stream.fd);
    ::close(m_listener);
}

void RawStreamer::run()
{
    qint64 lookNs = 0;
    while (!m_isOver) {
        const qint64 now = steadyNs();
        if (now >= lookNs) {
            acceptAndRead();
            lookNs = now + LookNs;
            m_cpuSeconds = cpuSecondsOf(CLOCK_THREAD_CPUTIME_ID);
        }
        qint64 next = lookNs;
        for (Stream &stream : m_streams) {
            if (stream.left > 0 && stream.dueNs > 0) {
                if (stream.dueNs <= now)
                    speak(stream, now);
                next = std::min(next, stream.dueNs);
            }
        }
        const timespec until{next / 1'000'000'000, next % 1'000'000'000};
        ::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
    }
}

void RawStreamer::acceptAndRead()
{
    for (;;) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            break;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_streams.push_back({fd, 0, m_tokens});
    }
    std::array<char, 65'536> request{};
    for (size_t i = 0; i < m_streams.size(); ++i) {
        Stream &stream = m_streams[i];
        if (stream.dueNs != 0 || ::recv(stream.fd, request.data(), request.size(), 0) <= 0)
            continue;
        const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                 "Transfer-Encoding: chunked\r\n\r\n";
        ::send(stream.fd, head.data(), head.size(), MSG_NOSIGNAL);
        // Spread by the golden ratio, so that any number of streams is even.
        const double share = static_cast<double>(i) * 0.618034;
        const auto offset = static_cast<qint64>((share - static_cast<double>(static_cast<int>(share))) *
                                                static_cast<double>(m_gapNs));
        stream.dueNs = steadyNs() + 20'000'000 + offset;
    }
}

void RawStreamer::speak(Stream &stream, qint64 now)
{
    const std::string start =
        R"({"id":"s","object":"chat.completion.chunk","model":"m","choices":[{"index":0,)";
    std::string bytes = asChunk(start + R"("delta":{"role":"assistant","content":"t)" +
                                std::to_string(steadyNs()) + R"( "},"finish_reason":null}]})");
    stream.dueNs = std::max(stream.dueNs + m_gapNs, now);
    if (--stream.left == 0)
        bytes +=
            asChunk(start + R"("delta":{},"finish_reason":"stop"}]})") + "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
    if (::send(stream.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
        stream.left = 0; // the other side is gone, or reads nothing: the test finds tokens missing
}

} // namespace exaid::test
