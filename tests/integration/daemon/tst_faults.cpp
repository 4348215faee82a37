// Random cuts and faults on every side of a real daemon: its providers stand behind fault proxies, its
// clients leave when they like. Nothing may be lost and nothing may be done twice. EXAID_FAULTS: how many
// calls (EXAID_SEED: another course).

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/faultproxy.h"
#include "tests/support/mockprovider.h"
#include "tests/support/waitfor.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QTest>
#include <QTimer>
#include <map>
#include <memory>
#include <random>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Workers = 16;
constexpr int CallsPerCheck = 500;

int numberFrom(const char *variable, int fallback)
{
    bool given = false;
    const int number = qEnvironmentVariableIntValue(variable, &given);
    return given ? number : fallback;
}

// The answer's own limit of 32 MiB, in the forms that it passes through; freed memory stays resident for a
// while under ASan.
#ifdef __SANITIZE_ADDRESS__
constexpr double MostFaultMiB = 1500;
#else
constexpr double MostFaultMiB = 200;
#endif

double residentMiBNow()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly)
               ? file.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024)
               : 0;
}

// Calls and leaves at random; counts what became of its calls.
class Agent : public QObject
{
public:
    Agent(quint16 port, quint64 seed, int &callsLeft)
        : m_port(port)
        , m_engine(seed)
        , m_callsLeft(callsLeft)
    {
        connectAgain();
    }

    bool isDone() const { return m_done; }
    QString waitsFor() const
    {
        return m_client ? QStringList(m_client->calls().keys()).join(u' ') : QString();
    }
    int answered = 0, failed = 0, left = 0, cancelled = 0, wrong = 0;
    std::map<QString, int> codes;

private:
    int drawn(int bound) { return static_cast<int>(m_engine() % static_cast<quint64>(bound)); }

    void connectAgain()
    {
        m_client = std::make_unique<ExaiClient>(m_port);
        m_client->onFinished = [this](const ClientCall &call) { finished(call); };
        connect(m_client.get(), &ExaiClient::ready, this, &Agent::next);
    }

    void next()
    {
        if (m_callsLeft <= 0) {
            m_done = true;
            return;
        }
        --m_callsLeft;
        static const QStringList prompts{
            u"[mock tokens=4]"_s,          u"[mock tokens=20 gap=2]"_s, u"[mock json]"_s,
            u"[mock first=20 tokens=3]"_s, u"[mock status=500]"_s,      u"[mock trickle tokens=2]"_s,
            u"[mock no_finish]"_s,         u"[mock malformed]"_s,       u"[mock kill=fin]"_s};
        const QString model = drawn(2) == 0 ? u"kimi-k2-0905-preview"_s : u"glm-4.5-flash"_s;
        m_current = m_client->chat(prompts.at(drawn(static_cast<int>(prompts.size()))), model,
                                   {{u"stream"_s, drawn(2) == 0}});
        const int fate = drawn(8);
        if (fate < 2)
            QTimer::singleShot(drawn(60), this, [this, id = m_current] { interrupt(id, false); });
        else if (fate == 2)
            QTimer::singleShot(drawn(60), this, [this, id = m_current] { interrupt(id, true); });
    }

    void interrupt(const QString &id, bool politely)
    {
        if (id != m_current || m_client->callOf(id).finals > 0)
            return;
        if (politely) {
            m_client->send({{u"op"_s, u"cancel"_s}, {u"request_id"_s, id}});
            return;
        }
        ++left;
        m_current.clear();
        m_client->abort();
        m_client.release()->deleteLater();
        connectAgain();
    }

    void finished(const ClientCall &call)
    {
        if (call.id != m_current || call.finals != 1) {
            ++wrong;
            return;
        }
        if (call.ok())
            ++answered;
        else
            ++failed;
        ++codes[call.ok() ? u"ok"_s : call.code()];
        QMetaObject::invokeMethod(this, &Agent::next, Qt::QueuedConnection);
    }

    const quint16 m_port;
    std::mt19937_64 m_engine;
    int &m_callsLeft;
    std::unique_ptr<ExaiClient> m_client;
    QString m_current;
    bool m_done = false;
};

QString behind(const FaultProxy &proxy, const QString &provider)
{
    return u"http://127.0.0.1:%1/%2/v1"_s.arg(QString::number(proxy.port()), provider);
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A line for each of thousands of calls would hide what matters.
    void initTestCase() { QLoggingCategory::setFilterRules(u"exaid.*=false"_s); }
    void nothingIsLostAndNothingIsDoneTwice();
    void aMonstrousProviderHarmsNobodyElse_data();
    void aMonstrousProviderHarmsNobodyElse();
};

void TestFaults::nothingIsLostAndNothingIsDoneTwice()
{
    const int calls = numberFrom("EXAID_FAULTS", TimeScale > 1 ? 300 : 1500);
    const auto seed = static_cast<quint64>(numberFrom("EXAID_SEED", 1));
    MockProvider mock;
    FaultProxy kimi(mock.port());
    FaultProxy glm(mock.port());
    kimi.setSeed(seed, true);
    glm.setSeed(seed + 1, true);
    Settings settings = settingsFor(behind(kimi, u"kimi"_s), behind(glm, u"glm"_s));
    settings.limits.globalInflight = 12;
    settings.limits.sessionInflight = 2;
    settings.limits.queueTimeout = 20s;
    settings.resilience.breakerFailures = 0; // each call shall meet its fault, not the breaker
    for (ProviderSettings &provider : settings.providers) {
        provider.maxInflight = 6;
        provider.clocks.connect = 400ms;
        provider.clocks.firstToken = 300ms;
        provider.clocks.stall = 250ms;
        provider.clocks.total.fill(2s);
    }
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    QElapsedTimer watch;
    watch.start();
    int done = 0;
    int requests = 0;
    std::map<QString, int> codes;
    int left = 0;
    for (int batch = 0; done < calls; ++batch) {
        int callsLeft = std::min(CallsPerCheck, calls - done);
        done += callsLeft;
        std::vector<std::unique_ptr<Agent>> agents;
        for (int i = 0; i < Workers; ++i)
            agents.push_back(std::make_unique<Agent>(
                daemon.port(), seed * 1'000'003 + static_cast<quint64>(batch * Workers + i), callsLeft));
        const auto allDone = [&] {
            return std::ranges::all_of(agents, [](const auto &agent) { return agent->isDone(); });
        };
        const bool answered = waitUntil(allDone, 100s);
        for (const auto &agent : agents) {
            QVERIFY2(answered, qPrintable(u"batch %1, a client still waits"_s.arg(batch)));
            QCOMPARE(agent->wrong, 0);
            left += agent->left;
            for (const auto &[code, count] : agent->codes)
                codes[code] += count;
        }
        agents.clear();
        // Everything is given back and nothing was sent twice.
        QVERIFY(waitUntil([&] { return daemon.admission().leases == 0; }));
        const AdmissionState state = daemon.admission();
        QVERIFY2(state.violation.isEmpty(), qPrintable(state.violation));
        QCOMPARE(state.waiting, 0);
        QVERIFY(state.allFree);
        const QHash<QString, int> seen = mock.stats().seen();
        for (auto it = seen.cbegin(); it != seen.cend(); ++it)
            QVERIFY2(it.value() == 1 || it.key().isEmpty(), qPrintable(it.key()));
        requests += static_cast<int>(seen.size());
        QVERIFY(waitUntil([&] { return mock.stats().counts().inFlight == 0; }));
        mock.resetStats();
    }
    QStringList ends{u"client left %1"_s.arg(left)};
    for (const auto &[code, count] : codes)
        ends << u"%1 %2"_s.arg(code, QString::number(count));
    qInfo("%d calls in %.1f s, %d reached the provider: %s", calls,
          static_cast<double>(watch.elapsed()) / 1000, requests, qPrintable(ends.join(u", "_s)));
    QVERIFY(codes[u"ok"_s] > calls / 20);
    QVERIFY(codes[u"PROVIDER_ERROR"_s] > calls / 20);
    QVERIFY(codes[u"TIMEOUT"_s] > 0);
    QVERIFY(left > calls / 20);
}

void TestFaults::aMonstrousProviderHarmsNobodyElse_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("code");
    QTest::newRow("200 MB") << u"[mock oversize=200000000]"_s << u"PROVIDER_ERROR"_s;
    QTest::newRow("endless headers") << u"[mock endless_header]"_s << u"PROVIDER_ERROR"_s;
    QTest::newRow("endless stream") << u"[mock tokens=-1 token_bytes=60000]"_s << u"PROVIDER_ERROR"_s;
    QTest::newRow("a million tiny chunks") << u"[mock tokens=1000000 token_bytes=1]"_s << u"PROVIDER_ERROR"_s;
}

void TestFaults::aMonstrousProviderHarmsNobodyElse()
{
    QFETCH(const QString, prompt);
    QFETCH(const QString, code);
    MockProvider mock;
    MockProvider calm; // on a thread of its own: what is measured is the daemon
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), calm.baseUrl(u"glm"_s));
    for (ProviderSettings &provider : settings.providers)
        provider.clocks.firstToken = 5s;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient victim(daemon.port());
    ExaiClient other(daemon.port());
    QTRY_VERIFY(victim.isReady() && other.isReady());
    const QString warm = other.chat(u"[mock tokens=2]"_s, u"glm-4.5-flash"_s);
    QTRY_COMPARE(other.callOf(warm).finals, 1);
    const double before = residentMiBNow();
    double most = before;
    QList<double> others;
    const QString id = victim.chat(prompt, u"kimi-k2-0905-preview"_s);
    QElapsedTimer watch;
    watch.start();
    while (victim.callOf(id).finals == 0 && watch.elapsed() < 60'000) {
        const QString quick = other.chat(u"[mock tokens=2]"_s, u"glm-4.5-flash"_s);
        QVERIFY(waitUntil([&] { return other.callOf(quick).finals == 1; }));
        QVERIFY(other.callOf(quick).ok());
        others << other.callOf(quick).ms();
        most = std::max(most, residentMiBNow());
    }
    QCOMPARE(victim.callOf(id).finals, 1);
    QCOMPARE(victim.callOf(id).code(), code);
    qInfo("%s after %.0f ms, memory grew by %.0f MiB; %lld calls of another client p50 %.1f ms, max %.1f ms",
          qPrintable(victim.callOf(id).code()), victim.callOf(id).ms(), most - before,
          static_cast<long long>(others.size()), percentile(others, 0.5), percentile(others, 1));
    QVERIFY(most - before < MostFaultMiB);
    QVERIFY(percentile(others, 0.5) < 100 * TimeScale);
    QTRY_COMPARE_WITH_TIMEOUT(mock.stats().counts().inFlight, 0, 20'000);
    QVERIFY(daemon.admission().allFree);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
