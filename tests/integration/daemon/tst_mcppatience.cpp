// A host that waits a minute for each call, hears of no progress, and whose chat waits 20 minutes for a slot:
// the engine, admission, tools and provider are the real ones, HTTP and the provider's server too; only time
// is simulated.

#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/conversations/conversationstore.h"
#include "core/frontends/frontends.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/monitoring/monitorhub.h"
#include "core/providers/providerfactory.h"
#include "core/providers/providerset.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/manualtime.h"
#include "core/tools/maketoolcatalog.h"
#include "daemonthread.h"
#include "mcpclient.h"
#include "tests/support/mockprovider.h"

#include <QTest>
#include <memory>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration HostTimer = 60s;
constexpr Duration QueueTime = 20min;

AdmissionLimits oneSlotFor(const Settings &settings)
{
    AdmissionLimits limits;
    limits.global = 1;
    for (const ProviderSettings &provider : settings.providers)
        limits.providers.insert(provider.id, 1);
    limits.holdMax = {};
    return limits;
}

// The daemon's parts on simulated time, with one slot.
class World
{
public:
    World()
    {
        settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
        settings.tools.allowedRoots = {dir.path()};
        for (ProviderSettings &provider : settings.providers) { // whoever has the slot may keep it
            provider.clocks.firstToken = provider.clocks.stall = 2h;
            provider.clocks.total.fill(2h);
        }
        models =
            std::make_unique<ModelCatalog>(std::move(ModelCatalog::loadBuiltIn(settings.providers)).value());
        for (const ProviderSettings &provider : settings.providers)
            providers.add(makeProvider(provider, *models, time));
        tools = makeToolCatalog(
            {settings, *models, providers, conversations, [] { return Snapshot(); }, events, time, pool});
        admission = std::make_unique<AdmissionDriver>(oneSlotFor(settings), time, metrics, events);
        engine = std::make_unique<CallEngine>(
            CallParts{time, *tools, *admission, sessions, metrics, events, 2h, 30s, {}});
        sessions.setEndListener([this](SessionId session) { admission->endSession(session); });
        frontEnds = std::make_unique<FrontEnds>(settings.server,
                                                FrontEnds::Parts{time, *engine, sessions, *tools, hub, events,
                                                                 [] { return Snapshot(); }, [] {},
                                                                 [] { return QJsonObject(); }});
        port = frontEnds->listen().value();
    }

    // So much simulated time, in steps that let sockets and threads have their say. False: `isOver` was not
    // true within it.
    template <typename Condition>
    bool passes(Duration most, Condition isOver)
    {
        for (const TimePoint end = time.now() + most; time.now() < end;) {
            for (int turn = 0; turn < 5; ++turn)
                QCoreApplication::processEvents();
            if (isOver())
                return true;
            time.advance(250ms);
        }
        return false;
    }
    // Almost no simulated time passes meanwhile.
    template <typename Condition>
    bool settles(Condition isOver)
    {
        return QTest::qWaitFor(
            [&] {
                time.advance(1ms);
                return isOver();
            },
            20'000);
    }
    // An answer by a host's timer, counted from now on.
    QJsonObject answer(McpClientConnection &client)
    {
        const bool came = passes(HostTimer, [&] { return client.isComplete(); });
        const QJsonObject message = came ? client.lastMessage() : QJsonObject();
        client.clear();
        return message;
    }
    // The holder has had a handle meanwhile, with which its call is stopped.
    bool freeTheSlot(McpClientConnection &holder)
    {
        const QString job = holder.lastMessage()[u"result"][u"structuredContent"][u"job_id"].toString();
        McpClientConnection client(port);
        client.postModern(2, u"tools/call"_s,
                          toolCall(u"result"_s, {{u"job_id"_s, job}, {u"cancel"_s, true}}));
        return !job.isEmpty() && settles([&] { return client.isComplete(); });
    }
    int inFlight() const { return mock.stats().counts().inFlight; }

    QTemporaryDir dir;
    MockProvider mock;
    ManualClock clock;
    ManualTime time{clock};
    Settings settings;
    Metrics metrics;
    EventLog events{clock};
    SessionRegistry sessions{clock, 5};
    ConversationStore conversations{clock};
    QThreadPool pool;
    ProviderSet providers;
    std::unique_ptr<ModelCatalog> models;
    std::unique_ptr<ToolCatalog> tools;
    std::unique_ptr<AdmissionDriver> admission;
    std::unique_ptr<CallEngine> engine;
    MonitorHub hub;
    std::unique_ptr<FrontEnds> frontEnds;
    quint16 port = 0;
};

QJsonObject chat(const QString &prompt)
{
    return toolCall(u"chat"_s, {{u"prompt"_s, prompt}, {u"model"_s, u"glm-4.5-flash"_s}});
}

QByteArray textOf(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

} // namespace

class tst_mcppatience : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twentyMinutesInTheQueue_data();
    void twentyMinutesInTheQueue();
    void clientThatKnowsTasksGetsOne();
};

void tst_mcppatience::twentyMinutesInTheQueue_data()
{
    QTest::addColumn<bool>("isModern");
    QTest::newRow("with a session") << false;
    QTest::newRow("stateless") << true;
}

void tst_mcppatience::twentyMinutesInTheQueue()
{
    QFETCH(bool, isModern);
    World world;
    McpClientConnection other(world.port);
    other.postModern(1, u"tools/call"_s, chat(u"[mock hang=first]"_s));
    QVERIFY(world.settles([&] { return world.inFlight() == 1; }));

    McpClientConnection client(world.port);
    const QByteArray session = isModern ? QByteArray() : client.initialize();
    int lastId = 10;
    const auto send = [&](const QJsonObject &params) {
        if (isModern)
            client.postModern(++lastId, u"tools/call"_s, params);
        else
            client.postLegacy(session, rpc(++lastId, u"tools/call"_s, params));
    };
    send(chat(u"[mock tokens=3]"_s));
    QVERIFY(world.settles([&] { return world.engine->liveCount() == 2; }));
    const TimePoint begin = world.time.now();
    QJsonObject message = world.answer(client);
    const QString job = message[u"result"][u"structuredContent"][u"job_id"].toString();
    QVERIFY2(!job.isEmpty(), textOf(message).constData());
    QVERIFY(!message[u"result"][u"isError"].toBool());
    int polls = 0;
    while (world.time.now() - begin < QueueTime) {
        send(toolCall(u"result"_s, {{u"job_id"_s, job}}));
        message = world.answer(client);
        QVERIFY2(message.contains(u"result"_s), "the host gave up");
        QVERIFY2(textOf(message).contains(job.toUtf8()), textOf(message).constData());
        ++polls;
    }
    QCOMPARE(world.mock.stats().counts().requests, 1);

    send(toolCall(u"result"_s, {{u"job_id"_s, job}}));
    QVERIFY(world.freeTheSlot(other));
    QVERIFY(world.settles([&] { return client.isComplete(); }));
    message = client.lastMessage();
    QVERIFY2(textOf(message).contains("t0 t1 t2"), textOf(message).constData());
    QCOMPARE(message[u"result"][u"structuredContent"][u"model"].toString(), u"glm-4.5-flash"_s);
    QCOMPARE(world.mock.stats().counts().requests, 2);
    QCOMPARE(world.inFlight(), 0);
    qInfo("answered after %.0f simulated minutes and %d requests for the result",
          std::chrono::duration<double, std::ratio<60>>(world.time.now() - begin).count(), polls + 1);
}

void tst_mcppatience::clientThatKnowsTasksGetsOne()
{
    World world;
    McpClientConnection other(world.port);
    other.postModern(1, u"tools/call"_s, chat(u"[mock hang=first]"_s));
    QVERIFY(world.settles([&] { return world.inFlight() == 1; }));

    McpClientConnection client(world.port);
    client.capabilities = {
        {u"extensions"_s, QJsonObject{{u"io.modelcontextprotocol/tasks"_s, QJsonObject()}}}};
    client.postModern(1, u"tools/call"_s, chat(u"[mock tokens=3]"_s));
    QVERIFY(world.settles([&] { return world.engine->liveCount() == 2; }));
    const TimePoint begin = world.time.now();
    const QJsonObject created = world.answer(client);
    QCOMPARE(created[u"result"][u"resultType"].toString(), u"task"_s);
    QVERIFY(world.time.now() - begin <= 5s);
    const QString task = created[u"result"][u"taskId"].toString();
    QVERIFY2(!task.isEmpty(), textOf(created).constData());
    const auto state = [&] { // on a connection of its own: a silent one is closed after a minute
        McpClientConnection asking(world.port);
        asking.capabilities = client.capabilities;
        asking.postModern(1, u"tasks/get"_s, {{u"taskId"_s, task}}, "Mcp-Name: " + task.toUtf8() + "\r\n");
        return world.settles([&] { return asking.isComplete(); }) ? asking.lastMessage()[u"result"].toObject()
                                                                  : QJsonObject();
    };
    QCOMPARE(state()[u"status"].toString(), u"working"_s);
    QVERIFY(!world.passes(QueueTime, [] { return false; }));
    QCOMPARE(state()[u"status"].toString(), u"working"_s);
    QVERIFY(world.freeTheSlot(other));
    QVERIFY(
        world.settles([&] { return world.mock.stats().counts().requests == 2 && world.inFlight() == 0; }));
    QJsonObject done;
    QVERIFY(world.settles([&] { return (done = state())[u"status"].toString() == "completed"_L1; }));
    QVERIFY2(textOf(done).contains("t0 t1 t2"), textOf(done).constData());
}

QTEST_GUILESS_MAIN(tst_mcppatience)
#include "tst_mcppatience.moc"
