#include "core/frontends/exai/ratelimiter.h"
#include "core/time/manualtime.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestRateLimiter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void sessionBucketRefills();
    void addressBucketSparesLoopback();
    void refusalTakesNothing();
    void zeroCapacityIsOff();
    void retryAfterIsTruthful();
    void leavingIsNoWayAround();
    void fullBucketsAreForgotten();

private:
    ManualClock m_clock;
    ServerSettings m_settings;
    const QHostAddress m_local{QHostAddress::LocalHost};
    const QHostAddress m_remote{u"10.0.0.1"_s};
};

void TestRateLimiter::init()
{
    m_settings = {};
    m_settings.rateGlobalCapacity = 100;
    m_settings.rateGlobalRefill = 10;
    m_settings.rateAddressCapacity = 5;
    m_settings.rateAddressRefill = 1;
    m_settings.rateSessionCapacity = 3;
    m_settings.rateSessionRefill = 2;
}

void TestRateLimiter::sessionBucketRefills()
{
    RateLimiter limiter(m_clock, m_settings);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!limiter.take(m_local, SessionId{1}));
    const auto refusal = limiter.take(m_local, SessionId{1});
    QVERIFY(refusal);
    QCOMPARE(refusal->bucket, u"session"_s);
    QVERIFY(refusal->setting.contains(u"RATE_LIMIT_USER_CAPACITY"));
    QVERIFY(!limiter.take(m_local, SessionId{2}));
    m_clock.set(m_clock.now() + 1s);
    QVERIFY(!limiter.take(m_local, SessionId{1}));
    QVERIFY(!limiter.take(m_local, SessionId{1}));
    QVERIFY(limiter.take(m_local, SessionId{1}));
}

void TestRateLimiter::addressBucketSparesLoopback()
{
    RateLimiter limiter(m_clock, m_settings);
    for (quint64 i = 1; i <= 5; ++i)
        QVERIFY(!limiter.take(m_remote, SessionId{i}));
    const auto refusal = limiter.take(m_remote, SessionId{6});
    QVERIFY(refusal);
    QCOMPARE(refusal->bucket, u"address"_s);
    for (quint64 i = 10; i < 60; ++i)
        QVERIFY(!limiter.take(m_local, SessionId{i}));
}

void TestRateLimiter::refusalTakesNothing()
{
    m_settings.rateGlobalCapacity = 4;
    RateLimiter limiter(m_clock, m_settings);
    for (int i = 0; i < 10; ++i)
        (void)limiter.take(m_local, SessionId{1});
    QVERIFY(!limiter.take(m_local, SessionId{2})); // three went through, the fourth token is still there
    const auto refusal = limiter.take(m_local, SessionId{2});
    QVERIFY(refusal);
    QCOMPARE(refusal->bucket, u"global"_s);
}

void TestRateLimiter::zeroCapacityIsOff()
{
    m_settings.rateGlobalCapacity = 0;
    m_settings.rateSessionCapacity = 0;
    RateLimiter limiter(m_clock, m_settings);
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(!limiter.take(m_local, SessionId{1}));
}

void TestRateLimiter::retryAfterIsTruthful()
{
    m_settings.rateSessionRefill = 0.3;
    RateLimiter limiter(m_clock, m_settings);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!limiter.take(m_local, SessionId{1}));
    const auto refusal = limiter.take(m_local, SessionId{1});
    QVERIFY(refusal);
    m_clock.set(m_clock.now() + refusal->retryAfter - 1ms);
    QVERIFY(limiter.take(m_local, SessionId{1}));
    m_clock.set(m_clock.now() + 1ms);
    QVERIFY(!limiter.take(m_local, SessionId{1}));
}

void TestRateLimiter::leavingIsNoWayAround()
{
    m_settings.rateSessionRefill = 0.001;
    RateLimiter limiter(m_clock, m_settings);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!limiter.take(m_local, SessionId{1}));
    m_clock.set(m_clock.now() + 2min);
    QVERIFY(limiter.take(m_local, SessionId{1}));
}

void TestRateLimiter::fullBucketsAreForgotten()
{
    m_settings.rateGlobalCapacity = 0;
    RateLimiter limiter(m_clock, m_settings);
    for (quint64 i = 1; i <= 500; ++i)
        QVERIFY(!limiter.take(m_local, SessionId{i}));
    m_clock.set(m_clock.now() + 2min);
    QVERIFY(!limiter.take(m_local, SessionId{1'000}));
    QVERIFY(limiter.bucketCount() <= 1);
}

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
