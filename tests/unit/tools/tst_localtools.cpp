#include "core/time/systemtime.h"
#include "core/tools/activity.h"
#include "tests/unit/tools/chatworld.h"
#include "tests/unit/tools/toolrecorder.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

class TestLocalTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offered();
    void needNoProviderAndNoPermit_data();
    void needNoProviderAndNoPermit();
    void containNoSecretAndNobodyElse_data();
    void containNoSecretAndNobodyElse();
    void pain17_statusIsNeverOld();
    void statusShowsLimitsAndProblems();
    void healthShowsCountersAndTail();
    void listmodels();
    void capabilitiesShowLimitsOnRequest();
    void version();
    void activityFilters_data();
    void activityFilters();
    void activityRefuses_data();
    void activityRefuses();
    void activityIsQuickWithEvilFilters_data();
    void activityIsQuickWithEvilFilters();
    void activityOthersAreAnonymous();
    void driftIsShownUnlessItIsInAnothersPool();
    void threadsAreTheSessionsOwn();
    void echoWaitsAsTold();
    void cancelledSaysNothing();

private:
    static Result<QJsonObject> call(ChatWorld &world, const QString &tool, const QJsonObject &arguments = {},
                                    const QString &session = u"alice"_s);
    static void fill(ChatWorld &world);
};

Result<QJsonObject> TestLocalTools::call(ChatWorld &world, const QString &tool, const QJsonObject &arguments,
                                         const QString &session)
{
    const auto input = world.input(tool, arguments, session);
    if (!input)
        return input.error();
    ToolRecorder events;
    const auto run = world.start(tool, *input, events);
    run->prepare();
    world.time.advance(1ms);
    if (events.preparedCount != 1)
        qFatal("%s: not prepared", qUtf8Printable(tool));
    run->execute(Deadline());
    if (events.finishedCount != 0)
        qFatal("%s: finished from inside execute()", qUtf8Printable(tool));
    world.time.advance(1ms);
    if (const Rejected *rejected = events.outcomeAs<Rejected>())
        return rejected->error;
    const Answer *answer = events.outcomeAs<Answer>();
    if (!answer)
        qFatal("%s: no answer", qUtf8Printable(tool));
    const QJsonDocument json = QJsonDocument::fromJson(answer->text.toUtf8());
    if (!json.isObject() || !answer->model.isEmpty() || !answer->provider.isEmpty())
        qFatal("%s: answer is no local JSON", qUtf8Printable(tool));
    return json.object();
}

void TestLocalTools::fill(ChatWorld &world)
{
    Snapshot &s = world.snapshot;
    s.version = u"9.8.7"_s;
    s.state = u"serving"_s;
    s.startedMs = world.clock.wallNow().time_since_epoch().count() - 5'000;
    s.wallMs = s.startedMs + 5'000;
    const auto pool = [](const QString &kind, const QString &name, int capacity, int held) {
        PoolSnapshot p;
        p.kind = kind;
        p.name = name;
        p.capacity = capacity;
        p.held = held;
        p.available = capacity - held;
        return p;
    };
    s.pools = {pool(u"global"_s, {}, 5, 3), pool(u"provider"_s, u"one"_s, 2, 1),
               pool(u"session"_s, u"alice"_s, 2, 1), pool(u"session"_s, u"session-of-bob"_s, 2, 2)};
    SessionSnapshot alice, bob;
    alice.name = u"alice"_s;
    bob.name = u"session-of-bob"_s;
    bob.client = u"bobs-client"_s;
    bob.lastError = u"bobs-error"_s;
    s.sessions = {alice, bob};
    CallSnapshot mine, his;
    mine.session = u"alice"_s;
    mine.requestId = u"alices-request"_s;
    his.session = u"session-of-bob"_s;
    his.requestId = u"bobs-request"_s;
    s.calls = {mine, his};
    s.counters.callsAnswered = 42;
    const auto record = [](const QString &session, const QString &request, const QString &message) {
        return QJsonObject{{u"sess"_s, session},   {u"request_id"_s, request}, {u"name"_s, u"chat"_s},
                           {u"call"_s, 17},        {u"model"_s, u"model-a"_s}, {u"outcome"_s, u"rejected"_s},
                           {u"message"_s, message}};
    };
    world.events.add(EventLevel::Info, u"started"_s, u"listening on 127.0.0.1:8079"_s);
    world.time.advance(1s);
    world.events.add(EventLevel::Warning, u"call_finished"_s, u"chat of alice: alices file"_s,
                     record(u"alice"_s, u"alices-request"_s, u"alices file"_s));
    world.time.advance(1s);
    world.events.add(EventLevel::Warning, u"call_finished"_s, u"chat of session-of-bob: bobs file"_s,
                     record(u"session-of-bob"_s, u"bobs-request"_s, u"bobs file"_s));
    world.events.add(
        EventLevel::Warning, u"leak_recovered"_s, u"SEMAPHORE RECOVERY: bobs lease"_s,
        {{u"session"_s, 2}, {u"pool"_s, u"session:gone-session-name"_s}, {u"cause"_s, u"orphan"_s}});
    world.events.add(EventLevel::Error, u"internal_error"_s, u"state of session-of-bob is odd"_s,
                     {{u"who"_s, u"bobs-client"_s}});
    world.events.add(EventLevel::Info, u"settings_changed"_s, u"EXAI_WS_GLOBAL_MAX_INFLIGHT is 5"_s);
}

void TestLocalTools::offered()
{
    ChatWorld without([](Settings &settings) { settings.tools.testTools = false; });
    QCOMPARE(without.catalog->names(),
             (QStringList{u"chat"_s, u"status"_s, u"health"_s, u"version"_s, u"listmodels"_s,
                          u"provider_capabilities"_s, u"activity"_s, u"threads"_s}));
    ChatWorld with;
    QVERIFY(with.catalog->find(u"test_echo"_s));
}

void TestLocalTools::needNoProviderAndNoPermit_data()
{
    QTest::addColumn<QString>("tool");
    for (const char *tool :
         {"status", "health", "version", "listmodels", "provider_capabilities", "activity", "test_echo"})
        QTest::newRow(tool) << QString::fromLatin1(tool);
}

void TestLocalTools::needNoProviderAndNoPermit()
{
    QFETCH(QString, tool);
    ChatWorld world;
    const auto input = world.input(tool, {});
    QVERIFY(input);
    QVERIFY(!input->plan.needsPermit());
    QVERIFY(call(world, tool));
    QCOMPARE(world.one->requests.size(), 0);
}

void TestLocalTools::containNoSecretAndNobodyElse_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::newRow("status") << u"status"_s << QJsonObject{{u"include_tools"_s, true}};
    QTest::newRow("health") << u"health"_s << QJsonObject{{u"tail_lines"_s, 2'000}};
    QTest::newRow("version") << u"version"_s << QJsonObject{};
    QTest::newRow("listmodels") << u"listmodels"_s << QJsonObject{};
    QTest::newRow("capabilities") << u"provider_capabilities"_s << QJsonObject{{u"show_advanced"_s, true}};
    QTest::newRow("activity") << u"activity"_s << QJsonObject{};
    QTest::newRow("activity, structured") << u"activity"_s << QJsonObject{{u"structured"_s, true}};
    QTest::newRow("echo") << u"test_echo"_s << QJsonObject{{u"include_metadata"_s, true}};
}

void TestLocalTools::containNoSecretAndNobodyElse()
{
    QFETCH(QString, tool);
    QFETCH(QJsonObject, arguments);
    ChatWorld world;
    fill(world);
    world.settings.server.token = Secret("server-token");
    world.one->state().lastError = u"provider error naming bobs-client"_s;
    const auto json = call(world, tool, arguments);
    QVERIFY(json);
    const QString text = QString::fromUtf8(QJsonDocument(*json).toJson());
    for (const QString &hidden :
         {u"sk-secret"_s, u"server-token"_s, u"pw-in-url"_s, u"bob"_s, u"gone-session-name"_s})
        QVERIFY2(!text.contains(hidden), qPrintable(hidden + u" in "_s + text));
}

void TestLocalTools::pain17_statusIsNeverOld()
{
    ChatWorld world;
    fill(world);
    QCOMPARE(call(world, u"status"_s)->value(u"status"_s).toString(), u"serving"_s);
    world.snapshot.state = u"draining"_s;
    QCOMPARE(call(world, u"status"_s)->value(u"status"_s).toString(), u"draining"_s);
}

void TestLocalTools::statusShowsLimitsAndProblems()
{
    ChatWorld world;
    fill(world);
    world.snapshot.simulated = true;
    const QJsonObject status = *call(world, u"status"_s);
    QCOMPARE(status.value(u"providers_configured"_s).toArray(), (QJsonArray{u"ONE"_s}));
    QCOMPARE(status.value(u"models_available"_s).toArray(),
             (QJsonArray{u"model-a"_s, u"model-b"_s, u"model-always"_s}));
    QCOMPARE(status.value(u"tools_loaded"_s).toInt(), 9);
    QCOMPARE(status.value(u"sessions"_s).toInt(), 2);
    QCOMPARE(status.value(u"uptime_secs"_s).toDouble(), 5.0);
    const QJsonObject limits = status.value(u"limits"_s).toObject();
    QCOMPARE(limits.value(u"global"_s).toObject().value(u"limit"_s).toInt(), 5);
    QCOMPARE(limits.value(u"global"_s).toObject().value(u"in_use"_s).toInt(), 3);
    QCOMPARE(limits.value(u"providers"_s).toObject().value(u"one"_s).toObject().value(u"available"_s).toInt(),
             1);
    QCOMPARE(limits.value(u"this_session"_s).toObject().value(u"in_use"_s).toInt(), 1);
    QCOMPARE(status.value(u"your_calls"_s).toArray().size(), 1);
    QCOMPARE(status.value(u"your_calls"_s).toArray().at(0).toObject().value(u"request_id"_s).toString(),
             u"alices-request"_s);
    const QJsonArray errors = status.value(u"last_errors"_s).toArray();
    QCOMPARE(errors.size(), 4);
    QVERIFY(errors.at(0).toString().contains(u"alices file"_s));
    QVERIFY(errors.at(1).toString().contains(u"(another session)"_s));
    QVERIFY(status.value(u"next_steps"_s).toArray().at(0).toString().contains(u"simulator"_s));
    const QJsonArray tools =
        call(world, u"status"_s, {{u"include_tools"_s, true}})->value(u"tools_loaded"_s).toArray();
    QVERIFY(tools.contains(u"chat"_s));
}

void TestLocalTools::healthShowsCountersAndTail()
{
    ChatWorld world;
    fill(world);
    const QJsonObject health = *call(world, u"health"_s, {{u"tail_lines"_s, 2}});
    QCOMPARE(health.value(u"healthy"_s).toBool(), true);
    QCOMPARE(health.value(u"calls"_s).toObject().value(u"answered"_s).toInt(), 42);
    QCOMPARE(health.value(u"recent_events"_s).toArray().size(), 2);
    QVERIFY(health.value(u"recent_events"_s).toArray().at(1).toString().contains(u"settings_changed"_s));
    QVERIFY(health.value(u"limits"_s).isObject());
}

void TestLocalTools::listmodels()
{
    ChatWorld world;
    const QJsonArray providers = call(world, u"listmodels"_s)->value(u"providers"_s).toArray();
    QCOMPARE(providers.size(), 2);
    const QJsonObject one = providers.at(0).toObject();
    QCOMPARE(one.value(u"configured"_s).toBool(), true);
    QCOMPARE(providers.at(1).toObject().value(u"configured"_s).toBool(), false);
    const QJsonObject model = one.value(u"models"_s).toArray().at(0).toObject();
    QCOMPARE(model.value(u"id"_s).toString(), u"model-a"_s);
    QCOMPARE(model.value(u"context_tokens"_s).toInt(), 8'000);
    QCOMPARE(model.value(u"web_search"_s).toBool(), true);
    QVERIFY(!one.contains(u"max_inflight"_s));
}

void TestLocalTools::capabilitiesShowLimitsOnRequest()
{
    ChatWorld world;
    fill(world);
    world.snapshot.pools[1].capacity = 7; // changed since the start
    const QJsonObject plain = *call(world, u"provider_capabilities"_s, {{u"include_tools"_s, false}});
    QVERIFY(!plain.contains(u"tools"_s));
    QVERIFY(!plain.value(u"providers"_s).toArray().at(0).toObject().contains(u"time_limits_secs"_s));
    const QJsonObject full = *call(world, u"provider_capabilities"_s, {{u"show_advanced"_s, true}});
    QCOMPARE(full.value(u"tools"_s).toArray().size(), 9);
    const QJsonObject one = full.value(u"providers"_s).toArray().at(0).toObject();
    QCOMPARE(one.value(u"host"_s).toString(), u"one.example"_s);
    QCOMPARE(one.value(u"max_inflight"_s).toInt(), 7);
    const QJsonObject limits = one.value(u"time_limits_secs"_s).toObject();
    QCOMPARE(limits.value(u"stall"_s).toDouble(), 3.0);
    QCOMPARE(limits.value(u"total"_s).toObject().value(toString(WorkClass::WebThinking)).toDouble(), 40.0);
}

void TestLocalTools::version()
{
    ChatWorld world;
    fill(world);
    const QJsonObject json = *call(world, u"version"_s, {{u"model"_s, u"any"_s}});
    QCOMPARE(json.value(u"name"_s).toString(), u"exaid"_s);
    QCOMPARE(json.value(u"version"_s).toString(), u"9.8.7"_s);
}

void TestLocalTools::activityFilters_data()
{
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<int>("shown");
    QTest::newRow("all") << QJsonObject{} << 6;
    QTest::newRow("word") << QJsonObject{{u"filter"_s, u"LISTENING"_s}} << 1;
    QTest::newRow("expression") << QJsonObject{{u"filter"_s, u"listening|settings_\\w+"_s}} << 2;
    QTest::newRow("nothing") << QJsonObject{{u"filter"_s, u"nothing like this"_s}} << 0;
    QTest::newRow("can't feel for what is hidden") << QJsonObject{{u"filter"_s, u"bobs file"_s}} << 0;
    QTest::newRow("calls") << QJsonObject{{u"source"_s, u"activity"_s}} << 3;
    QTest::newRow("daemon") << QJsonObject{{u"source"_s, u"server"_s}} << 3;
    QTest::newRow("since") << QJsonObject{{u"since"_s, u"2023-11-14T22:30:01Z"_s}} << 5;
    QTest::newRow("since, no zone is UTC") << QJsonObject{{u"since"_s, u"2023-11-14T22:30:02"_s}} << 4;
    QTest::newRow("since, other zone") << QJsonObject{{u"since"_s, u"2023-11-14T23:30:02+01:00"_s}} << 4;
    QTest::newRow("until") << QJsonObject{{u"until"_s, u"2023-11-14T22:30:01Z"_s}} << 2;
}

void TestLocalTools::activityFilters()
{
    QFETCH(QJsonObject, arguments);
    QFETCH(int, shown);
    ChatWorld world;
    fill(world);
    const auto json = call(world, u"activity"_s, arguments);
    QVERIFY2(json, json ? "" : qPrintable(json.error().message));
    QCOMPARE(json->value(u"lines"_s).toArray().size(), shown);
    QCOMPARE(json->value(u"matched"_s).toInt(), shown);
    arguments.insert(u"structured"_s, true);
    QCOMPARE(call(world, u"activity"_s, arguments)->value(u"events"_s).toArray().size(), shown);
}

void TestLocalTools::activityRefuses_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("few lines") << u"lines"_s << QJsonValue(9);
    QTest::newRow("many lines") << u"lines"_s << QJsonValue(5'001);
    QTest::newRow("bad expression") << u"filter"_s << QJsonValue(u"("_s);
    QTest::newRow("long filter") << u"filter"_s << QJsonValue(QString(201, u'x'));
    QTest::newRow("bad since") << u"since"_s << QJsonValue(u"yesterday"_s);
    QTest::newRow("bad until") << u"until"_s << QJsonValue(u"25:61"_s);
    QTest::newRow("source") << u"source"_s << QJsonValue(u"disk"_s);
}

void TestLocalTools::activityRefuses()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    ChatWorld world;
    fill(world);
    const auto json = call(world, u"activity"_s, {{field, value}});
    QVERIFY(!json);
    QCOMPARE(json.error().code, u"VALIDATION_ERROR"_s);
    QVERIFY2(json.error().message.contains(QString(u'\'' + field + u'\'')), qPrintable(json.error().message));
}

void TestLocalTools::activityIsQuickWithEvilFilters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::newRow("nested") << u"(a+)+$"_s;
    QTest::newRow("nested, own limits raised") << u"(*LIMIT_MATCH=900000000)(a+)+$"_s;
    QTest::newRow("alternation") << u"(a|aa)+$"_s;
    QTest::newRow("just below the limit") << u"^(?:a|aa){1,450}[xyz]?\\b"_s;
    QTest::newRow("quadratic") << u"a{1,30}[xyz]"_s;
    QTest::newRow("cubic") << u"a{1,600}[xyz]"_s;
    QTest::newRow("deep") << u"(?:(?:(?:a?){50}){50}){50}x"_s;
    QTest::newRow("back reference") << u"(a*)*\\1\\1\\1[xyz]"_s;
    QTest::newRow("recursion") << u"(a(?1)?)+[xyz]"_s;
    QTest::newRow("linear") << u".*.*.*[xyz]"_s;
    QTest::newRow("large repetition") << u"((a{1,255}){1,255}){1,9}[xyz]"_s;
}

void TestLocalTools::activityIsQuickWithEvilFilters()
{
    QFETCH(QString, filter);
    const SystemClock clock;
    EventLog log(clock);
    for (int i = 0; i < 2'500; ++i)
        log.add(EventLevel::Info, u"k"_s, QString(900, u'a'));
    const EventView view(u"alice"_s, SessionId{1}, log, {});
    QElapsedTimer timer;
    timer.start();
    const auto json = activityJson(view, {{u"filter"_s, filter}}, clock);
    const qint64 took = timer.elapsed();
    qInfo("%s: %s in %lld ms", qPrintable(filter), json ? "searched" : qPrintable(json.error().message),
          static_cast<long long>(took));
    QVERIFY2(took < 500, qPrintable(QString::number(took)));
}

void TestLocalTools::activityOthersAreAnonymous()
{
    ChatWorld world;
    fill(world);
    const QJsonArray events =
        call(world, u"activity"_s, {{u"structured"_s, true}})->value(u"events"_s).toArray();
    const QJsonObject mine = events.at(1).toObject(), his = events.at(2).toObject();
    QCOMPARE(mine.value(u"fields"_s).toObject().value(u"request_id"_s).toString(), u"alices-request"_s);
    QCOMPARE(his.value(u"message"_s).toString(), u"(another session)"_s);
    QCOMPARE(his.value(u"fields"_s).toObject().keys(), (QStringList{u"model"_s, u"name"_s, u"outcome"_s}));
    // The other way round.
    const QJsonArray forBob =
        call(world, u"activity"_s, {}, u"session-of-bob"_s)->value(u"lines"_s).toArray();
    QVERIFY(forBob.at(2).toString().contains(u"bobs file"_s));
    QVERIFY(!forBob.at(1).toString().contains(u"alice"_s));
}

void TestLocalTools::driftIsShownUnlessItIsInAnothersPool()
{
    const ManualClock clock;
    EventLog log(clock);
    const EventView view(u"alice"_s, SessionId{1}, log, {});
    const auto drift = [](const QString &pool) {
        return MonitorEvent{1,
                            0,
                            EventLevel::Warning,
                            u"leak_found"_s,
                            u"drift in "_s + pool,
                            {{u"session"_s, 0}, {u"pool"_s, pool}}};
    };
    QCOMPARE(view.shown(drift(u"global:"_s)).message, u"drift in global:"_s);
    QCOMPARE(view.shown(drift(u"session:alice"_s)).message, u"drift in session:alice"_s);
    QCOMPARE(view.shown(drift(u"session:gone"_s)).message, u"(another session)"_s);
}

void TestLocalTools::threadsAreTheSessionsOwn()
{
    ChatWorld world;
    QObject context;
    QString id;
    const Exchange first{u"why?"_s, {{u"/a.txt"_s, u"contents"_s}}, u"because"_s, u"one"_s, u"model-a"_s, {}};
    world.conversations.create(u"alice"_s, u"chat"_s, first, &context,
                               [&id](const Result<ConversationOffer> &offer) { id = offer->id.value; });
    QTRY_VERIFY(!id.isEmpty());

    const auto ask = [&world](const QJsonObject &arguments, const QString &session) {
        const auto input = world.input(u"threads"_s, arguments, session);
        ToolRecorder events;
        const auto run = world.start(u"threads"_s, *input, events);
        run->prepare();
        if (!QTest::qWaitFor([&] { return events.preparedCount + events.finishedCount == 1; }))
            qFatal("not prepared");
        if (events.preparedCount == 1)
            run->execute(Deadline());
        if (!QTest::qWaitFor([&] { return events.finishedCount == 1; }))
            qFatal("not finished");
        const auto *answer = events.outcomeAs<Answer>();
        return answer ? QJsonDocument::fromJson(answer->text.toUtf8()).object() : QJsonObject();
    };
    const QJsonArray own = ask({}, u"alice"_s)[u"threads"].toArray();
    QCOMPARE(own.size(), 1);
    QCOMPARE(own[0][u"continuation_id"].toString(), id);
    QCOMPARE(own[0][u"begins"].toString(), u"why?"_s);
    QCOMPARE(own[0][u"turns"].toInt(), 1);
    const QJsonObject thread = ask({{u"continuation_id"_s, id}}, u"alice"_s);
    QCOMPARE(thread[u"turns"][0][u"answer"].toString(), u"because"_s);
    QCOMPARE(thread[u"turns"][0][u"files"].toArray(), QJsonArray{u"/a.txt"_s}); // by name only
    QVERIFY(ask({}, u"bob"_s)[u"threads"].toArray().isEmpty());
    QVERIFY(ask({{u"continuation_id"_s, id}}, u"bob"_s).isEmpty()); // rejected
}

void TestLocalTools::echoWaitsAsTold()
{
    ChatWorld world;
    QCOMPARE(call(world, u"test_echo"_s, {{u"prompt"_s, u"hi"_s}})->value(u"echo"_s).toString(), u"hi"_s);
    const auto input = *world.input(u"test_echo"_s, {{u"prompt"_s, u"hi"_s}, {u"delay_ms"_s, 500}});
    ToolRecorder events;
    const auto run = world.start(u"test_echo"_s, input, events);
    run->prepare();
    world.time.advance(0ms);
    run->execute(Deadline());
    world.time.advance(499ms);
    QCOMPARE(events.finishedCount, 0);
    world.time.advance(1ms);
    QCOMPARE(events.finishedCount, 1);
}

void TestLocalTools::cancelledSaysNothing()
{
    ChatWorld world;
    const auto input = *world.input(u"test_echo"_s, {{u"delay_ms"_s, 500}});
    ToolRecorder events;
    auto run = world.start(u"test_echo"_s, input, events);
    run->prepare();
    run->cancel();
    world.time.advance(1s);
    QCOMPARE(events.events, QStringList());
    run = world.start(u"test_echo"_s, input, events);
    run->prepare();
    world.time.advance(0ms);
    run->execute(Deadline());
    run.reset();
    world.time.advance(1s);
    QCOMPARE(events.events, QStringList{u"prepared"_s});
}

QTEST_GUILESS_MAIN(TestLocalTools)
#include "tst_localtools.moc"
