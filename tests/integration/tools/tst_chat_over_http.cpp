#include "core/conversations/conversationstore.h"
#include "core/monitoring/eventlog.h"
#include "core/providers/providerfactory.h"
#include "core/providers/providerset.h"
#include "core/time/systemtime.h"
#include "core/tools/maketoolcatalog.h"
#include "tests/support/mockprovider.h"
#include "tests/unit/tools/toolrecorder.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// The tools as the daemon puts them together, with two real providers in front of a mock server.
struct World
{
    World()
    {
        settings.providers = {provider(u"kimi"_s, ProviderKind::Kimi, u"kimi-k2-0905-preview"_s),
                              provider(u"glm"_s, ProviderKind::Glm, u"glm-4.5-flash"_s)};
        settings.tools.allowedRoots = {dir.path()};
        models =
            std::make_unique<ModelCatalog>(std::move(ModelCatalog::loadBuiltIn(settings.providers)).value());
        for (const ProviderSettings &p : settings.providers)
            providers.add(makeProvider(p, *models, timers));
        catalog = makeToolCatalog(
            {settings, *models, providers, conversations, [] { return Snapshot(); }, events, timers, pool});
    }

    ProviderSettings provider(const QString &id, ProviderKind kind, const QString &model)
    {
        ProviderSettings p;
        p.id = id;
        p.displayName = id.toUpper();
        p.kind = kind;
        p.baseUrl = mock.baseUrl(id);
        p.apiKey = Secret("sk-a-key-for-" + id.toLatin1());
        p.defaultModel = model;
        return p;
    }

    MockProvider mock;
    QTemporaryDir dir;
    Settings settings;
    SystemClock clock;
    SystemTimerService timers{clock};
    EventLog events{clock};
    ConversationStore conversations{clock};
    QThreadPool pool;
    ProviderSet providers;
    std::unique_ptr<ModelCatalog> models;
    std::unique_ptr<ToolCatalog> catalog;
};

struct Chat
{
    Chat(World &world, const QJsonObject &arguments, const QString &session = u"alice"_s)
    {
        const Tool &tool = **world.catalog->find(u"chat"_s);
        const auto valid = world.catalog->validate(tool, arguments);
        const auto plan = tool.plan(*valid);
        if (!plan)
            qFatal("%s", qUtf8Printable(plan.error().message));
        run = tool.start({CallId{++lastCall}, SessionId{1}, session, *valid, *plan}, events);
        run->prepare();
        if (!QTest::qWaitFor([this] { return events.preparedCount == 1; }))
            qFatal("not prepared");
        run->execute(Deadline(world.timers.now() + 30s));
    }

    Outcome outcome()
    {
        if (!QTest::qWaitFor([this] { return events.finishedCount > 0; }, 10'000))
            qFatal("not finished");
        return *events.outcome;
    }

    inline static quint64 lastCall = 0;
    ToolRecorder events;
    std::unique_ptr<ToolRun> run;
};

} // namespace

class TestChatOverHttp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersWithFilesAndContinues();
    void streamsPieceByPiece();
    void eachModelGoesToItsProvider();
    void pain16_providerErrorIsNoAnswer();
    void pain10_droppingTheRunAbortsTheRequest();
    void cancelInsideAChunkIsSafe();
};

void TestChatOverHttp::answersWithFilesAndContinues()
{
    World world;
    QFile file(world.dir.filePath(u"notes.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("the notes") > 0);
    file.close();
    Chat first(world, {{u"prompt"_s, u"[mock tokens=3] one"_s},
                       {u"files"_s, QJsonArray{file.fileName()}},
                       {u"model"_s, u"glm-4.6"_s}});
    const Outcome outcome = first.outcome();
    QVERIFY2(isAnswer(outcome), qPrintable(describe(outcome)));
    const Answer &answer = std::get<Answer>(outcome);
    QVERIFY(answer.text.contains(u"t0"_s) && answer.text.contains(u"t2"_s));
    QCOMPARE(answer.provider, u"glm"_s);
    QCOMPARE(answer.model, u"glm-4.6"_s);
    QVERIFY(!answer.continuationId.isEmpty());

    Chat second(world, {{u"prompt"_s, u"[mock tokens=1] two"_s},
                        {u"continuation_id"_s, answer.continuationId},
                        {u"model"_s, u"glm-4.6"_s}});
    QVERIFY(isAnswer(second.outcome()));
    const QList<MockRequest> requests = world.mock.stats().requests();
    QCOMPARE(requests.size(), 2);
    QVERIFY(requests.at(0).id != requests.at(1).id);
    const QJsonArray messages = requests.at(1).json.value(u"messages"_s).toArray();
    QCOMPARE(messages.size(), 4);
    QVERIFY(messages.at(1).toObject().value(u"content"_s).toString().contains(u"the notes"_s));
    QCOMPARE(messages.at(2).toObject().value(u"content"_s).toString(), answer.text);
    QCOMPARE(messages.at(3).toObject().value(u"content"_s).toString(), u"[mock tokens=1] two"_s);
}

void TestChatOverHttp::streamsPieceByPiece()
{
    World world;
    Chat chat(world, {{u"prompt"_s, u"[mock tokens=4 gap=20] go"_s}, {u"stream"_s, true}});
    const Outcome outcome = chat.outcome();
    QVERIFY2(isAnswer(outcome), qPrintable(describe(outcome)));
    QVERIFY(chat.events.chunks.size() >= 2);
    QCOMPARE(chat.events.chunks.join(QString()), std::get<Answer>(outcome).text);
    QVERIFY(chat.events.events.contains(toString(CallPhase::AwaitingFirstToken)));
    QVERIFY(chat.events.events.contains(toString(CallPhase::Streaming)));
}

void TestChatOverHttp::eachModelGoesToItsProvider()
{
    World world;
    Chat kimi(world, {{u"prompt"_s, u"hi"_s}, {u"model"_s, u"kimi-k2"_s}});
    Chat glm(world, {{u"prompt"_s, u"hi"_s}});
    QCOMPARE(std::get<Answer>(kimi.outcome()).model, u"kimi-k2-0905-preview"_s);
    QCOMPARE(std::get<Answer>(glm.outcome()).model, u"glm-4.5-flash"_s);
    QCOMPARE(world.mock.stats().counts(u"kimi"_s).requests, 1);
    QCOMPARE(world.mock.stats().counts(u"glm"_s).requests, 1);
}

void TestChatOverHttp::pain16_providerErrorIsNoAnswer()
{
    World world;
    Chat chat(world, {{u"prompt"_s, u"[mock status=400 message=nonsense] go"_s}});
    const Outcome outcome = chat.outcome();
    const ProviderFailed *failed = std::get_if<ProviderFailed>(&outcome);
    QVERIFY(failed);
    QCOMPARE(failed->httpStatus, 400);
    QVERIFY(!describe(outcome).contains(u"sk-a-key"_s));
    QCOMPARE(world.conversations.count(), 0);
}

void TestChatOverHttp::pain10_droppingTheRunAbortsTheRequest()
{
    World world;
    Chat chat(world, {{u"prompt"_s, u"[mock tokens=-1 gap=10] go"_s}});
    QTRY_VERIFY(!chat.events.chunks.isEmpty());
    const qint64 droppedAt = MockStats::nowNs();
    chat.run.reset();
    const qsizetype told = chat.events.events.size();
    QTRY_COMPARE(world.mock.stats().aborts().size(), 1);
    const qint64 tookMs = (world.mock.stats().aborts().at(0).atNs - droppedAt) / 1'000'000;
    QVERIFY2(tookMs < 250, qPrintable(QString::number(tookMs)));
    QCOMPARE(chat.events.events.size(), told);
    QCOMPARE(world.providers.find(u"glm"_s)->status().inFlight, 0);
}

void TestChatOverHttp::cancelInsideAChunkIsSafe()
{
    World world;
    Chat chat(world, {{u"prompt"_s, u"[mock tokens=-1 gap=5] go"_s}});
    chat.events.onEvent = [&](const QString &event) {
        if (event == "chunk"_L1)
            chat.run->cancel();
    };
    QTRY_COMPARE(world.mock.stats().aborts().size(), 1);
    QCOMPARE(chat.events.chunks.size(), 1);
    QCOMPARE(chat.events.finishedCount, 0);
}

QTEST_GUILESS_MAIN(TestChatOverHttp)
#include "tst_chat_over_http.moc"
