// A short run of the bench with generous limits, to notice at once when a decision becomes many times dearer.

#include "admissionbench.h"

#include <QTest>

using namespace exaid::bench;

class TestAdmissionCost : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decisionsAreCheap();
};

void TestAdmissionCost::decisionsAreCheap()
{
    const Crowd crowd{1'000, 100};
    const std::vector<DecisionCost> costs = measureDecisions(crowd, 5'000);
    qInfo("%s", qPrintable(toTable(crowd, costs)));
    for (const DecisionCost &cost : costs) {
        QVERIFY2(cost.medianNs > 0, qPrintable(cost.decision)); // it was measured
        QVERIFY2(cost.medianNs <= 50'000, qPrintable(cost.decision));
    }
}

QTEST_APPLESS_MAIN(TestAdmissionCost)
#include "tst_admissioncost.moc"
