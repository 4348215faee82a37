// One provider call hangs for ever. Nobody else may notice, and the hung one ends at its own clock.

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QTest>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// p99 of calls made one at a time by two sessions, one on each provider, for about this long.
struct PoliteRun
{
    double kimiP99 = 0;
    double glmP99 = 0;
    double helloMax = 0;
    double healthMax = 0;
    int failures = 0;
};

PoliteRun runPolite(quint16 port, int rounds)
{
    PoliteRun result;
    QList<double> kimi;
    QList<double> glm;
    ExaiClient first(port);
    ExaiClient second(port);
    ExaiClient prober(port);
    int left = 2 * rounds;
    const auto drive = [&](ExaiClient &client, const QString &model, QList<double> &times) {
        auto sent = std::make_shared<int>(0);
        const auto next = [&client, model, sent, rounds] {
            if ((*sent)++ < rounds)
                client.chat(u"[mock delay=100 tokens=1]"_s, model);
        };
        client.onFinished = [&, next](const ClientCall &call) {
            times << call.ms();
            result.failures += call.ok() ? 0 : 1;
            --left;
            next();
        };
        QObject::connect(&client, &ExaiClient::ready, &client, next);
    };
    drive(first, u"kimi-k2-0905-preview"_s, kimi);
    drive(second, u"glm-4.5-flash"_s, glm);
    if (!QTest::qWaitFor([&] { return prober.isReady(); }, 5'000))
        ++result.failures;
    // Meanwhile newcomers say hello and ask for health.
    while (left > 0) {
        const qint64 start = steadyNs();
        ExaiClient newcomer(port);
        if (!QTest::qWaitFor([&] { return newcomer.isReady(); }, 5'000))
            ++result.failures;
        result.helloMax = std::max(result.helloMax, static_cast<double>(steadyNs() - start) / 1e6);
        const qint64 asked = steadyNs();
        newcomer.send({{u"op"_s, u"health"_s}, {u"request_id"_s, u"h"_s}});
        const auto answered = [&] {
            for (const QJsonObject &frame : newcomer.otherFrames()) {
                if (frame[u"op"] == "health_res"_L1)
                    return true;
            }
            return false;
        };
        if (!QTest::qWaitFor(answered, 5'000))
            ++result.failures;
        result.healthMax = std::max(result.healthMax, static_cast<double>(steadyNs() - asked) / 1e6);
    }
    result.kimiP99 = percentile(kimi, 0.99);
    result.glmP99 = percentile(glm, 0.99);
    return result;
}

} // namespace

class TestHang : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain01_aHungCallAffectsNobodyElse();
    void hungCallEndsAtItsClockAndFreesItsSlot_data();
    void hungCallEndsAtItsClockAndFreesItsSlot();
};

void TestHang::pain01_aHungCallAffectsNobodyElse()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    const PoliteRun alone = runPolite(daemon.port(), 30);
    ExaiClient stuck(daemon.port());
    QTRY_VERIFY(stuck.isReady());
    const QString hung = stuck.chat(u"[mock hang=headers]"_s, u"kimi-k2-0905-preview"_s);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    const PoliteRun beside = runPolite(daemon.port(), 30);
    QCOMPARE(stuck.callOf(hung).finals, 0); // it hung all the while
    qInfo("p99 alone: Kimi %.1f ms, GLM %.1f ms; beside a hung call: %.1f ms, %.1f ms; hello ≤ %.1f ms, "
          "health ≤ %.1f ms",
          alone.kimiP99, alone.glmP99, beside.kimiP99, beside.glmP99, beside.helloMax, beside.healthMax);
    QCOMPARE(alone.failures + beside.failures, 0);
    QVERIFY(beside.kimiP99 <= 1.2 * TimeScale * alone.kimiP99);
    QVERIFY(beside.glmP99 <= 1.2 * TimeScale * alone.glmP99);
    QVERIFY(beside.helloMax <= 50 * TimeScale);
    QVERIFY(beside.healthMax <= 50 * TimeScale);
}

void TestHang::hungCallEndsAtItsClockAndFreesItsSlot_data()
{
    QTest::addColumn<QString>("directive");
    QTest::addColumn<QString>("clock");
    QTest::addColumn<int>("limitMs");
    QTest::newRow("no headers") << u"[mock hang=headers]"_s << u"first_token"_s << 700;
    QTest::newRow("no first token") << u"[mock hang=first]"_s << u"first_token"_s << 700;
    QTest::newRow("silent in the middle") << u"[mock tokens=3 hang=mid]"_s << u"stall"_s << 500;
    QTest::newRow("endless") << u"[mock tokens=-1 gap=50]"_s << u"total"_s << 1'500;
}

void TestHang::hungCallEndsAtItsClockAndFreesItsSlot()
{
    QFETCH(const QString, directive);
    QFETCH(const QString, clock);
    QFETCH(const int, limitMs);
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.limits.globalInflight = 1;
    settings.providers[0].clocks.firstToken = 700ms;
    settings.providers[0].clocks.stall = 500ms;
    settings.providers[0].clocks.total.fill(1'500ms);
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient stuck(daemon.port());
    ExaiClient waiting(daemon.port());
    QTRY_VERIFY(stuck.isReady() && waiting.isReady());
    const QString hung = stuck.chat(directive, u"kimi-k2-turbo-preview"_s);
    QTRY_COMPARE(mock.stats().counts().inFlight, 1);
    const QString next = waiting.chat(u"[mock tokens=1]"_s, u"glm-4.5-flash"_s);
    QTRY_COMPARE_WITH_TIMEOUT(waiting.callOf(next).finals, 1, 10'000);
    QVERIFY(waiting.callOf(next).ok());

    const ClientCall &call = stuck.callOf(hung);
    QTRY_COMPARE(call.finals, 1);
    QCOMPARE(call.code(), u"TIMEOUT"_s);
    const QString message = call.reply[u"error"][u"message"].toString();
    QVERIFY2(message.contains(QString(clock).replace(u'_', u'-')) || message.contains(clock),
             qPrintable(message));
    // The one slot went to the waiting call within 10 ms of the abort that the hung call's end caused.
    const QList<MockAbort> aborts = mock.stats().aborts();
    QCOMPARE(aborts.size(), 1);
    const auto requests = mock.stats().requests();
    const double slotFreeMs = static_cast<double>(requests.last().seenAtNs - aborts.first().atNs) / 1e6;
    const double ranMs = static_cast<double>(aborts.first().atNs - requests.first().seenAtNs) / 1e6;
    qInfo("ended after %.0f ms (limit %d ms), next request %.1f ms after the abort", ranMs, limitMs,
          slotFreeMs);
    QVERIFY(slotFreeMs <= 10 * TimeScale);
}

QTEST_GUILESS_MAIN(TestHang)
#include "tst_hang.moc"
