#include "tests/integration/tools/toolworld.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Chat : ToolCall
{
    Chat(ToolWorld &world, const QJsonObject &arguments, const QString &session = u"alice"_s)
        : ToolCall(world, u"chat"_s, arguments, session)
    {}
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
    void longAnswersAreContinuedAndCosted();
};

void TestChatOverHttp::answersWithFilesAndContinues()
{
    ToolWorld world;
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
    ToolWorld world;
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
    ToolWorld world;
    Chat kimi(world, {{u"prompt"_s, u"hi"_s}, {u"model"_s, u"kimi-k2"_s}});
    Chat glm(world, {{u"prompt"_s, u"hi"_s}});
    QCOMPARE(std::get<Answer>(kimi.outcome()).model, u"kimi-k2-0905-preview"_s);
    QCOMPARE(std::get<Answer>(glm.outcome()).model, u"glm-4.5-flash"_s);
    QCOMPARE(world.mock.stats().counts(u"kimi"_s).requests, 1);
    QCOMPARE(world.mock.stats().counts(u"glm"_s).requests, 1);
}

void TestChatOverHttp::pain16_providerErrorIsNoAnswer()
{
    ToolWorld world;
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
    ToolWorld world;
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
    ToolWorld world;
    Chat chat(world, {{u"prompt"_s, u"[mock tokens=-1 gap=5] go"_s}});
    chat.events.onEvent = [&](const QString &event) {
        if (event == "chunk"_L1)
            chat.run->cancel();
    };
    QTRY_COMPARE(world.mock.stats().aborts().size(), 1);
    QCOMPARE(chat.events.chunks.size(), 1);
    QCOMPARE(chat.events.finishedCount, 0);
}

void TestChatOverHttp::longAnswersAreContinuedAndCosted()
{
    ToolWorld world;
    Chat chat(world, {{u"prompt"_s, u"[mock length tokens=2]"_s}, {u"model"_s, u"kimi-k2-0905-preview"_s}});
    const Outcome outcome = chat.outcome();
    QVERIFY2(isAnswer(outcome), qPrintable(describe(outcome)));
    const Answer &answer = std::get<Answer>(outcome);
    QCOMPARE(answer.text, u"t0 t1 t0 t1 "_s);
    QCOMPARE(answer.finishReason, u"stop"_s);
    QVERIFY(answer.metadata.value("notes"_L1)[0].toString().contains(u"continued 1 times"_s));
    // Two rounds of 7 tokens in and 2 out, at 0.60 and 2.50 a million.
    QCOMPARE(*answer.cost, (14 * 0.6 + 4 * 2.5) / 1e6);
    QCOMPARE(answer.metadata.value("usage"_L1)["cost_usd"_L1].toDouble(), *answer.cost);
    const MockRequest sent = world.mock.stats().requests().first();
    QVERIFY(!sent.headers.value("x-msh-context-cache").isEmpty());
}

QTEST_GUILESS_MAIN(TestChatOverHttp)
#include "tst_chat_over_http.moc"
