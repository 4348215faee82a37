// A hundred streams relayed to a hundred WebSocket clients: every chunk arrives, in order, and how much later
// than the provider sent it. Each token carries the moment it was written. Provider and clients are plain
// sockets that cost next to nothing, so that what is measured is the daemon.

#include "daemonthread.h"
#include "exaiclient.h"
#include "rawlisteners_linux.h"
#include "rawstreamer_linux.h"

#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTest>
#include <ctime>
#include <unistd.h>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestRelay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A line for each call would come in the middle of the measurement.
    void initTestCase() { QLoggingCategory::setFilterRules(u"exaid.*=false"_s); }
    void chunksArriveInOrderAndSoon_data();
    void chunksArriveInOrderAndSoon();

private:
    struct Course
    {
        double p50 = 0;      // ms
        bool isCalm = false; // others had less than a fifth of a processor
    };
    static void relay(int perSecond, Course &course);
};

namespace {

// What all processors together have worked, and what a host has kept from them.
double machineSeconds()
{
    QFile file(u"/proc/stat"_s);
    const QByteArrayList fields =
        file.open(QIODevice::ReadOnly) ? file.readLine().simplified().split(' ') : QByteArrayList();
    double ticks = 0;
    for (const qsizetype field : {1, 2, 3, 6, 7, 8}) // user, nice, system, irq, softirq, steal
        ticks += fields.value(field).toDouble();
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double coreSecondsOf(DaemonThread &daemon)
{
    double seconds = 0;
    daemon.run([&seconds](Daemon &) { seconds = cpuSecondsOf(CLOCK_THREAD_CPUTIME_ID); });
    return seconds;
}

} // namespace

void TestRelay::chunksArriveInOrderAndSoon_data()
{
    QTest::addColumn<int>("perSecond"); // tokens of each stream
    QTest::newRow("40 a second each") << 40;
    QTest::newRow("200 a second each") << 200;
}

// The first row needs half of a processor, the second one and a third, of the two that there are: p50 0.1 to
// 0.4 ms on a calm machine. A host that takes its turn in between shows in all of a course: three are had.
void TestRelay::chunksArriveInOrderAndSoon()
{
    QFETCH(const int, perSecond);
    for (int left = 3; left > 0; --left) {
        Course course;
        relay(perSecond, course);
        if (QTest::currentTestFailed() || IsInstrumented)
            return;
        const double most = (course.isCalm ? 1 : 20) * roomScale();
        if (course.p50 <= most)
            return;
        QVERIFY2(left > 1, qPrintable(QString::number(course.p50)));
    }
}

void TestRelay::relay(int perSecond, Course &course)
{
    constexpr int Streams = 100;
    const int tokens = TimeScale > 1 ? perSecond / 2 : 4 * perSecond;
    RawStreamer provider(tokens, std::chrono::microseconds(1'000'000 / perSecond));
    const QString url = u"http://127.0.0.1:%1/kimi/v1"_s.arg(provider.port());
    Settings settings = settingsFor(url, url);
    settings.limits.globalInflight = Streams;
    settings.server.maxConnectionsLoopback = 2 * Streams;
    for (ProviderSettings &p : settings.providers)
        p.maxInflight = Streams;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    RawListeners clients(daemon.port(), Streams);
    QVERIFY(clients.join(20s));
    const double coreBefore = coreSecondsOf(daemon);
    const double allBefore = cpuSecondsOf(CLOCK_PROCESS_CPUTIME_ID) - provider.cpuSeconds();
    const double listenersBefore = cpuSecondsOf(CLOCK_THREAD_CPUTIME_ID);
    const double machineBefore = machineSeconds() - cpuSecondsOf(CLOCK_PROCESS_CPUTIME_ID);
    const qint64 wallBefore = steadyNs();
    const QByteArray call = R"({"op":"call_tool","request_id":"r","name":"chat","arguments":{"prompt":"x",)"
                            R"("model":"kimi-k2-0905-preview","use_websearch":false,"stream":true}})";
    QVERIFY(clients.ask(call, 120s));
    const double wall = static_cast<double>(steadyNs() - wallBefore) / 1e9;
    const double others = machineSeconds() - cpuSecondsOf(CLOCK_PROCESS_CPUTIME_ID) - machineBefore;
    const double listeners = cpuSecondsOf(CLOCK_THREAD_CPUTIME_ID) - listenersBefore;
    const double all = cpuSecondsOf(CLOCK_PROCESS_CPUTIME_ID) - provider.cpuSeconds() - allBefore;
    const double relay = all - listeners;
    const double core = coreSecondsOf(daemon) - coreBefore;

    QList<double> delays;
    qsizetype frames = 0;
    for (int i = 0; i < Streams; ++i) {
        QString joined;
        qint64 last = 0;
        QJsonObject reply;
        for (const RawListeners::Frame &frame : clients.framesOf(i)) {
            const QJsonObject object = QJsonDocument::fromJson(frame.text).object();
            if (object["op"_L1].toString() == "call_tool_res"_L1)
                reply = object;
            if (object["op"_L1].toString() != "stream_chunk"_L1)
                continue;
            ++frames;
            joined += object["chunk"_L1].toString();
            for (const QString &token : object["chunk"_L1].toString().split(u' ', Qt::SkipEmptyParts)) {
                const qint64 stamp = QStringView(token).mid(1).toLongLong();
                QVERIFY(stamp > last); // in order, and none twice
                last = stamp;
                delays << static_cast<double>(frame.readNs - stamp) / 1e6;
            }
        }
        QCOMPARE(joined.count(u't'), tokens); // none lost
        QVERIFY(reply["ok"_L1].toBool());
        QVERIFY(reply["outputs"_L1][0]["text"_L1].toString().contains(joined.trimmed()) ||
                reply["text"_L1].toString().contains(joined.trimmed()));
    }
    QCOMPARE(delays.size(), qsizetype{Streams} * tokens);
    qInfo("%lld tokens in %lld frames in %.1f s (%.0f a second): from the provider's write to the client's "
          "read "
          "p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.1f ms; of one processor the daemon used %.0f %% "
          "(its core thread %.0f %%), %.1f µs "
          "a token, the provider %.0f %%, the clients %.0f %%, others %.0f %%",
          static_cast<long long>(delays.size()), static_cast<long long>(frames), wall,
          static_cast<double>(delays.size()) / wall, percentile(delays, 0.5), percentile(delays, 0.95),
          percentile(delays, 0.99), percentile(delays, 1), 100 * relay / wall, 100 * core / wall,
          1e6 * relay / static_cast<double>(delays.size()), 100 * provider.cpuSeconds() / wall,
          100 * listeners / wall, 100 * others / wall);
    course = {percentile(delays, 0.5), others < 0.2 * wall};
}

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
