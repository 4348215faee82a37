#include "core/providers/contextcache.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestContextCache : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keyNamesSessionModelAndBeginning();
    void tokensAgeAndTheLeastUsedGoes();
    void longTokensAreNotKept();
};

void TestContextCache::keyNamesSessionModelAndBeginning()
{
    CompletionRequest request;
    request.model = u"m"_s;
    request.messages = {{u"system"_s, u"rules"_s}, {u"user"_s, u"question"_s}};
    QVERIFY(ContextCache::keyOf(request).isEmpty()); // not asked for
    request.cacheKey = u"session-a:chat"_s;
    const QByteArray key = ContextCache::keyOf(request);
    QCOMPARE(key.size(), 64);
    CompletionRequest other = request;
    other.cacheKey = u"session-b:chat"_s;
    QVERIFY(ContextCache::keyOf(other) != key);
    other = request;
    other.model = u"n"_s;
    QVERIFY(ContextCache::keyOf(other) != key);
    other = request;
    other.messages[0].content += u'x';
    QVERIFY(ContextCache::keyOf(other) != key);
    // Moving a border between two texts is not the same beginning.
    other.messages = {{u"system"_s, u"rulesuser"_s}, {QString(), u"question"_s}};
    QVERIFY(ContextCache::keyOf(other) != key);
    // What comes late does not count.
    for (int i = 0; i < 4; ++i)
        request.messages.append({u"user"_s, u"more"_s});
    const QByteArray six = ContextCache::keyOf(request);
    request.messages.append({u"user"_s, u"seventh"_s});
    QCOMPARE(ContextCache::keyOf(request), six);
}

void TestContextCache::tokensAgeAndTheLeastUsedGoes()
{
    ContextCache cache;
    TimePoint now{1h};
    cache.keep("a", "token-a", now);
    QCOMPARE(cache.token("a", now + 1799s), "token-a");
    QCOMPARE(cache.token("a", now + 1800s), QByteArray());
    QCOMPARE(cache.size(), 0);
    for (int i = 0; i < 256; ++i)
        cache.keep(QByteArray::number(i), "t", now);
    QCOMPARE(cache.token("0", now), "t"); // used: not the next to go
    cache.keep("new", "t", now);
    QCOMPARE(cache.size(), 256);
    QCOMPARE(cache.token("0", now), "t");
    QCOMPARE(cache.token("1", now), QByteArray());
    cache.keep("0", "other", now);
    QCOMPARE(cache.token("0", now), "other");
    QCOMPARE(cache.size(), 256);
}

void TestContextCache::longTokensAreNotKept()
{
    ContextCache cache;
    cache.keep("a", QByteArray(4097, 'x'), TimePoint{});
    cache.keep({}, "x", TimePoint{});
    cache.keep("b", {}, TimePoint{});
    QCOMPARE(cache.size(), 0);
}

QTEST_GUILESS_MAIN(TestContextCache)
#include "tst_contextcache.moc"
