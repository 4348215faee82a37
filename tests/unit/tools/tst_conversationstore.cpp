#include "core/conversations/conversationstore.h"

#include "core/time/manualtime.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestConversationStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTurnsInOrder();
    void answersFromTheEventLoopOnly();
    void saysNothingToADestroyedContext();
    void unknownForeignAndExpiredLookTheSame();
    void listsTheOwnersThreadsLatestFirst();
    void aTurnProlongsTheLife();
    void refusesTheTurnAboveTheLimit();
    void idsAreUnguessable();
    void evictsTheOldestFirst();
    void aGreedyOwnerLosesItsOwn();
    void boundsBytes();
    void refusesAnExchangeAboveTheSize();

private:
    static Exchange exchange(const QString &prompt, qsizetype answerSize = 3)
    {
        return {prompt, {}, QString(answerSize, u'a'), u"glm"_s, u"glm-4.6"_s, {}};
    }
    // Each waits for its answer.
    static Result<Conversation> load(ConversationStore &store, const ConversationId &id,
                                     const QString &owner = u"alice"_s);
    static Result<ConversationOffer> create(ConversationStore &store, const Exchange &first,
                                            const QString &owner = u"alice"_s);
    static Result<ConversationOffer> append(ConversationStore &store, const ConversationId &id,
                                            const Exchange &next, const QString &owner = u"alice"_s);
};

template <typename T>
static Result<T> awaited(const std::function<void(QObject *, std::function<void(const Result<T> &)>)> &ask)
{
    QObject context;
    std::optional<Result<T>> answer;
    ask(&context, [&answer](const Result<T> &result) { answer = result; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 5'000))
        qFatal("the store did not answer");
    return *answer;
}

Result<Conversation> TestConversationStore::load(ConversationStore &store, const ConversationId &id,
                                                 const QString &owner)
{
    return awaited<Conversation>([&](QObject *context, auto done) { store.load(id, owner, context, done); });
}

Result<ConversationOffer> TestConversationStore::create(ConversationStore &store, const Exchange &first,
                                                        const QString &owner)
{
    return awaited<ConversationOffer>(
        [&](QObject *context, auto done) { store.create(owner, u"chat"_s, first, context, done); });
}

Result<ConversationOffer> TestConversationStore::append(ConversationStore &store, const ConversationId &id,
                                                        const Exchange &next, const QString &owner)
{
    return awaited<ConversationOffer>(
        [&](QObject *context, auto done) { store.append(id, owner, next, context, done); });
}

void TestConversationStore::keepsTurnsInOrder()
{
    ManualClock clock;
    ConversationStore store(clock);
    const auto first = create(store, exchange(u"one"_s));
    QVERIFY(first);
    QCOMPARE(first->remainingTurns, 19);
    const auto second = append(store, first->id, exchange(u"two"_s));
    QVERIFY(second);
    QCOMPARE(second->id, first->id);
    QCOMPARE(second->remainingTurns, 18);
    const auto conversation = load(store, first->id);
    QVERIFY(conversation);
    QCOMPARE(conversation->exchanges.size(), 2);
    QCOMPARE(conversation->exchanges.at(0).prompt, u"one"_s);
    QCOMPARE(conversation->exchanges.at(1).prompt, u"two"_s);
    QCOMPARE(conversation->exchanges.at(0).at, clock.wallNow());
    QCOMPARE(conversation->remainingTurns, 18);
    QCOMPARE(conversation->tool, u"chat"_s);
}

void TestConversationStore::answersFromTheEventLoopOnly()
{
    ManualClock clock;
    ConversationStore store(clock);
    QObject context;
    int answers = 0;
    store.create(u"alice"_s, u"chat"_s, exchange(u"one"_s), &context,
                 [&](const Result<ConversationOffer> &) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 1);
}

void TestConversationStore::saysNothingToADestroyedContext()
{
    ManualClock clock;
    ConversationStore store(clock);
    int answers = 0;
    {
        QObject context;
        store.create(u"alice"_s, u"chat"_s, exchange(u"one"_s), &context,
                     [&](const Result<ConversationOffer> &) { ++answers; });
    }
    QVERIFY(create(store, exchange(u"two"_s)));
    QCOMPARE(answers, 0);
}

void TestConversationStore::unknownForeignAndExpiredLookTheSame()
{
    ManualClock clock;
    ConversationStore store(clock);
    const auto mine = create(store, exchange(u"one"_s));
    const Error unknown = load(store, {u"5f0e6d0c-0000-4000-8000-000000000000"_s}).error();
    QCOMPARE(unknown.code, u"CONTINUATION_NOT_FOUND"_s);
    QVERIFY(unknown.hint.contains(u"CONVERSATION_TIMEOUT_HOURS"_s));
    QCOMPARE(load(store, mine->id, u"bob"_s).error(), unknown);
    QCOMPARE(append(store, mine->id, exchange(u"x"_s), u"bob"_s).error(), unknown);
    QVERIFY(load(store, mine->id));
    clock.set(clock.now() + 3h);
    QCOMPARE(load(store, mine->id).error(), unknown);
    QCOMPARE(store.count(), 0);
    QCOMPARE(store.bytes(), 0);
}

void TestConversationStore::listsTheOwnersThreadsLatestFirst()
{
    ManualClock clock;
    ConversationStore store(clock);
    const auto first = create(store, exchange(u"one"_s));
    const auto second = create(store, exchange(QString(500, u'x')));
    create(store, exchange(u"other"_s), u"bob"_s).hasValue();
    QVERIFY(append(store, first->id, exchange(u"more"_s)));
    QObject context;
    std::optional<QList<ConversationSummary>> listed;
    store.list(u"alice"_s, &context, [&listed](const QList<ConversationSummary> &l) { listed = l; });
    QVERIFY(!listed); // from the event loop only
    QTRY_VERIFY(listed);
    QCOMPARE(listed->size(), 2);
    QCOMPARE(listed->at(0).id, first->id);
    QCOMPARE(listed->at(0).begins, u"one"_s);
    QCOMPARE(listed->at(0).turns, 2);
    QCOMPARE(listed->at(1).id, second->id);
    QVERIFY(listed->at(1).begins.size() <= 120);
}

void TestConversationStore::aTurnProlongsTheLife()
{
    ManualClock clock;
    ConversationStore store(clock);
    const auto thread = create(store, exchange(u"one"_s));
    clock.set(clock.now() + 2h);
    QVERIFY(append(store, thread->id, exchange(u"two"_s)));
    clock.set(clock.now() + 2h);
    QVERIFY(load(store, thread->id));
}

void TestConversationStore::refusesTheTurnAboveTheLimit()
{
    ManualClock clock;
    ConversationLimits limits;
    limits.maxTurns = 2;
    ConversationStore store(clock, limits);
    const auto thread = create(store, exchange(u"one"_s));
    QCOMPARE(append(store, thread->id, exchange(u"two"_s))->remainingTurns, 0);
    const auto third = append(store, thread->id, exchange(u"three"_s));
    QVERIFY(!third);
    QCOMPARE(third.error().code, u"CONTINUATION_FULL"_s);
    QVERIFY(third.error().hint.contains(u"MAX_CONVERSATION_TURNS"_s));
    QCOMPARE(load(store, thread->id)->exchanges.size(), 2);
}

void TestConversationStore::idsAreUnguessable()
{
    ManualClock clock;
    ConversationStore store(clock);
    static const QRegularExpression randomUuid(
        u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    QSet<QString> ids;
    for (int i = 0; i < 50; ++i) {
        const QString id = create(store, exchange(u"x"_s))->id.value;
        QVERIFY2(randomUuid.match(id).hasMatch(), qPrintable(id));
        ids.insert(id);
    }
    QCOMPARE(ids.size(), 50);
}

void TestConversationStore::evictsTheOldestFirst()
{
    ManualClock clock;
    ConversationLimits limits;
    limits.maxThreads = 3;
    ConversationStore store(clock, limits);
    const auto a = create(store, exchange(u"a"_s), u"s1"_s);
    const auto b = create(store, exchange(u"b"_s), u"s2"_s);
    const auto c = create(store, exchange(u"c"_s), u"s3"_s);
    QVERIFY(append(store, a->id, exchange(u"a2"_s), u"s1"_s)); // b is the oldest now
    const auto d = create(store, exchange(u"d"_s), u"s4"_s);
    QCOMPARE(store.count(), 3);
    QVERIFY(!load(store, b->id, u"s2"_s));
    QVERIFY(load(store, a->id, u"s1"_s));
    QVERIFY(load(store, c->id, u"s3"_s));
    QVERIFY(load(store, d->id, u"s4"_s));
}

void TestConversationStore::aGreedyOwnerLosesItsOwn()
{
    ManualClock clock;
    ConversationLimits limits;
    limits.maxThreadsPerOwner = 2;
    ConversationStore store(clock, limits);
    const auto modest = create(store, exchange(u"m"_s), u"modest"_s);
    const auto oldest = create(store, exchange(u"g"_s), u"greedy"_s);
    for (int i = 0; i < 5; ++i)
        QVERIFY(create(store, exchange(u"g"_s), u"greedy"_s));
    QCOMPARE(store.count(), 3);
    QVERIFY(load(store, modest->id, u"modest"_s));
    QVERIFY(!load(store, oldest->id, u"greedy"_s));
}

void TestConversationStore::boundsBytes()
{
    ManualClock clock;
    ConversationLimits limits;
    limits.maxBytes = 10'000;
    limits.maxBytesPerOwner = 5'000;
    ConversationStore store(clock, limits);
    for (int i = 0; i < 30; ++i) {
        const auto stored = create(store, exchange(u"p"_s, 1'000), u"s%1"_s.arg(i % 4));
        QVERIFY(stored);
        QVERIFY(load(store, stored->id, u"s%1"_s.arg(i % 4))); // the newest always stays
        QVERIFY(store.bytes() <= limits.maxBytes);
    }
    QCOMPARE(store.count(), 4);
}

void TestConversationStore::refusesAnExchangeAboveTheSize()
{
    ManualClock clock;
    ConversationLimits limits;
    limits.maxBytesPerOwner = 5'000;
    ConversationStore store(clock, limits);
    QCOMPARE(create(store, exchange(u"p"_s, 3'000)).error().code, u"too_large"_s);
    const auto thread = create(store, exchange(u"p"_s, 2'000));
    QCOMPARE(append(store, thread->id, exchange(u"p"_s, 2'000)).error().code, u"too_large"_s);
    QCOMPARE(load(store, thread->id)->exchanges.size(), 1);
}

QTEST_GUILESS_MAIN(TestConversationStore)
#include "tst_conversationstore.moc"
