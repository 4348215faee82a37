// A hundred streams of two hundred tokens a second each, relayed to a hundred WebSocket clients: every chunk
// arrives, in order, and how much later than the provider sent it. Each token carries the moment the mock
// wrote it.

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"
#include "tests/support/waitfor.h"

#include <QLoggingCategory>
#include <QTest>
#include <ctime>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

class TestRelay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A line for each call would come in the middle of the measurement.
    void initTestCase() { QLoggingCategory::setFilterRules(u"exaid.*=false"_s); }
    void chunksArriveInOrderAndSoon_data();
    void chunksArriveInOrderAndSoon();
};

void TestRelay::chunksArriveInOrderAndSoon_data()
{
    QTest::addColumn<int>("gap"); // ms between two tokens of a stream
    QTest::addColumn<double>("mostMedian");
    // The first leaves the machine room to breathe, so that its time is the relay's own; the second shows
    // that nothing is lost when mock, daemon and a hundred clients fill two cores.
    QTest::newRow("40 a second each") << 25 << 25.0;
    QTest::newRow("200 a second each") << 5 << 100.0;
}

void TestRelay::chunksArriveInOrderAndSoon()
{
    QFETCH(const int, gap);
    QFETCH(const double, mostMedian);
    constexpr int Streams = 100;
    const int tokens = (TimeScale > 1 ? 500 : 3000) / gap;
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = Streams;
    settings.server.maxConnectionsLoopback = 2 * Streams;
    for (ProviderSettings &provider : settings.providers)
        provider.maxInflight = Streams;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    std::vector<std::unique_ptr<ExaiClient>> clients;
    for (int i = 0; i < Streams; ++i)
        clients.push_back(std::make_unique<ExaiClient>(daemon.port()));
    QVERIFY(
        waitUntil([&] { return std::ranges::all_of(clients, [](const auto &c) { return c->isReady(); }); }));
    const std::clock_t cpuBefore = std::clock();
    const qint64 wallBefore = steadyNs();
    QStringList ids;
    // Spread over the gap: a hundred streams that speak in the same moment measure a burst, not the relay.
    for (int i = 0; const auto &client : clients) {
        const QString prompt =
            u"[mock stamp tokens=%1 gap=%2 first=%3]"_s.arg(tokens).arg(gap).arg(20 + i++ % gap);
        ids << client->chat(prompt, u"kimi-k2-0905-preview"_s, {{u"stream"_s, true}});
    }
    // Not waitUntil(): looking each millisecond costs what is measured.
    int finished = 0;
    for (const auto &client : clients)
        client->onFinished = [&finished](const ClientCall &) { ++finished; };
    QTRY_COMPARE_WITH_TIMEOUT(finished, Streams, 120'000);
    const double wall = static_cast<double>(steadyNs() - wallBefore) / 1e9;
    const double cpu = static_cast<double>(std::clock() - cpuBefore) / CLOCKS_PER_SEC;

    QList<double> delays;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const ClientCall &call = clients.at(static_cast<size_t>(i))->callOf(ids.at(i));
        QVERIFY(call.ok());
        QString joined;
        qint64 last = 0;
        for (qsizetype f = 0; f < call.frames.size(); ++f) {
            if (call.frames.at(f)["op"_L1].toString() != "stream_chunk"_L1)
                continue;
            const QString chunk = call.frames.at(f)["chunk"_L1].toString();
            joined += chunk;
            for (const QString &token : chunk.split(u' ', Qt::SkipEmptyParts)) {
                const qint64 stamp = QStringView(token).mid(1).toLongLong();
                QVERIFY(stamp >= last); // in order
                last = stamp;
                delays << static_cast<double>(call.frameNs.at(f) - stamp) / 1e6;
            }
        }
        QCOMPARE(joined.count(u't'), tokens); // none lost, none twice
        QVERIFY(call.reply["outputs"_L1][0]["text"_L1].toString().contains(joined.trimmed()) ||
                call.reply["text"_L1].toString().contains(joined.trimmed()));
    }
    QCOMPARE(delays.size(), qsizetype{Streams} * tokens);
    qInfo("%lld chunks in %.1f s (%.0f a second), %.0f %% of one core for mock, daemon and clients; from the "
          "mock's "
          "write to the client's read p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.1f ms",
          static_cast<long long>(delays.size()), wall, static_cast<double>(delays.size()) / wall,
          100 * cpu / wall, percentile(delays, 0.5), percentile(delays, 0.95), percentile(delays, 0.99),
          percentile(delays, 1));
    QVERIFY(percentile(delays, 0.5) <= mostMedian * TimeScale);
}

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
