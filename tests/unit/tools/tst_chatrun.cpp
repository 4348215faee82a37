#include "core/tools/chatrun.h"

#include "tests/unit/tools/chatworld.h"
#include "tests/unit/tools/toolrecorder.h"

#include <QFile>
#include <QSemaphore>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

class TestChatRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers();
    void tellsChunksAndPhasesInOrder();
    void saysNothingFromInsideItsCalls();
    void sendsFilesAndSettings();
    void readsAnEmptyFilesListWithoutThePool();
    void refusesFilesOutsideTheRoots();
    void refusesMoreThanTheModelReads();
    void explicitWishesTheModelCannotFulfilAreNoted();
    void silentAboutTheDefaultWebSearch();
    void continuesAConversation();
    void pain13_anotherSessionCannotContinue();
    void refusesContinuations_data();
    void refusesContinuations();
    void pain21_idIsUsableWhenOffered();
    void lastTurnOffersNothing();
    void pain16_failureIsNeverContent_data();
    void pain16_failureIsNeverContent();
    void pain16_emptyAnswerIsAFailure();
    void failedTurnIsNotStored();
    void pain22_theModelThatAnsweredIsNamed();
    void pain22_anotherModelInTheConversationIsNoted();
    void pain18_callAfterAFailureAnswers();
    void pain13_runsShareNothing();
    void destroyedWhileLoading();
    void destroyedWhileReading();
    void destroyedWhileWaitingForTheSlot();
    void destroyedWhileAsking();
    void destroyedWhileStoring();
    void cancelledInEachState_data();
    void cancelledInEachState();
    void cancelledFromInsideEachEvent_data();
    void cancelledFromInsideEachEvent();
    void aStepOutOfOrderIsToldAsADefect();
    void poolThatShutsDownIsToldAsADefect();

private:
    struct Running
    {
        ToolRecorder events;
        std::unique_ptr<ToolRun> run;
    };
    static std::unique_ptr<Running> start(ChatWorld &world, const QJsonObject &more = {},
                                          const QString &session = u"alice"_s);
    // Until the provider is asked.
    static std::unique_ptr<Running> startAsking(ChatWorld &world, const QJsonObject &more = {},
                                                const QString &session = u"alice"_s);
    // The whole way; the answer.
    static Answer ask(ChatWorld &world, const QJsonObject &more, const QString &text,
                      const QString &session = u"alice"_s);
    static QString write(ChatWorld &world, const QString &name, const QByteArray &content);
    static void settle() { QTest::qWait(20); } // gives a wrong late event the chance to come
};

std::unique_ptr<TestChatRun::Running> TestChatRun::start(ChatWorld &world, const QJsonObject &more,
                                                         const QString &session)
{
    QJsonObject arguments = more;
    if (!arguments.contains(u"prompt"_s))
        arguments.insert(u"prompt"_s, u"hello"_s);
    const auto input = world.input(u"chat"_s, arguments, session);
    if (!input)
        qFatal("not planned: %s", qUtf8Printable(input.error().message));
    auto running = std::make_unique<Running>();
    running->run = world.start(u"chat"_s, *input, running->events);
    return running;
}

std::unique_ptr<TestChatRun::Running> TestChatRun::startAsking(ChatWorld &world, const QJsonObject &more,
                                                               const QString &session)
{
    auto running = start(world, more, session);
    running->run->prepare();
    if (!QTest::qWaitFor([&] { return running->events.preparedCount == 1; }))
        qFatal("not prepared");
    running->run->execute(Deadline(world.time.now() + 60s));
    return running;
}

Answer TestChatRun::ask(ChatWorld &world, const QJsonObject &more, const QString &text,
                        const QString &session)
{
    const auto running = startAsking(world, more, session);
    world.one->answer(text);
    if (!QTest::qWaitFor([&] { return running->events.finishedCount == 1; }) ||
        !running->events.outcomeAs<Answer>())
        qFatal("no answer");
    return *running->events.outcomeAs<Answer>();
}

QString TestChatRun::write(ChatWorld &world, const QString &name, const QByteArray &content)
{
    QFile file(world.dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("can't write");
    return file.fileName();
}

void TestChatRun::answers()
{
    ChatWorld world;
    const auto running = startAsking(world, {{u"model"_s, u"model-a"_s}});
    QCOMPARE(world.one->requests.size(), 1);
    world.one->answer(u"the answer"_s);
    QTRY_COMPARE(running->events.finishedCount, 1);
    const Answer *answer = running->events.outcomeAs<Answer>();
    QVERIFY(answer);
    QCOMPARE(answer->text, u"the answer"_s);
    QCOMPARE(answer->provider, u"one"_s);
    QCOMPARE(answer->model, u"model-a"_s);
    QCOMPARE(answer->finishReason, u"stop"_s);
    QVERIFY(!answer->simulated);
    QCOMPARE(answer->usage, (TokenUsage{11, 7, 2}));
    const QJsonObject offer = answer->metadata.value(u"continuation_offer"_s).toObject();
    QVERIFY(!answer->continuationId.isEmpty());
    QCOMPARE(offer.value(u"continuation_id"_s).toString(), answer->continuationId);
    QCOMPARE(offer.value(u"remaining_turns"_s).toInt(), 19);
    QCOMPARE(answer->metadata.value(u"usage"_s).toObject().value(u"completion_tokens"_s).toInt(), 7);
    QVERIFY(!answer->metadata.contains(u"files_read"_s));
    settle();
    QCOMPARE(running->events.finishedCount, 1);
    QCOMPARE(world.one->aborts, 0);
}

void TestChatRun::tellsChunksAndPhasesInOrder()
{
    ChatWorld world;
    const auto running = startAsking(world, {{u"stream"_s, true}});
    world.one->phase(CallPhase::Connecting);
    world.one->phase(CallPhase::AwaitingFirstToken);
    world.one->delta({}, u"thinking…"_s);
    world.one->phase(CallPhase::Streaming);
    world.one->delta(u"the "_s);
    world.one->delta(u"answer"_s);
    world.one->answer(u"the answer"_s);
    QTRY_COMPARE(running->events.finishedCount, 1);
    QCOMPARE(running->events.chunks, (QStringList{u"the "_s, u"answer"_s}));
    QCOMPARE(running->events.events,
             (QStringList{u"prepared"_s, toString(CallPhase::Connecting),
                          toString(CallPhase::AwaitingFirstToken), toString(CallPhase::Streaming), u"chunk"_s,
                          u"chunk"_s, toString(CallPhase::Finishing), u"finished"_s}));
}

void TestChatRun::saysNothingFromInsideItsCalls()
{
    ChatWorld world;
    auto running = start(world);
    running->run->prepare();
    QCOMPARE(running->events.events, QStringList());
    QTRY_COMPARE(running->events.preparedCount, 1);
    running->run->execute(Deadline());
    QCOMPARE(running->events.events, QStringList{u"prepared"_s});
    world.one->finish(ProviderFailed{u"one"_s, u"model-a"_s, {u"http_error"_s, u"no"_s, {}}, 500, {}, false});
    QCOMPARE(running->events.finishedCount, 0); // not from inside the provider's call either
    QTRY_COMPARE(running->events.finishedCount, 1);
    // A refusal in prepare() too comes later.
    auto refused = start(world, {{u"files"_s, QJsonArray{u"/etc/passwd"_s}}});
    refused->run->prepare();
    QCOMPARE(refused->events.finishedCount, 0);
    QTRY_COMPARE(refused->events.finishedCount, 1);
}

void TestChatRun::sendsFilesAndSettings()
{
    ChatWorld world;
    const QString a = write(world, u"a.txt"_s, "file a"), b = write(world, u"b.txt"_s, "file b");
    const auto running = startAsking(world, {{u"prompt"_s, u"compare"_s},
                                             {u"files"_s, QJsonArray{a, b}},
                                             {u"temperature"_s, 0.25},
                                             {u"thinking_mode"_s, u"High"_s}});
    const CompletionRequest &request = world.one->requests.constLast();
    QCOMPARE(request.model, u"model-a"_s);
    QCOMPARE(request.temperature, std::optional(0.25));
    QCOMPARE(request.maxTokens, std::optional(1'000)); // the provider's limit is below the model's
    QVERIFY(request.webSearch && request.thinking);
    QCOMPARE(request.thinkingMode, u"high"_s);
    QVERIFY(request.callTag.startsWith(u"call-1-"_s));
    QCOMPARE(request.messages.size(), 2);
    QCOMPARE(request.messages.at(0).role, u"system"_s);
    const QString content = request.messages.at(1).content;
    QVERIFY(content.indexOf(u"file a"_s) < content.indexOf(u"file b"_s) && content.endsWith(u"compare"_s));
    QVERIFY(world.one->lastLimits.deadline.when() == world.time.now() + 60s);
    QVERIFY(world.one->lastLimits.total == 40s);
    world.one->answer(u"done"_s);
    QTRY_COMPARE(running->events.finishedCount, 1);
    const QJsonArray read = running->events.outcomeAs<Answer>()->metadata.value(u"files_read"_s).toArray();
    QCOMPARE(read.size(), 2);
    QCOMPARE(read.at(0).toObject().value(u"path"_s).toString(), a);
    QCOMPARE(read.at(0).toObject().value(u"characters"_s).toInt(), 6);
    const auto other = startAsking(world);
    QVERIFY(world.one->requests.at(0).callTag != world.one->requests.at(1).callTag);
}

void TestChatRun::readsAnEmptyFilesListWithoutThePool()
{
    ChatWorld world;
    QSemaphore release;
    world.pool.setMaxThreadCount(1);
    world.pool.start([&release] { release.acquire(); }); // a worker stuck on somebody's dead network drive
    const auto running = start(world, {{u"files"_s, QJsonArray()}});
    running->run->prepare();
    QTRY_COMPARE_WITH_TIMEOUT(running->events.preparedCount, 1, 2'000);
    release.release();
}

void TestChatRun::refusesFilesOutsideTheRoots()
{
    ChatWorld world;
    const auto running = start(world, {{u"files"_s, QJsonArray{u"/etc/passwd"_s}}});
    running->run->prepare();
    QTRY_COMPARE(running->events.finishedCount, 1);
    const Rejected *rejected = running->events.outcomeAs<Rejected>();
    QVERIFY(rejected);
    QCOMPARE(rejected->error.code, u"VALIDATION_ERROR"_s);
    QVERIFY(rejected->error.message.contains(u"/etc/passwd"_s));
    QVERIFY(rejected->error.hint.contains(u"EXAI_ALLOWED_ROOTS"_s));
    QCOMPARE(rejected->details.value(u"field"_s).toString(), u"files"_s);
    QCOMPARE(running->events.preparedCount, 0);
    QCOMPARE(world.one->requests.size(), 0);
}

void TestChatRun::refusesMoreThanTheModelReads()
{
    ChatWorld world;
    const QString big = write(world, u"big.txt"_s, QByteArray(40'000, 'x')); // 10 000 tokens, 7 000 fit
    const auto running = start(world, {{u"files"_s, QJsonArray{big}}});
    running->run->prepare();
    QTRY_COMPARE(running->events.finishedCount, 1);
    const Rejected *rejected = running->events.outcomeAs<Rejected>();
    QVERIFY(rejected);
    QCOMPARE(rejected->error.code, u"VALIDATION_ERROR"_s);
    QVERIFY2(rejected->error.message.contains(u"model model-a reads at most 7000"_s),
             qPrintable(rejected->error.message));
    QVERIFY(rejected->error.hint.contains(u"listmodels"_s));
}

void TestChatRun::explicitWishesTheModelCannotFulfilAreNoted()
{
    ChatWorld world;
    const auto running = startAsking(
        world, {{u"model"_s, u"model-b"_s}, {u"use_websearch"_s, true}, {u"thinking_mode"_s, u"low"_s}});
    QCOMPARE(running->events.notes.size(), 2);
    QVERIFY(running->events.notes.at(0).contains(u"use_websearch"_s) &&
            running->events.notes.at(0).contains(u"model-b"_s));
    QVERIFY(running->events.notes.at(1).contains(u"thinking_mode"_s));
    QVERIFY(!world.one->requests.constLast().webSearch);
    QVERIFY(!world.one->requests.constLast().thinking);
    QCOMPARE(world.one->requests.constLast().thinkingMode, QString());
    world.one->answer(u"x"_s);
    QTRY_COMPARE(running->events.finishedCount, 1);
    QCOMPARE(running->events.outcomeAs<Answer>()->metadata.value(u"notes"_s).toArray().size(), 2);
}

void TestChatRun::silentAboutTheDefaultWebSearch()
{
    ChatWorld world;
    const auto running = startAsking(world, {{u"model"_s, u"model-b"_s}});
    QCOMPARE(running->events.notes, QStringList());
    QVERIFY(!world.one->requests.constLast().webSearch);
}

void TestChatRun::continuesAConversation()
{
    ChatWorld world;
    const QString file = write(world, u"a.txt"_s, "file a");
    const Answer first = ask(world, {{u"prompt"_s, u"q1"_s}, {u"files"_s, QJsonArray{file}}}, u"a1"_s);
    QVERIFY(QFile::remove(file)); // the conversation has it
    const Answer second =
        ask(world, {{u"prompt"_s, u"q2"_s}, {u"continuation_id"_s, first.continuationId}}, u"a2"_s);
    QCOMPARE(second.continuationId, first.continuationId);
    QCOMPARE(second.metadata.value(u"continuation_offer"_s).toObject().value(u"remaining_turns"_s).toInt(),
             18);
    const Answer third =
        ask(world, {{u"prompt"_s, u"q3"_s}, {u"continuation_id"_s, first.continuationId}}, u"a3"_s);
    const QList<ChatMessage> &messages = world.one->requests.constLast().messages;
    QCOMPARE(messages.size(), 6);
    QVERIFY(messages.at(1).content.contains(u"file a"_s) && messages.at(1).content.endsWith(u"q1"_s));
    QCOMPARE(messages.at(2).content, u"a1"_s);
    QCOMPARE(messages.at(2).role, u"assistant"_s);
    QCOMPARE(messages.at(3).content, u"q2"_s);
    QCOMPARE(messages.at(4).content, u"a2"_s);
    QCOMPARE(messages.at(5).content, u"q3"_s);
}

void TestChatRun::pain13_anotherSessionCannotContinue()
{
    ChatWorld world;
    const Answer mine = ask(world, {{u"prompt"_s, u"my secret plan"_s}}, u"a1"_s);
    const auto foreign = start(world, {{u"continuation_id"_s, mine.continuationId}}, u"bob"_s);
    foreign->run->prepare();
    QTRY_COMPARE(foreign->events.finishedCount, 1);
    const auto unknown =
        start(world, {{u"continuation_id"_s, u"9f0e6d0c-0000-4000-8000-000000000000"_s}}, u"bob"_s);
    unknown->run->prepare();
    QTRY_COMPARE(unknown->events.finishedCount, 1);
    QVERIFY(foreign->events.outcomeAs<Rejected>());
    QCOMPARE(foreign->events.outcomeAs<Rejected>()->error, unknown->events.outcomeAs<Rejected>()->error);
    QCOMPARE(world.one->requests.size(), 1);
}

void TestChatRun::refusesContinuations_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown") << u"unknown"_s << u"CONTINUATION_NOT_FOUND"_s;
    QTest::newRow("foreign") << u"foreign"_s << u"CONTINUATION_NOT_FOUND"_s;
    QTest::newRow("expired") << u"expired"_s << u"CONTINUATION_NOT_FOUND"_s;
    QTest::newRow("full") << u"full"_s << u"CONTINUATION_FULL"_s;
}

void TestChatRun::refusesContinuations()
{
    QFETCH(QString, kind);
    QFETCH(QString, code);
    ChatWorld world;
    QString id = ask(world, {}, u"a"_s, kind == "foreign"_L1 ? u"bob"_s : u"alice"_s).continuationId;
    if (kind == "unknown"_L1)
        id = u"nothing"_s;
    if (kind == "expired"_L1)
        world.clock.set(world.clock.now() + 4h);
    for (int i = 1; i < 20 && kind == "full"_L1; ++i)
        ask(world, {{u"continuation_id"_s, id}}, u"a"_s);
    const qsizetype requests = world.one->requests.size();
    const auto running = start(world, {{u"continuation_id"_s, id}});
    running->run->prepare();
    QTRY_COMPARE(running->events.finishedCount, 1);
    QVERIFY(running->events.outcomeAs<Rejected>());
    QCOMPARE(running->events.outcomeAs<Rejected>()->error.code, code);
    QCOMPARE(running->events.preparedCount, 0);
    QCOMPARE(world.one->requests.size(), requests);
}

void TestChatRun::pain21_idIsUsableWhenOffered()
{
    ChatWorld world;
    const auto running = startAsking(world);
    bool stored = false;
    running->events.onEvent = [&](const QString &event) {
        if (event == "finished"_L1)
            stored = world.conversations.count() == 1;
    };
    world.one->answer(u"a"_s);
    QTRY_COMPARE(running->events.finishedCount, 1);
    QVERIFY(stored);
}

void TestChatRun::lastTurnOffersNothing()
{
    ChatWorld world;
    const QString id = ask(world, {}, u"a"_s).continuationId;
    for (int i = 2; i < 20; ++i)
        ask(world, {{u"continuation_id"_s, id}}, u"a"_s);
    const Answer last = ask(world, {{u"continuation_id"_s, id}}, u"a"_s);
    QCOMPARE(last.continuationId, QString());
    QVERIFY(!last.metadata.contains(u"continuation_offer"_s));
    QVERIFY(last.metadata.value(u"continuation_note"_s).toString().contains(u"last turn"_s));
}

void TestChatRun::pain16_failureIsNeverContent_data()
{
    QTest::addColumn<bool>("timeout");
    QTest::newRow("provider error") << false;
    QTest::newRow("timeout") << true;
}

void TestChatRun::pain16_failureIsNeverContent()
{
    QFETCH(bool, timeout);
    ChatWorld world;
    const auto running = startAsking(world);
    world.one->delta(u"half an ans"_s);
    if (timeout)
        world.one->finish(TimedOut{CallClock::Stall, 3s, u"one"_s, u"model-a"_s});
    else
        world.one->finish(
            ProviderFailed{u"one"_s, u"model-a"_s, {u"rate_limited"_s, u"slow down"_s, {}}, 429, 5s, true});
    QTRY_COMPARE(running->events.finishedCount, 1);
    QVERIFY(!isAnswer(*running->events.outcome));
    if (timeout) {
        QVERIFY(running->events.outcomeAs<TimedOut>());
        QVERIFY(running->events.outcomeAs<TimedOut>()->clock == CallClock::Stall);
    } else {
        const ProviderFailed *failed = running->events.outcomeAs<ProviderFailed>();
        QVERIFY(failed);
        QCOMPARE(failed->error.code, u"rate_limited"_s);
        QCOMPARE(failed->httpStatus, 429);
        QVERIFY(failed->mayHaveRun && failed->retryAfter == Duration(5s));
    }
}

void TestChatRun::pain16_emptyAnswerIsAFailure()
{
    ChatWorld world;
    const auto running = startAsking(world);
    Completion nothing;
    nothing.text = u" \n"_s;
    nothing.reasoning = u"a long thought"_s;
    nothing.finishReason = u"length"_s;
    world.one->finish(nothing);
    QTRY_COMPARE(running->events.finishedCount, 1);
    const ProviderFailed *failed = running->events.outcomeAs<ProviderFailed>();
    QVERIFY(failed);
    QCOMPARE(failed->error.code, u"empty_answer"_s);
    QVERIFY(failed->error.message.contains(u"output limit"_s));
    QVERIFY(failed->mayHaveRun);
}

void TestChatRun::failedTurnIsNotStored()
{
    ChatWorld world;
    const auto running = startAsking(world);
    world.one->finish(TimedOut{});
    QTRY_COMPARE(running->events.finishedCount, 1);
    QCOMPARE(world.conversations.count(), 0);
}

void TestChatRun::pain22_theModelThatAnsweredIsNamed()
{
    ChatWorld world;
    const auto running = startAsking(world, {{u"model"_s, u"model-b-alias"_s}});
    QCOMPARE(world.one->requests.constLast().model, u"model-b"_s);
    Completion completion;
    completion.text = u"hi"_s;
    completion.model = u"model-b-2031"_s;
    world.one->finish(completion);
    QTRY_COMPARE(running->events.finishedCount, 1);
    const Answer *answer = running->events.outcomeAs<Answer>();
    QCOMPARE(answer->model, u"model-b-2031"_s);
    QCOMPARE(answer->metadata.value(u"model_requested"_s).toString(), u"model-b"_s);
}

void TestChatRun::pain22_anotherModelInTheConversationIsNoted()
{
    ChatWorld world;
    world.two->state().configured = true;
    const Answer first = ask(world, {{u"model"_s, u"model-a"_s}}, u"a1"_s);
    const auto running =
        startAsking(world, {{u"model"_s, u"model-c"_s}, {u"continuation_id"_s, first.continuationId}});
    QCOMPARE(running->events.notes,
             QStringList{u"the conversation so far was with model-a; model-c goes on"_s});
    world.two->answer(u"a2"_s);
    QTRY_COMPARE(running->events.finishedCount, 1);
    QCOMPARE(running->events.outcomeAs<Answer>()->provider, u"two"_s);
}

void TestChatRun::pain18_callAfterAFailureAnswers()
{
    ChatWorld world;
    const auto input = *world.input(u"chat"_s, {{u"prompt"_s, u"hi"_s}});
    for (int attempt = 0; attempt < 2; ++attempt) { // the same call id and arguments again
        ToolRecorder events;
        const auto run = world.start(u"chat"_s, input, events);
        run->prepare();
        QTRY_COMPARE(events.preparedCount, 1);
        run->execute(Deadline());
        if (attempt == 0)
            world.one->finish(TimedOut{});
        else
            world.one->answer(u"a"_s);
        QTRY_COMPARE(events.finishedCount, 1);
        QCOMPARE(isAnswer(*events.outcome), attempt == 1);
    }
}

void TestChatRun::pain13_runsShareNothing()
{
    ChatWorld world;
    world.two->state().configured = true;
    const QString a = write(world, u"a.txt"_s, "only alice"), b = write(world, u"b.txt"_s, "only bob");
    const auto alice =
        startAsking(world, {{u"model"_s, u"model-a"_s}, {u"files"_s, QJsonArray{a}}}, u"alice"_s);
    const auto bob = startAsking(world, {{u"model"_s, u"model-c"_s}, {u"files"_s, QJsonArray{b}}}, u"bob"_s);
    QVERIFY(!world.two->requests.constLast().messages.constLast().content.contains(u"alice"_s));
    QVERIFY(!world.one->requests.constLast().messages.constLast().content.contains(u"bob"_s));
    world.one->answer(u"for alice"_s);
    world.two->answer(u"for bob"_s);
    QTRY_VERIFY(alice->events.finishedCount == 1 && bob->events.finishedCount == 1);
    QCOMPARE(alice->events.outcomeAs<Answer>()->text, u"for alice"_s);
    QCOMPARE(bob->events.outcomeAs<Answer>()->text, u"for bob"_s);
    QVERIFY(alice->events.outcomeAs<Answer>()->continuationId !=
            bob->events.outcomeAs<Answer>()->continuationId);
}

void TestChatRun::destroyedWhileLoading()
{
    ChatWorld world;
    const auto running = start(world, {{u"continuation_id"_s, u"x"_s}});
    running->run->prepare();
    running->run.reset();
    settle();
    QCOMPARE(running->events.events, QStringList());
}

void TestChatRun::destroyedWhileReading()
{
    ChatWorld world;
    QSemaphore release;
    world.pool.setMaxThreadCount(1);
    world.pool.start([&release] { release.acquire(); });
    const QString file = write(world, u"a.txt"_s, "a");
    const auto waiting = start(world, {{u"files"_s, QJsonArray{file}}});
    waiting->run->prepare();
    settle(); // its job waits in the pool's queue
    waiting->run.reset();
    release.release();
    QVERIFY(world.pool.waitForDone(5'000));
    settle();
    QCOMPARE(waiting->events.events, QStringList());
    // And while a worker is at it, at many different moments.
    const QString large = write(world, u"large.txt"_s, QByteArray(20'000, 'x'));
    for (int i = 0; i < 100; ++i) {
        const auto racing = start(world, {{u"files"_s, QJsonArray{large}}});
        racing->run->prepare();
        QCoreApplication::processEvents();
        QTest::qSleep(i % 3);
        racing->run.reset();
        const qsizetype told = racing->events.events.size();
        QCoreApplication::processEvents();
        QCOMPARE(racing->events.events.size(), told);
    }
    QVERIFY(world.pool.waitForDone(5'000));
}

void TestChatRun::destroyedWhileWaitingForTheSlot()
{
    ChatWorld world;
    const auto running = start(world);
    running->run->prepare();
    QTRY_COMPARE(running->events.preparedCount, 1);
    running->run.reset();
    settle();
    QCOMPARE(running->events.events, QStringList{u"prepared"_s});
    QCOMPARE(world.one->requests.size(), 0);
}

void TestChatRun::destroyedWhileAsking()
{
    ChatWorld world;
    const auto running = startAsking(world);
    world.one->delta(u"half"_s);
    const QStringList told = running->events.events;
    running->run.reset();
    QCOMPARE(world.one->aborts, 1); // at once
    QVERIFY(!world.one->isAsked());
    settle();
    QCOMPARE(running->events.events, told);
}

void TestChatRun::destroyedWhileStoring()
{
    ChatWorld world;
    const auto running = startAsking(world);
    world.one->answer(u"a"_s);
    QCOMPARE(running->events.events.constLast(), toString(CallPhase::Finishing));
    running->run.reset();
    settle();
    QCOMPARE(running->events.finishedCount, 0);
    QCOMPARE(world.one->aborts, 0);
}

void TestChatRun::cancelledInEachState_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state :
         {"idle", "loading", "reading", "prepared", "asking", "failing", "storing", "done"})
        QTest::newRow(state) << QString::fromLatin1(state);
}

void TestChatRun::cancelledInEachState()
{
    QFETCH(QString, state);
    ChatWorld world;
    QJsonObject arguments;
    if (state == "loading"_L1)
        arguments.insert(u"continuation_id"_s, u"x"_s);
    if (state == "reading"_L1)
        arguments.insert(u"files"_s, QJsonArray{write(world, u"a.txt"_s, "a")});
    auto running =
        state == "asking"_L1 || state == "failing"_L1 || state == "storing"_L1 || state == "done"_L1
            ? startAsking(world, arguments)
            : start(world, arguments);
    if (state == "loading"_L1 || state == "reading"_L1 || state == "prepared"_L1)
        running->run->prepare();
    if (state == "reading"_L1)
        QCoreApplication::processEvents();
    if (state == "prepared"_L1)
        QTRY_COMPARE(running->events.preparedCount, 1);
    if (state == "failing"_L1)
        world.one->finish(TimedOut{});
    if (state == "storing"_L1 || state == "done"_L1)
        world.one->answer(u"a"_s);
    if (state == "done"_L1)
        QTRY_COMPARE(running->events.finishedCount, 1);
    const QStringList told = running->events.events;
    running->run->cancel();
    QCOMPARE(world.one->aborts, state == "asking"_L1 ? 1 : 0);
    running->run->cancel(); // twice does nothing
    settle();
    QVERIFY(world.pool.waitForDone(5'000));
    settle();
    QCOMPARE(running->events.events, told);
    running->run->prepare(); // nothing wakes it up
    running->run->execute(Deadline());
    settle();
    QCOMPARE(running->events.events, told);
    QVERIFY(!world.one->isAsked());
}

void TestChatRun::cancelledFromInsideEachEvent_data()
{
    QTest::addColumn<QString>("event");
    QTest::addColumn<bool>("destroy");
    for (const char *event : {"note", "prepared", "finished"}) {
        QTest::addRow("%s, destroyed", event) << QString::fromLatin1(event) << true;
        QTest::addRow("%s, cancelled", event) << QString::fromLatin1(event) << false;
    }
    // The provider is on the stack here; calls never destroy their run there, only cancel it.
    QTest::newRow("chunk, cancelled") << u"chunk"_s << false;
    QTest::newRow("finishing, cancelled") << toString(CallPhase::Finishing) << false;
    QTest::newRow("connecting, cancelled") << toString(CallPhase::Connecting) << false;
}

void TestChatRun::cancelledFromInsideEachEvent()
{
    QFETCH(QString, event);
    QFETCH(bool, destroy);
    ChatWorld world;
    auto running = start(
        world, {{u"model"_s, u"model-b"_s}, {u"use_websearch"_s, true}, {u"thinking_mode"_s, u"low"_s}});
    bool seen = false;
    running->events.onEvent = [&](const QString &told) {
        if (told != event || seen)
            return;
        seen = true;
        if (destroy)
            running->run.reset();
        else
            running->run->cancel();
    };
    running->run->prepare();
    QTRY_VERIFY(seen || running->events.preparedCount == 1);
    if (!seen) {
        running->run->execute(Deadline());
        world.one->phase(CallPhase::Connecting);
        if (world.one->isAsked())
            world.one->delta(u"x"_s);
        if (world.one->isAsked())
            world.one->answer(u"x"_s);
        QTRY_VERIFY(seen);
    }
    const QStringList told = running->events.events;
    QCOMPARE(told.constLast(), event);
    settle();
    QCOMPARE(running->events.events, told);
}

void TestChatRun::aStepOutOfOrderIsToldAsADefect()
{
    ChatWorld world;
    const auto running = start(world);
    running->run->execute(Deadline());
    QTRY_COMPARE(running->events.finishedCount, 1);
    QVERIFY(running->events.outcomeAs<InternalFailure>());
    QCOMPARE(world.one->requests.size(), 0);
    const auto twice = startAsking(world);
    twice->run->execute(Deadline());
    QTRY_COMPARE(twice->events.finishedCount, 1);
    QVERIFY(twice->events.outcomeAs<InternalFailure>());
    QCOMPARE(world.one->requests.size(), 1);
    QCOMPARE(world.one->aborts, 1);
}

void TestChatRun::poolThatShutsDownIsToldAsADefect()
{
    ChatWorld world;
    QSemaphore release;
    world.pool.setMaxThreadCount(1);
    world.pool.start([&release] { release.acquire(); });
    const auto running = start(world, {{u"files"_s, QJsonArray{write(world, u"a.txt"_s, "a")}}});
    running->run->prepare();
    settle();
    world.pool.clear();
    QTRY_COMPARE(running->events.finishedCount, 1);
    QVERIFY(running->events.outcomeAs<InternalFailure>());
    release.release();
}

QTEST_GUILESS_MAIN(TestChatRun)
#include "tst_chatrun.moc"
