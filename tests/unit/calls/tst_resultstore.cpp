#include "core/calls/resultstore.h"

#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr ResultStore::Holder Here = 1;
constexpr ResultStore::Holder There = 2;
const ResultOwner Ada{u"ada"_s, 1};

KeptResult resultOf(const QString &requestId, const QString &text = u"answer"_s,
                    const ResultOwner &owner = Ada)
{
    Answer answer;
    answer.text = text;
    return {owner, requestId, contentMark(u"chat"_s, {{u"prompt"_s, requestId}}), {}, answer, {}};
}

QByteArray contentOf(const QString &requestId)
{
    return contentMark(u"chat"_s, {{u"prompt"_s, requestId}});
}

struct World
{
    ResultStore store{{300s, 4, 1'000'000}};
    TimePoint now{1000s};
    QList<KeptResult> dropped;

    ResultStore::Number add(const KeptResult &result, ResultStore::Holder holder = 0)
    {
        return store.add(now, result, holder, dropped);
    }
    QStringList take(ResultStore::Holder holder, const ResultOwner &owner = Ada)
    {
        QStringList ids;
        for (const auto number : store.take(owner, holder))
            ids.append(store.find(number)->requestId);
        return ids;
    }
};

} // namespace

class TestResultStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void markOfContent();
    void givesWhatIsFreeInOrderAndOnce();
    void confirmedIsGone();
    void unconfirmedComesAgain();
    void onlyTheOwnerGetsIt_data();
    void onlyTheOwnerGetsIt();
    void graceIsCountedFromTheDeparture();
    void whatIsBeingDeliveredDoesNotExpire();
    void boundedByCount();
    void boundedByBytes();
    void tooLargeIsNotKept();
    void withoutGraceNothingIsKept();
    void theClientSaysWhatItHasRead();
    void aRepeatGetsTheKeptAnswerOnce();
    void aRepeatPrefersItsOwnId();
    void twoEqualCallsOfOneConnectionStayTwo();
    void aFailureIsNoAnswerToARepeat();
};

void TestResultStore::markOfContent()
{
    const QJsonObject both{{u"a"_s, 1}, {u"b"_s, 2}};
    QJsonObject turned{{u"b"_s, 2}};
    turned.insert(u"a"_s, 1);
    QCOMPARE(contentMark(u"chat"_s, both), contentMark(u"chat"_s, turned));
    QVERIFY(contentMark(u"chat"_s, both) != contentMark(u"debug"_s, both));
    QVERIFY(contentMark(u"chat"_s, both) != contentMark(u"chat"_s, {{u"a"_s, 1}}));
}

void TestResultStore::givesWhatIsFreeInOrderAndOnce()
{
    World w;
    w.add(resultOf(u"1"_s));
    w.add(resultOf(u"2"_s), Here);
    w.add(resultOf(u"3"_s));
    QCOMPARE(w.take(There), (QStringList{u"1"_s, u"3"_s}));
    QCOMPARE(w.take(There), QStringList());
    w.store.free(w.now, Here);
    QCOMPARE(w.take(There), QStringList{u"2"_s});
}

void TestResultStore::confirmedIsGone()
{
    World w;
    const auto number = w.add(resultOf(u"1"_s), Here);
    w.store.confirm(number);
    w.store.confirm(number);
    w.store.free(w.now, Here);
    QCOMPARE(w.take(There), QStringList());
    QCOMPARE(w.store.count(), 0);
    QCOMPARE(w.store.bytes(), 0);
    QVERIFY(!w.store.find(number));
}

void TestResultStore::unconfirmedComesAgain()
{
    World w;
    w.add(resultOf(u"1"_s), Here);
    for (ResultStore::Holder holder = Here; holder < 10; ++holder) {
        w.store.free(w.now, holder);
        QCOMPARE(w.take(holder + 1), QStringList{u"1"_s});
    }
}

void TestResultStore::onlyTheOwnerGetsIt_data()
{
    QTest::addColumn<QString>("session");
    QTest::addColumn<quint64>("token");
    QTest::newRow("another session") << u"eve"_s << quint64(1);
    QTest::newRow("another token") << u"ada"_s << quint64(2);
}

void TestResultStore::onlyTheOwnerGetsIt()
{
    QFETCH(const QString, session);
    QFETCH(const quint64, token);
    const ResultOwner other{session, token};
    World w;
    w.add(resultOf(u"1"_s));
    QCOMPARE(w.take(There, other), QStringList());
    QCOMPARE(w.store.repeat(other, contentOf(u"1"_s), u"1"_s, There), 0U);
    w.store.forget(other, {u"1"_s});
    QCOMPARE(w.take(There), QStringList{u"1"_s});
}

void TestResultStore::graceIsCountedFromTheDeparture()
{
    World w;
    w.add(resultOf(u"1"_s), Here);
    w.now += 500s;
    w.store.free(w.now, Here);
    QCOMPARE(w.store.nextExpiry(), w.now + 300s);
    w.store.expire(w.now + 300s - 1ns);
    QCOMPARE(w.store.count(), 1);
    w.store.expire(w.now + 300s);
    QCOMPARE(w.store.count(), 0);
    QCOMPARE(w.store.nextExpiry(), TimePoint::max());
}

void TestResultStore::whatIsBeingDeliveredDoesNotExpire()
{
    World w;
    w.add(resultOf(u"1"_s), Here);
    QCOMPARE(w.store.nextExpiry(), TimePoint::max());
    w.store.expire(w.now + 24h);
    QCOMPARE(w.store.count(), 1);
}

void TestResultStore::boundedByCount()
{
    World w;
    w.add(resultOf(u"held"_s), Here);
    for (int i = 0; i < 5; ++i)
        w.add(resultOf(QString::number(i)));
    QCOMPARE(w.store.count(), 4);
    QCOMPARE(w.dropped.size(), 2); // free ones first
    QCOMPARE(w.dropped.at(0).requestId, u"0"_s);
    QCOMPARE(w.dropped.at(1).requestId, u"1"_s);
    QCOMPARE(w.take(There), (QStringList{u"2"_s, u"3"_s, u"4"_s}));
    w.add(resultOf(u"5"_s), There); // nothing is free now: the oldest of all
    QCOMPARE(w.dropped.last().requestId, u"held"_s);
}

void TestResultStore::boundedByBytes()
{
    World w;
    const QString large(200'000, u'x'); // 400 kB
    for (const QString &id : {u"1"_s, u"2"_s, u"3"_s})
        w.add(resultOf(id, large));
    QVERIFY(w.store.bytes() <= 1'000'000);
    QCOMPARE(w.dropped.size(), 1);
    QCOMPARE(w.take(There), (QStringList{u"2"_s, u"3"_s}));
}

void TestResultStore::tooLargeIsNotKept()
{
    World w;
    w.add(resultOf(u"1"_s));
    QCOMPARE(w.add(resultOf(u"2"_s, QString(600'000, u'x'))), 0U);
    QCOMPARE(w.dropped.size(), 1);
    QCOMPARE(w.take(There), QStringList{u"1"_s});
}

void TestResultStore::withoutGraceNothingIsKept()
{
    World w;
    w.store.setLimits({0s, 4, 1'000'000});
    QCOMPARE(w.add(resultOf(u"1"_s), Here), 0U);
    QCOMPARE(w.store.count(), 0);
}

void TestResultStore::theClientSaysWhatItHasRead()
{
    World w;
    w.add(resultOf(u"1"_s));
    w.add(resultOf(u"2"_s));
    w.add(resultOf(QString()));
    w.add(resultOf(u"4"_s), Here);
    w.store.forget(Ada, {u"1"_s, u"4"_s, QString(), u"unknown"_s});
    QCOMPARE(w.take(There), (QStringList{u"2"_s, QString()}));
    QCOMPARE(w.store.count(), 3);
}

void TestResultStore::aRepeatGetsTheKeptAnswerOnce()
{
    World w;
    const auto number = w.add(resultOf(u"1"_s));
    QCOMPARE(w.store.repeat(Ada, contentOf(u"2"_s), u"1"_s, There), 0U); // the same id is not the same call
    QCOMPARE(w.store.repeat(Ada, contentOf(u"1"_s), u"9"_s, There), number);
    QCOMPARE(w.store.repeat(Ada, contentOf(u"1"_s), u"9"_s, There), 0U);

    const auto taken = w.add(resultOf(u"3"_s));
    QCOMPARE(w.take(There), QStringList{u"3"_s}); // on its way, and the client asks all the same
    QCOMPARE(w.store.repeat(Ada, contentOf(u"3"_s), u"3"_s, There), taken);
    QCOMPARE(w.store.repeat(Ada, contentOf(u"3"_s), u"3"_s, There), 0U);
}

void TestResultStore::aRepeatPrefersItsOwnId()
{
    World w;
    KeptResult first = resultOf(u"1"_s);
    KeptResult second = first;
    second.requestId = u"2"_s;
    const auto one = w.add(first);
    const auto two = w.add(second);
    QCOMPARE(w.store.repeat(Ada, first.content, u"2"_s, There), two);
    QCOMPARE(w.store.repeat(Ada, first.content, u"7"_s, There), one);
}

void TestResultStore::twoEqualCallsOfOneConnectionStayTwo()
{
    World w;
    w.add(resultOf(u"1"_s), Here);
    QCOMPARE(w.store.repeat(Ada, contentOf(u"1"_s), u"2"_s, Here), 0U);
    QCOMPARE(w.store.repeat(Ada, contentOf(u"1"_s), u"1"_s, There), 0U);
}

void TestResultStore::aFailureIsNoAnswerToARepeat()
{
    World w;
    KeptResult result = resultOf(u"1"_s);
    result.outcome = TimedOut{};
    w.add(result);
    QCOMPARE(w.store.repeat(Ada, result.content, u"1"_s, There), 0U);
    QCOMPARE(w.take(There), QStringList{u"1"_s}); // but it is told
}

QTEST_GUILESS_MAIN(TestResultStore)
#include "tst_resultstore.moc"
