// MCP hosts of both eras over real HTTP, a whole daemon, and a mock provider on loopback: who waits how long,
// and what a host that goes away leaves behind.

#include "daemonthread.h"
#include "mcpclient.h"
#include "tests/support/mockprovider.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ServiceMs = 200;
const QString Prompt = u"[mock delay=%1 tokens=1]"_s.arg(ServiceMs);

enum class Era { Session, Stateless };

// Sends calls, each on a connection of its own as hosts do, and notes when each was answered.
class Host
{
public:
    Host(quint16 port, Era era, const QString &name)
        : m_port(port)
        , m_name(name)
    {
        if (era == Era::Session)
            m_session = McpClientConnection(port).initialize();
        m_time.start();
    }

    void send(int calls)
    {
        for (int i = 0; i < calls; ++i) {
            auto client = std::make_unique<McpClientConnection>(m_port);
            const QJsonObject params =
                toolCall(u"chat"_s, {{u"prompt"_s, Prompt}, {u"model"_s, u"glm-4.5-flash"_s}});
            const int id = ++m_lastId;
            if (m_session.isEmpty())
                client->postModern(QString(m_name + QString::number(id)), u"tools/call"_s, params);
            else
                client->postLegacy(m_session, rpc(id, u"tools/call"_s, params));
            m_calls.push_back({std::move(client), m_time.elapsed(), -1});
        }
    }
    // Notes what is answered; how many are not.
    int unanswered()
    {
        int left = 0;
        for (Call &call : m_calls) {
            if (call.end >= 0)
                continue;
            if (call.client->received.contains("\"result\""))
                call.end = m_time.elapsed();
            else
                ++left;
        }
        return left;
    }
    bool areAnswers() const
    {
        return std::ranges::none_of(m_calls,
                                    [](const Call &c) { return c.client->received.contains("isError"); });
    }
    std::vector<qint64> sortedTimes() const
    {
        std::vector<qint64> times;
        for (const Call &call : m_calls)
            times.push_back(call.end - call.begin);
        std::ranges::sort(times);
        return times;
    }

private:
    struct Call
    {
        std::unique_ptr<McpClientConnection> client;
        qint64 begin = 0;
        qint64 end = -1;
    };

    const quint16 m_port;
    const QString m_name;
    QByteArray m_session;
    QElapsedTimer m_time;
    int m_lastId = 0;
    std::vector<Call> m_calls;
};

// The largest quotient of two sorted lists of times, in their order.
double worstRatio(const std::vector<qint64> &together, const std::vector<qint64> &alone)
{
    double worst = 0;
    for (size_t i = 0; i < alone.size(); ++i)
        worst = std::max(worst, static_cast<double>(together[i]) / static_cast<double>(alone[i]));
    return worst;
}

Settings fiveSlots(const MockProvider &mock, int ofOneSession)
{
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = 5;
    settings.limits.sessionInflight = ofOneSession;
    for (ProviderSettings &provider : settings.providers)
        provider.maxInflight = 5;
    return settings;
}

} // namespace

class tst_mcphosts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threeHostsOfTwentyCalls();
    void politeHostBesideAGreedyOne();
    void closedStreamFreesTheSlotAtOnce();
};

void tst_mcphosts::threeHostsOfTwentyCalls()
{
    MockProvider mock;
    DaemonThread daemon(fiveSlots(mock, 2));
    QVERIFY(daemon.started());
    Host alone(daemon.port(), Era::Session, u"alone"_s);
    alone.send(20);
    QTRY_COMPARE_WITH_TIMEOUT(alone.unanswered(), 0, 60'000);

    std::vector<std::unique_ptr<Host>> hosts;
    hosts.push_back(std::make_unique<Host>(daemon.port(), Era::Session, u"a"_s));
    hosts.push_back(std::make_unique<Host>(daemon.port(), Era::Session, u"b"_s));
    hosts.push_back(std::make_unique<Host>(daemon.port(), Era::Stateless, u"c"_s));
    for (const auto &host : hosts)
        host->send(20);
    const auto left = [&] {
        int count = 0;
        for (const auto &host : hosts)
            count += host->unanswered();
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(left(), 0, 60'000);
    QCOMPARE(mock.stats().counts().maxInFlight, 5);
    for (const auto &host : hosts) {
        QVERIFY(host->areAnswers());
        const double ratio = worstRatio(host->sortedTimes(), alone.sortedTimes());
        qInfo("20 calls beside 40: at most %.2f times as long as alone", ratio);
#if !defined(__SANITIZE_ADDRESS__)
        QVERIFY(ratio <= 2.0);
#endif
    }
}

void tst_mcphosts::politeHostBesideAGreedyOne()
{
    MockProvider mock;
    DaemonThread daemon(fiveSlots(mock, 5));
    QVERIFY(daemon.started());
    const auto oneByOne = [&](Host &host) {
        for (int i = 0; i < 6; ++i) { // the greedy one must outlast it, at twice the time
            host.send(1);
            if (!QTest::qWaitFor([&] { return host.unanswered() == 0; }, 20'000))
                return false;
        }
        return true;
    };
    Host alone(daemon.port(), Era::Stateless, u"alone"_s);
    QVERIFY(oneByOne(alone));

    Host greedy(daemon.port(), Era::Session, u"greedy"_s);
    greedy.send(60);
    Host polite(daemon.port(), Era::Session, u"polite"_s);
    QVERIFY(oneByOne(polite));
    QVERIFY(greedy.unanswered() > 0); // it was busy all the time
    const double ratio = worstRatio(polite.sortedTimes(), alone.sortedTimes());
    qInfo("one call at a time beside 60: at most %.2f times as long as alone", ratio);
#if !defined(__SANITIZE_ADDRESS__)
    QVERIFY(ratio <= 2.0);
#endif
    QTRY_COMPARE_WITH_TIMEOUT(greedy.unanswered(), 0, 60'000);
}

void tst_mcphosts::closedStreamFreesTheSlotAtOnce()
{
    MockProvider mock;
    DaemonThread daemon(fiveSlots(mock, 5));
    QVERIFY(daemon.started());
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 5; ++round) {
        McpClientConnection client(daemon.port());
        client.postModern(1, u"tools/call"_s,
                          toolCall(u"chat"_s, {{u"prompt"_s, u"[mock delay=20000 tokens=1]"_s},
                                               {u"model"_s, u"glm-4.5-flash"_s}}));
        QTRY_COMPARE(daemon.admission().leases, 1);
        client.socket().abort();
        QElapsedTimer time;
        time.start();
        while (daemon.admission().leases > 0)
            QVERIFY(time.elapsed() < 5'000);
        best = std::min(best, time.nsecsElapsed() / 1000);
    }
    qInfo("slot free after the stream was closed: %lld us, best of 5", best);
    QVERIFY(best <= 10'000);
}

QTEST_GUILESS_MAIN(tst_mcphosts)
#include "tst_mcphosts.moc"
