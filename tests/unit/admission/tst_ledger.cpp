#include "core/admission/lease.h"
#include "core/admission/ledger.h"

#include <QTest>

using namespace exaid;

class TestLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesOneOfEachPoolOrNothing();
#ifdef EXAID_TEST_HOOKS
    void aSurplusPermitLetsNobodyIn();
#endif
    void aLateReturnFreesNothing();
    void aSlotUsedAgainKnowsItsOldLease();
    void leaseReturnsOnceHoweverItEnds();
    void leaseOutlivesItsHome();
};

namespace {

LeaseRecord recordFor(const PoolSet &pools)
{
    LeaseRecord record;
    record.call = CallId{7};
    record.session = SessionId{3};
    record.pools = pools;
    return record;
}

class CountingHome final : public LeaseHome
{
public:
    void leaseReturned(const LeaseRef &lease) noexcept override { returned.push_back(lease); }
    std::vector<LeaseRef> returned;
};

} // namespace

void TestLedger::takesOneOfEachPoolOrNothing()
{
    Ledger ledger;
    const PoolIndex wide = ledger.addPool({PoolKind::Global, {}, {}}, 5);
    const PoolIndex narrow = ledger.addPool({PoolKind::Provider, QStringLiteral("glm"), {}}, 1);
    QVERIFY(ledger.tryTake(recordFor({wide, narrow})));
    QVERIFY(!ledger.tryTake(recordFor({wide, narrow})));
    QCOMPARE(ledger.available(wide), 4);
    QCOMPARE(ledger.held(wide), 1);
    QCOMPARE(ledger.leaseCount(), 1);
    QVERIFY(ledger.agrees(wide) && ledger.agrees(narrow));
}

#ifdef EXAID_TEST_HOOKS
void TestLedger::aSurplusPermitLetsNobodyIn()
{
    Ledger ledger;
    const PoolIndex pool = ledger.addPool({}, 1);
    QVERIFY(ledger.tryTake(recordFor({pool})));
    ledger.injectDrift(pool, 1);
    QVERIFY(!ledger.tryTake(recordFor({pool})));
    QCOMPARE(ledger.held(pool), 1);
}
#endif

void TestLedger::aLateReturnFreesNothing()
{
    Ledger ledger;
    const PoolIndex pool = ledger.addPool({}, 2);
    const auto lease = ledger.tryTake(recordFor({pool}));
    QVERIFY(ledger.giveBack(*lease));
    QVERIFY(!ledger.giveBack(*lease));
    QCOMPARE(ledger.available(pool), 2);
}

void TestLedger::aSlotUsedAgainKnowsItsOldLease()
{
    Ledger ledger;
    const PoolIndex pool = ledger.addPool({}, 2);
    const auto old = ledger.tryTake(recordFor({pool}));
    ledger.giveBack(*old);
    const auto current = ledger.tryTake(recordFor({pool}));
    QCOMPARE(current->slot, old->slot);
    QVERIFY(current->generation != old->generation);
    QVERIFY(!ledger.giveBack(*old));
    QCOMPARE(ledger.held(pool), 1);
    QVERIFY(ledger.find(*current));
}

void TestLedger::leaseReturnsOnceHoweverItEnds()
{
    CountingHome home;
    const auto link = std::make_shared<LeaseHomeLink>(LeaseHomeLink{&home});
    {
        Lease a({LeaseId{1}, 0, 1}, link);
        Lease b(std::move(a));
        b.release();
        b.release();
        Lease c({LeaseId{2}, 1, 1}, link);
        c = Lease({LeaseId{3}, 2, 1}, link);
        QVERIFY(c.isHeld());
    }
    QCOMPARE(home.returned.size(), size_t{3});
    QCOMPARE(home.returned[0].id, LeaseId{1});
    QCOMPARE(home.returned[1].id, LeaseId{2});
    QCOMPARE(home.returned[2].id, LeaseId{3});
}

void TestLedger::leaseOutlivesItsHome()
{
    const auto link = std::make_shared<LeaseHomeLink>();
    {
        CountingHome home;
        link->home = &home;
        link->home = nullptr; // as a home does when it dies
    }
    Lease lease({LeaseId{1}, 0, 1}, link);
    lease.release();
    QVERIFY(!lease.isHeld());
}

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
