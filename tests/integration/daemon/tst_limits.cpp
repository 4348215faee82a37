// The limits as the provider counts them, with real clients, a real daemon and a mock provider on loopback.

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QRegularExpression>
#include <QTest>
#include <algorithm>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 ServiceNs = 500'000'000;

// The most of these requests that overlapped, each taken to last at least the mock's service time.
int mostAtOnce(const QList<MockRequest> &requests, const QString &mark)
{
    std::vector<std::pair<qint64, int>> changes;
    for (const MockRequest &request : requests) {
        if (!request.lastUserMessage().contains(mark))
            continue;
        changes.emplace_back(request.seenAtNs, 1);
        changes.emplace_back(request.seenAtNs + ServiceNs, -1);
    }
    std::ranges::sort(changes);
    int now = 0;
    int most = 0;
    for (const auto &[when, change] : changes)
        most = std::max(most, now += change);
    return most;
}

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain06_fiveSessionsOfFortyChatsStayWithinEveryLimit();
    void pain01_twentyFourConcurrentCallsReachOneHost();
};

void TestLimits::pain06_fiveSessionsOfFortyChatsStayWithinEveryLimit()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY2(daemon.started(), qPrintable(daemon.started() ? QString() : daemon.started().error().message));

    std::vector<std::unique_ptr<ExaiClient>> clients;
    for (int s = 0; s < 5; ++s) {
        auto client = std::make_unique<ExaiClient>(daemon.port());
        auto next = [c = client.get(), s, sent = 0]() mutable {
            if (sent == 40)
                return;
            const bool kimi = sent++ % 5 < 3;
            c->chat(u"session-%1. [mock delay=500 tokens=1]"_s.arg(s),
                    kimi ? u"kimi-k2-0905-preview"_s : u"glm-4.5-flash"_s);
        };
        auto shared = std::make_shared<decltype(next)>(std::move(next));
        client->onFinished = [shared](const ClientCall &) { (*shared)(); };
        connect(client.get(), &ExaiClient::ready, client.get(), [shared] {
            for (int i = 0; i < 3; ++i) // one more than a session may run, so that somebody always waits
                (*shared)();
        });
        clients.push_back(std::move(client));
    }
    const auto answered = [&] {
        int count = 0;
        for (const auto &client : clients)
            count += static_cast<int>(client->calls().size()) - client->unanswered();
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(answered(), 200, 90'000);

    for (const auto &client : clients) {
        for (const ClientCall &call : client->calls()) {
            QCOMPARE(call.finals, 1);
            QVERIFY2(call.ok(), qPrintable(call.code()));
        }
    }
    QCOMPARE(mock.stats().counts().requests, 200);
    QCOMPARE(mock.stats().counts().maxInFlight, 5);
    QCOMPARE(mock.stats().counts(u"kimi"_s).maxInFlight, 3);
    QCOMPARE(mock.stats().counts(u"glm"_s).maxInFlight, 2);
    for (int s = 0; s < 5; ++s)
        QVERIFY(mostAtOnce(mock.stats().requests(), u"session-%1."_s.arg(s)) <= 2);
    const AdmissionState state = daemon.admission();
    QCOMPARE(state.violation, QString());
    QCOMPARE(state.leases, 0);
    qInfo("longest time a slot was free while an eligible call waited: %.2f ms", state.longestHoldMs);
    QVERIFY(state.longestHoldMs <= 5.0 * TimeScale);
}

void TestLimits::pain01_twentyFourConcurrentCallsReachOneHost()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = 24;
    settings.limits.sessionInflight = 24;
    settings.providers[0].maxInflight = 24;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    for (int i = 0; i < 25; ++i)
        client.chat(u"[mock delay=700 tokens=1]"_s, u"kimi-k2-0905-preview"_s);
    QTRY_COMPARE_WITH_TIMEOUT(client.unanswered(), 0, 20'000);
    QCOMPARE(mock.stats().counts().maxInFlight, 24);
    QCOMPARE(mock.stats().counts().requests, 25);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
