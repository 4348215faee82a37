// What makes Kimi and GLM more than "OpenAI-compatible": continuation, tools, search in text, cache headers,
// cost, and the requests beside the chat.

#include "tests/integration/providers/providerbench.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace std::chrono_literals;

namespace {

// One request beside the chat, and how it ended.
struct ApiRecorder
{
    void start(Provider &provider, const ApiRequest &request, const CompletionLimits &limits = {})
    {
        handle = provider.call(request, limits, [this](const ApiResult &how) {
            ++finished;
            result = how;
            handle.reset();
        });
    }
    const ApiReply *reply() const { return result ? std::get_if<ApiReply>(&*result) : nullptr; }
    const ProviderFailed *failure() const { return result ? std::get_if<ProviderFailed>(&*result) : nullptr; }
    const TimedOut *timedOut() const { return result ? std::get_if<TimedOut>(&*result) : nullptr; }

    std::unique_ptr<CompletionHandle> handle;
    std::optional<ApiResult> result;
    int finished = 0;
};

QJsonArray messagesOf(const MockRequest &request)
{
    return request.json.value("messages"_L1).toArray();
}

} // namespace

class TestProviderFidelity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void continuesAtTheOutputLimit_data();
    void continuesAtTheOutputLimit();
    void continuationKeepsToItsBounds();
    void brokenContinuationLeavesTheAnswer_data();
    void brokenContinuationLeavesTheAnswer();
    void glmSearchWrittenAsText();
    void callersToolsComeBack();
    void callersToolsWrittenAsText();
    void cacheHeaders();
    void costFromThePriceTable();
    void otherRequests();
    void otherRequestsFail_data();
    void otherRequestsFail();
    void cancelBetweenRounds_data();
    void cancelBetweenRounds();
};

void TestProviderFidelity::continuesAtTheOutputLimit_data()
{
    QTest::addColumn<ProviderKind>("kind");
    QTest::newRow("kimi") << ProviderKind::Kimi;
    QTest::newRow("glm") << ProviderKind::Glm;
    QTest::newRow("custom") << ProviderKind::Custom;
}

void TestProviderFidelity::continuesAtTheOutputLimit()
{
    QFETCH(const ProviderKind, kind);
    ProviderBench bench(MockProvider::Scheme::Http, kind);
    CompletionRequest request = bench.request(u"write"_s);
    request.continueUpTo = 1000;
    request.maxTokens = 500;
    bench.mock.setHandler([](const MockRequest &r, MockReply &reply) {
        reply.tokens = 2;
        reply.finishReason = messagesOf(r).size() == 1 ? u"length"_s : u"stop"_s;
    });
    CompletionRecorder call;
    call.start(*bench.provider, request);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    const Completion &answer = *call.completion();
    QCOMPARE(answer.finishReason, u"stop"_s);
    QCOMPARE(answer.rounds, 2);
    QCOMPARE(answer.continuations, 1);
    QCOMPARE(answer.text, u"t0 t1 t0 t1 "_s);
    QCOMPARE(call.text, answer.text);
    QCOMPARE(answer.usage->completionTokens, 4);
    const QList<MockRequest> requests = bench.mock.stats().requests();
    const QJsonArray messages = messagesOf(requests.at(1));
    QCOMPARE(messages.at(1)["role"_L1].toString(), u"assistant"_s);
    QCOMPARE(messages.at(1)["content"_L1].toString(), u"t0 t1 "_s);
    QCOMPARE(messages.at(1)["partial"_L1].toBool(), kind == ProviderKind::Kimi);
    QCOMPARE(messages.size(), kind == ProviderKind::Kimi ? 2 : 3);
    QCOMPARE(requests.at(1).id, u"call-1-2"_s);
}

void TestProviderFidelity::continuationKeepsToItsBounds()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    bench.mock.setHandler([](const MockRequest &, MockReply &reply) { reply.finishReason = u"length"_s; });
    const auto rounds = [&](int continueUpTo, Duration total, const QString &prompt) {
        CompletionRequest request = bench.request(prompt);
        request.continueUpTo = continueUpTo;
        CompletionLimits limits;
        limits.total = total;
        CompletionRecorder call;
        call.start(*bench.provider, request, limits);
        const bool over = call.wait();
        return over && call.completion() && call.completion()->finishReason == "length"_L1
                   ? call.completion()->rounds
                   : -1;
    };
    QCOMPARE(rounds(0, 10s, u"[mock tokens=10]"_s), 1);         // not asked for
    QCOMPARE(rounds(1'000'000, 10s, u"[mock tokens=10]"_s), 4); // 3 continuations at most
    QCOMPARE(rounds(15, 10s, u"[mock tokens=10]"_s), 2);        // the ceiling of tokens
    QCOMPARE(bench.mock.stats().requests().last().json.value("max_tokens"_L1).toInt(), 5);
    QCOMPARE(rounds(1'000'000, 2s, u"[mock tokens=10]"_s), 1); // no time
    QCOMPARE(rounds(1'000'000, 10s, u"[mock tokens=0]"_s), 1); // nothing to go on from
}

void TestProviderFidelity::brokenContinuationLeavesTheAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("hang");
    QTest::newRow("refused") << 429 << false;
    QTest::newRow("broken") << 500 << false;
    QTest::newRow("silent") << 200 << true;
}

void TestProviderFidelity::brokenContinuationLeavesTheAnswer()
{
    QFETCH(const int, status);
    QFETCH(const bool, hang);
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    bench.mock.setHandler([=](const MockRequest &request, MockReply &reply) {
        reply.finishReason = u"length"_s;
        if (messagesOf(request).size() > 1) {
            reply.status = status;
            reply.hang = hang ? MockHang::First : MockHang::None;
        }
    });
    CompletionRequest request = bench.request(u"[mock tokens=2]"_s);
    request.continueUpTo = 1000;
    CompletionLimits limits;
    limits.total = 4s;
    CompletionRecorder call;
    call.start(*bench.provider, request, limits);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->finishReason, u"length"_s);
    QCOMPARE(call.completion()->text, u"t0 t1 "_s);
    QVERIFY(call.took < 4s);
    QTRY_COMPARE(bench.mock.stats().counts().inFlight, 0);
}

void TestProviderFidelity::glmSearchWrittenAsText()
{
    ProviderBench bench;
    bench.mock.setHandler([](const MockRequest &request, MockReply &reply) {
        if (request.path.endsWith("/chat/completions") && messagesOf(request).size() == 1)
            reply.texts = {u"Let me look. <tool_"_s, u"call>web_search\n<arg_key>query</arg_key>"_s,
                           u"<arg_value>news of Qt</arg_value></tool_call>"_s};
    });
    CompletionRequest request = bench.request(u"news?"_s);
    request.webSearch = true;
    CompletionRecorder call;
    call.start(*bench.provider, request);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->text, u"Let me look. t0 t1 t2 t3 t4 "_s); // nothing of the call
    QCOMPARE(call.text, call.completion()->text);
    QCOMPARE(call.completion()->searches, 1);
    QCOMPARE(call.completion()->rounds, 2);
    const QList<MockRequest> requests = bench.mock.stats().requests();
    QCOMPARE(requests.size(), 3);
    QVERIFY(requests.at(1).path.endsWith("/glm/v1/web_search"));
    QCOMPARE(requests.at(1).json.value("search_query"_L1).toString(), u"news of Qt"_s);
    QVERIFY(requests.at(1).headers.value("authorization").startsWith("Bearer "));
    const QJsonArray messages = messagesOf(requests.at(2));
    QCOMPARE(messages.size(), 3);
    QVERIFY(messages.at(2)["content"_L1].toString().contains(u"about news of Qt"_s));

    // Not offered: it is text.
    request.webSearch = false;
    CompletionRecorder plain;
    plain.start(*bench.provider, request);
    QVERIFY(plain.wait());
    QVERIFY(plain.completion()->text.contains(u"<tool_call>web_search"_s));
    QCOMPARE(plain.completion()->rounds, 1);
}

void TestProviderFidelity::callersToolsComeBack()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    bench.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.tokens = 0;
        reply.toolCalls = {
            QJsonObject{{u"index"_s, 0},
                        {u"id"_s, u"weather:0"_s},
                        {u"type"_s, u"function"_s},
                        {u"function"_s, QJsonObject{{u"name"_s, u"weather"_s},
                                                    {u"arguments"_s, u"{ \"city\" : \"Ulm\"}"_s}}}}};
    });
    CompletionRequest request = bench.request({});
    request.messages.clear();
    request.rawMessages = {
        QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"weather?"_s}, {u"name"_s, u"bob"_s}}};
    request.tools = {
        QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, u"weather"_s}}}}};
    request.toolChoice = u"required"_s;
    CompletionRecorder call;
    call.start(*bench.provider, request);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->toolCalls.size(), 1);
    QCOMPARE(call.completion()->toolCalls.first(),
             (ChatToolCall{u"weather:0"_s, u"function"_s, u"weather"_s, u"{ \"city\" : \"Ulm\"}"_s}));
    const MockRequest sent = bench.mock.stats().requests().first();
    QCOMPARE(sent.json.value("messages"_L1).toArray(), request.rawMessages);
    QCOMPARE(sent.json.value("tools"_L1).toArray(), request.tools);
    QCOMPARE(sent.json.value("tool_choice"_L1).toString(), u"required"_s);

    request.tools = {
        QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, u"x"_s}}}}};
    CompletionRecorder strange;
    strange.start(*bench.provider, request);
    QVERIFY(strange.wait());
    QCOMPARE(strange.verdict(), u"unexpected_tool_call"_s);
}

void TestProviderFidelity::callersToolsWrittenAsText()
{
    ProviderBench bench;
    bench.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.text = u"<tool_call>{\"name\": \"weather\", \"arguments\": {\"city\": \"Ulm\"}}</tool_call>"_s;
    });
    CompletionRequest request = bench.request(u"weather?"_s);
    request.tools = {
        QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, u"weather"_s}}}}};
    CompletionRecorder call;
    call.start(*bench.provider, request);
    QVERIFY(call.wait());
    QCOMPARE(call.verdict(), u"ok"_s);
    QCOMPARE(call.completion()->text, QString());
    QCOMPARE(call.completion()->toolCalls.size(), 1);
    QCOMPARE(call.completion()->toolCalls.first().arguments, u"{\"city\":\"Ulm\"}"_s);
}

void TestProviderFidelity::cacheHeaders()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    bench.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.json = true;
        reply.headers = {qMakePair(QByteArray("Msh-Context-Cache-Token"), QByteArray("kept-1"))};
    });
    const auto ask = [&](const QString &cacheKey, const QString &tag) {
        CompletionRequest request = bench.request(u"hello"_s, tag);
        request.cacheKey = cacheKey;
        CompletionRecorder call;
        call.start(*bench.provider, request);
        return call.wait() ? bench.mock.stats().requests().last().headers : QHash<QByteArray, QByteArray>();
    };
    const auto first = ask(u"alice:chat"_s, u"one"_s);
    QCOMPARE(first.value("x-msh-context-cache").size(), 64);
    QCOMPARE(first.value("x-msh-context-cache-reset-ttl"), "3600");
    QCOMPARE(first.value("idempotency-key"), "one");
    QVERIFY(!first.contains("msh-context-cache-token"));
    QCOMPARE(ask(u"alice:chat"_s, u"two"_s).value("msh-context-cache-token"), "kept-1");
    QVERIFY(!ask(u"bob:chat"_s, u"three"_s).contains("msh-context-cache-token")); // another session
    QVERIFY(!ask({}, u"four"_s).contains("x-msh-context-cache"));

    ProviderBench glm;
    CompletionRequest request = glm.request(u"hello"_s);
    request.cacheKey = u"alice:chat"_s;
    CompletionRecorder call;
    call.start(*glm.provider, request);
    QVERIFY(call.wait());
    QVERIFY(!glm.mock.stats().requests().last().headers.contains("x-msh-context-cache"));
}

void TestProviderFidelity::costFromThePriceTable()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    bench.mock.setHandler([](const MockRequest &, MockReply &reply) {
        reply.usage = {{u"prompt_tokens"_s, 1'000'000},
                       {u"completion_tokens"_s, 100'000},
                       {u"cached_tokens"_s, 400'000}};
    });
    CompletionRecorder call;
    call.start(*bench.provider, bench.request(u"hi"_s));
    QVERIFY(call.wait());
    QCOMPARE(call.completion()->usage->cachedTokens, 400'000);
    // 0.6 M at 0.60, 0.4 M at 0.15, 0.1 M at 2.50
    QVERIFY(call.completion()->cost);
    QCOMPARE(*call.completion()->cost, 0.36 + 0.06 + 0.25);

    ProviderBench custom(MockProvider::Scheme::Http, ProviderKind::Custom);
    CompletionRecorder unpriced;
    unpriced.start(*custom.provider, custom.request(u"hi"_s));
    QVERIFY(unpriced.wait());
    QVERIFY(!unpriced.completion()->cost);
}

void TestProviderFidelity::otherRequests()
{
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    const QString id = bench.mock.addFile(u"a.txt"_s, "hello", 100);
    const auto ask = [&](const QByteArray &verb, const QString &path) {
        ApiRecorder call;
        ApiRequest request;
        request.callTag = u"files"_s;
        request.verb = verb;
        request.path = path;
        call.start(*bench.provider, request);
        if (call.finished != 0)
            qFatal("told from inside call()");
        (void)waitUntil([&] { return call.finished > 0; });
        return call.reply() ? QJsonDocument::fromJson(call.reply()->body).object() : QJsonObject();
    };
    QCOMPARE(ask("GET", u"/files"_s).value("data"_L1).toArray().size(), 1);
    QCOMPARE(ask("GET", u"/files/"_s + id + u"/content").value("content"_L1).toString(), u"hello"_s);
    QCOMPARE(ask("DELETE", u"/files/"_s + id).value("deleted"_L1).toBool(), true);
    QCOMPARE(ask("GET", u"/files"_s).value("data"_L1).toArray().size(), 0);
    QVERIFY(!ask("GET", u"/models"_s).value("data"_L1).toArray().isEmpty());
    const MockRequest last = bench.mock.stats().requests().last();
    QCOMPARE(last.method, "GET");
    QVERIFY(last.body.isEmpty());
    QCOMPARE(last.headers.value("authorization"), "Bearer very-secret-key-1234");
    QCOMPARE(bench.provider->status().inFlight, 0);
    QCOMPARE(bench.provider->status().failures, 0);
}

void TestProviderFidelity::otherRequestsFail_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("status") << u"status"_s << u"http_error"_s;
    QTest::newRow("refused") << u"429"_s << u"rate_limited"_s;
    QTest::newRow("too large") << u"large"_s << u"too_large"_s;
    QTest::newRow("cut") << u"cut"_s << u"truncated"_s;
    QTest::newRow("dropped") << u"fin"_s << u"connection_lost"_s;
    QTest::newRow("silent") << u"hang"_s << u"first_token"_s;
    QTest::newRow("cancelled") << u"cancel"_s << u"nothing"_s;
}

void TestProviderFidelity::otherRequestsFail()
{
    QFETCH(const QString, what);
    QFETCH(const QString, verdict);
    ProviderBench bench(MockProvider::Scheme::Http, ProviderKind::Kimi);
    bench.mock.setHandler([what](const MockRequest &, MockReply &reply) {
        reply.body = QByteArray(100'000, 'x');
        if (what == "status"_L1)
            reply.status = 500;
        else if (what == "429"_L1)
            reply.status = 429;
        else if (what == "cut"_L1)
            reply.cutLength = true;
        else if (what == "fin"_L1)
            reply.kill = MockKill::Fin;
        else if (what == "hang"_L1 || what == "cancel"_L1)
            reply.hang = MockHang::Headers;
    });
    ApiRequest request;
    request.callTag = u"x"_s;
    request.verb = "POST";
    request.path = u"/web_search"_s;
    request.body = "{}";
    request.maxAnswerBytes = what == "large"_L1 ? 1000 : 1'000'000;
    CompletionLimits limits;
    limits.firstToken = what == "hang"_L1 ? 300ms : 20s;
    ApiRecorder call;
    call.start(*bench.provider, request, limits);
    if (what == "cancel"_L1) {
        QVERIFY(waitUntil([&] { return bench.mock.stats().timesSeen(u"x"_s) == 1; }));
        call.handle.reset();
        QVERIFY(waitUntil([&] { return bench.mock.stats().aborts().size() == 1; }));
        QCOMPARE(call.finished, 0);
        return;
    }
    QVERIFY(waitUntil([&] { return call.finished > 0; }));
    if (call.timedOut())
        QCOMPARE(toString(call.timedOut()->clock), verdict);
    else
        QCOMPARE(call.failure()->error.code, verdict);
    QCOMPARE(bench.mock.stats().timesSeen(u"x"_s), 1); // never sent twice
}

void TestProviderFidelity::cancelBetweenRounds_data()
{
    QTest::addColumn<ProviderKind>("kind");
    QTest::addColumn<QString>("where");
    QTest::newRow("in a search loop") << ProviderKind::Kimi << u"search"_s;
    QTest::newRow("in a search written as text") << ProviderKind::Glm << u"text"_s;
    QTest::newRow("in a continuation") << ProviderKind::Kimi << u"length"_s;
}

void TestProviderFidelity::cancelBetweenRounds()
{
    QFETCH(const ProviderKind, kind);
    QFETCH(const QString, where);
    ProviderBench bench(MockProvider::Scheme::Http, kind);
    bench.mock.setHandler([where](const MockRequest &request, MockReply &reply) {
        if (messagesOf(request).size() != 1) {
            reply.hang = MockHang::First; // the second round, or the search
            if (request.path.endsWith("/web_search"))
                reply.hang = MockHang::Headers;
        } else if (where == "search"_L1) {
            reply.searchRounds = 1;
        } else if (where == "text"_L1) {
            reply.text = u"<tool_call>web_search\nquery: x</tool_call>"_s;
        } else {
            reply.finishReason = u"length"_s;
        }
    });
    CompletionRequest request = bench.request(u"go"_s);
    request.webSearch = where != "length"_L1;
    request.continueUpTo = 10'000;
    CompletionRecorder call;
    call.start(*bench.provider, request);
    QVERIFY(waitUntil([&] { return bench.mock.stats().requests().size() == 2; }));
    const int events = call.events;
    const qint64 before = MockStats::nowNs();
    call.m_handle.reset();
    QCOMPARE(bench.provider->status().inFlight, 0);
    QVERIFY(waitUntil([&] { return bench.mock.stats().aborts().size() == 1; }));
    QVERIFY(bench.mock.stats().aborts().first().atNs - before < 100'000'000);
    QTest::qWait(20);
    QCOMPARE(call.events, events);
    QCOMPARE(call.finishedCount, 0);
    QCOMPARE(bench.mock.stats().requests().size(), 2);
}

QTEST_GUILESS_MAIN(TestProviderFidelity)
#include "tst_provider_fidelity.moc"
