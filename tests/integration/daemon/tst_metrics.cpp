// Every number of the charts against the mock provider's own count, under load, in-process and over the
// WebSocket; the slot-seconds against the ledger; and a restart in between.

#include "core/calls/admissiondriver.h"
#include "core/monitoring/metricframe.h"
#include "core/monitoring/metricnames.h"
#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <cmath>
#include <future>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Kimi = u"kimi-k2-0905-preview"_s;
const QString Glm = u"glm-4.5-flash"_s;
constexpr int CallsPerClient = 60;

qint64 counted(const MetricFrame &frame, const QString &name)
{
    const qsizetype id = frame.names.indexOf(name);
    qint64 sum = 0;
    for (const MetricCell &cell : frame.cells)
        sum += id < 0 ? 0 : cell.countOf(static_cast<MetricId>(id));
    return sum;
}

qint64 measured(const MetricFrame &frame, const QString &name)
{
    const qsizetype id = frame.names.indexOf(name);
    qint64 sum = 0;
    for (const MetricCell &cell : frame.cells) {
        const LogHistogram *values = id < 0 ? nullptr : cell.findSpread(static_cast<MetricId>(id));
        sum += values ? values->count() : 0;
    }
    return sum;
}

double slotSeconds(const MetricFrame &frame, const QString &name)
{
    const qsizetype id = frame.names.indexOf(name);
    double sum = 0;
    for (const MetricCell &cell : frame.cells) {
        const LevelFigure *level = id < 0 ? nullptr : cell.findLevel(static_cast<MetricId>(id));
        sum += level ? static_cast<double>(level->levelUs) / 1e6 : 0;
    }
    return sum;
}

MetricFrame metricsOf(DaemonThread &daemon, const MetricQuery &query)
{
    std::promise<MetricFrame> frame;
    daemon.run([&](Daemon &d) {
        d.monitor().ask(u"metrics"_s, toJson(query), [&frame](const Result<QJsonObject> &answer) {
            frame.set_value(*metricsFrom(*answer));
        });
    });
    return frame.get_future().get();
}

MetricFrame metricsOverWebSocket(quint16 port, const MetricQuery &query)
{
    QWebSocket socket;
    std::optional<MetricFrame> answer;
    const auto send = [&socket](const QJsonObject &frame) {
        socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
    };
    QObject::connect(&socket, &QWebSocket::connected, &socket, [&] {
        send({{u"op"_s, u"monitor_hello"_s}, {u"watch"_s, false}});
        QJsonObject question = toJson(query);
        question.insert(u"op"_s, u"metrics"_s);
        send(question);
    });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) {
        const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
        if (frame[u"for"].toString() == "metrics"_L1) {
            if (const auto decoded = metricsFrom(frame[u"body"].toObject()))
                answer = *decoded;
        }
    });
    socket.open(QUrl(u"ws://127.0.0.1:%1/monitor"_s.arg(port)));
    return QTest::qWaitFor([&] { return answer.has_value(); }, 10'000) ? *answer : MetricFrame();
}

} // namespace

class TestMetricsService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersAreTheMocksOwn();
    void restartKeepsThem();
};

void TestMetricsService::numbersAreTheMocksOwn()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    std::vector<std::unique_ptr<ExaiClient>> clients;
    for (int i = 0; i < 4; ++i) {
        ExaiClient &client = *clients.emplace_back(std::make_unique<ExaiClient>(daemon.port()));
        QTRY_VERIFY(client.isReady());
        for (int call = 0; call < CallsPerClient; ++call) {
            const bool kimi = (call + i) % 3 != 0;
            client.chat(u"[mock delay=%1 gap=2 tokens=4]"_s.arg(5 + call * 7 % 20), kimi ? Kimi : Glm);
        }
    }
    const auto open = [&clients] {
        int sum = 0;
        for (const auto &client : clients)
            sum += client->unanswered();
        return sum;
    };
    QTRY_COMPARE_WITH_TIMEOUT(open(), 0, 60'000);

    qint64 tokensIn[2] = {0, 0}, tokensOut[2] = {0, 0}, answers[2] = {0, 0};
    qint64 refused = 0;
    for (const auto &client : clients) {
        for (const ClientCall &call : client->calls()) {
            if (!call.ok()) {
                ++refused;
                continue;
            }
            const QJsonObject metadata = call.reply[u"metadata"].toObject();
            const int who =
                metadata[u"provider"].toString().compare(u"kimi"_s, Qt::CaseInsensitive) == 0 ? 0 : 1;
            const QJsonObject usage = metadata[u"usage"].toObject();
            ++answers[who];
            tokensIn[who] += usage[u"prompt_tokens"].toInteger();
            tokensOut[who] += usage[u"completion_tokens"].toInteger();
        }
    }
    QTRY_COMPARE(daemon.admission().leases, 0);
    const qint64 all = 4 * CallsPerClient;
    const MetricQuery query{300, 600, 0, 0, 5};
    for (const MetricFrame &frame : {metricsOf(daemon, query), metricsOverWebSocket(daemon.port(), query)}) {
        QCOMPARE(frame.tag, 5U);
        QCOMPARE(counted(frame, u"calls:answer"_s) + counted(frame, u"calls:refused"_s), all);
        QCOMPARE(counted(frame, u"calls:refused"_s), refused);
        const QString ids[] = {u"kimi"_s, u"glm"_s};
        for (int who = 0; who < 2; ++who) {
            const QString id = ids[who];
            QCOMPARE(mock.stats().counts(id).requests, answers[who]);
            QCOMPARE(measured(frame, u"wait:"_s + id), answers[who]);
            QCOMPARE(measured(frame, u"first_token:"_s + id), answers[who]);
            QCOMPARE(measured(frame, u"run:"_s + id), answers[who]);
            QCOMPARE(counted(frame, u"tokens_in:"_s + id), tokensIn[who]);
            QCOMPARE(counted(frame, u"tokens_out:"_s + id), tokensOut[who]);
            QVERIFY(tokensOut[who] > 0);
            int highest = 0;
            const auto held = static_cast<MetricId>(frame.names.indexOf(u"held:provider:"_s + id));
            for (const MetricCell &cell : frame.cells) {
                if (const LevelFigure *level = cell.findLevel(held))
                    highest = std::max(highest, level->highest);
            }
            QVERIFY(highest <= (who == 0 ? 3 : 2));
            QVERIFY(highest >= mock.stats().counts(id).maxInFlight);
        }
        QCOMPARE(counted(frame, u"leak_found:orphan"_s), 0);
    }

    // The ledger's own slot-seconds, session by session.
    const MetricFrame frame = metricsOf(daemon, query);
    double ledger = 0, charted = 0;
    daemon.run([&](Daemon &d) {
        const Snapshot snapshot = d.snapshot();
        for (const SessionSnapshot &session : snapshot.sessions) {
            ledger += session.slotSeconds;
            charted += slotSeconds(frame, u"held:session:"_s + session.name);
        }
    });
    const double total = slotSeconds(frame, u"held:global"_s);
    qInfo("slot-seconds: ledger %.6f, sessions charted %.6f, global %.6f", ledger, charted, total);
    QVERIFY(ledger > 0.5);
    // Both read the clock at each event, some microseconds apart.
    QVERIFY2(std::abs(charted - ledger) < 0.002 * ledger + 1e-3 * static_cast<double>(all) / 10, "sessions");
    QVERIFY2(std::abs(total - charted) < 1e-4 * static_cast<double>(all), "global");
    const double providers =
        slotSeconds(frame, u"held:provider:kimi"_s) + slotSeconds(frame, u"held:provider:glm"_s);
    QVERIFY2(std::abs(providers - total) < 1e-4 * static_cast<double>(all), "providers");
}

void TestMetricsService::restartKeepsThem()
{
    const QTemporaryDir folder;
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.files.metricsFile = folder.filePath(u"metrics.bin"_s);
    const MetricQuery day{86'400, 1'440, 0, 0, 0};
    {
        DaemonThread daemon(settings);
        QVERIFY(daemon.started());
        ExaiClient client(daemon.port());
        QTRY_VERIFY(client.isReady());
        for (int i = 0; i < 5; ++i)
            client.chat(u"[mock delay=5]"_s, Kimi);
        QTRY_COMPARE(client.unanswered(), 0);
        QTRY_COMPARE(counted(metricsOf(daemon, day), u"calls:answer"_s), 5);
        daemon.run([](Daemon &d) { d.drain(); });
        QTRY_VERIFY(daemon.hasStopped());
    }
    DaemonThread next(settings);
    QVERIFY(next.started());
    ExaiClient client(next.port());
    QTRY_VERIFY(client.isReady());
    client.chat(u"[mock delay=5]"_s, Kimi);
    QTRY_COMPARE(client.unanswered(), 0);
    QTRY_COMPARE(counted(metricsOf(next, day), u"calls:answer"_s), 6);
    QCOMPARE(measured(metricsOf(next, day), u"wait:kimi"_s), 6);
    QCOMPARE(counted(metricsOf(next, {3'600, 1'440, 0, 0, 0}), u"calls:answer"_s), 6);
}

QTEST_GUILESS_MAIN(TestMetricsService)
#include "tst_metrics.moc"
