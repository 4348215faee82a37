#include "core/admission/permitpool.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace exaid;

class TestPermitPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverGivesMoreThanItsCapacity();
    void shrinkingTakesFreePermitsNowAndTheRestAsDebt();
    void growingPaysDebtFirst();
    void anySequenceKeepsTheEquation();
    void availableMayBeReadFromAnotherThread();
};

void TestPermitPool::neverGivesMoreThanItsCapacity()
{
    PermitPool pool({PoolKind::Provider, QStringLiteral("kimi"), {}}, 2);
    QVERIFY(pool.tryTake());
    QVERIFY(pool.tryTake());
    QVERIFY(!pool.tryTake());
    QCOMPARE(pool.available(), 0);
    pool.giveBack();
    QVERIFY(pool.tryTake());
}

void TestPermitPool::shrinkingTakesFreePermitsNowAndTheRestAsDebt()
{
    PermitPool pool({}, 24);
    for (int i = 0; i < 20; ++i)
        QVERIFY(pool.tryTake());
    pool.setCapacity(5);
    QCOMPARE(pool.available(), 0);
    QCOMPARE(pool.debt(), 15);
    for (int held = 19; held >= 5; --held) {
        pool.giveBack();
        QVERIFY2(!pool.tryTake(), "granted above the lowered capacity");
        QVERIFY(pool.agreesWith(held));
    }
    QCOMPARE(pool.debt(), 0);
    pool.giveBack();
    QCOMPARE(pool.available(), 1);
}

void TestPermitPool::growingPaysDebtFirst()
{
    PermitPool pool({}, 4);
    for (int i = 0; i < 4; ++i)
        QVERIFY(pool.tryTake());
    pool.setCapacity(1);
    QCOMPARE(pool.debt(), 3);
    pool.setCapacity(3);
    QCOMPARE(pool.debt(), 1);
    QCOMPARE(pool.available(), 0);
    pool.setCapacity(6);
    QCOMPARE(pool.debt(), 0);
    QCOMPARE(pool.available(), 2);
}

void TestPermitPool::anySequenceKeepsTheEquation()
{
    PermitPool pool({}, 3);
    int held = 0;
    quint32 seed = 1;
    for (int i = 0; i < 100'000; ++i) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        switch ((seed >> 16) % 4) {
        case 0:
        case 1:
            if (pool.tryTake()) {
                ++held;
                QVERIFY(held <= pool.capacity());
            }
            break;
        case 2:
            if (held > 0) {
                pool.giveBack();
                --held;
            }
            break;
        default:
            pool.setCapacity(static_cast<int>((seed >> 20) % 9));
            break;
        }
        QVERIFY(pool.agreesWith(held));
        QCOMPARE(pool.debt(), std::max(0, held - pool.capacity()));
    }
}

void TestPermitPool::availableMayBeReadFromAnotherThread()
{
    PermitPool pool({}, 8);
    std::atomic<bool> stop = false;
    std::atomic<int> outOfRange = 0;
    std::jthread reader([&] {
        while (!stop) {
            const int seen = pool.available();
            if (seen < 0 || seen > 8)
                ++outOfRange;
        }
    });
    for (int i = 0; i < 50'000; ++i) {
        if (pool.tryTake())
            pool.giveBack();
    }
    stop = true;
    reader.join();
    QCOMPARE(outOfRange.load(), 0);
}

QTEST_APPLESS_MAIN(TestPermitPool)
#include "tst_permitpool.moc"
