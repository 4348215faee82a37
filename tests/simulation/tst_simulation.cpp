// Random lives of the admission controller, each from its seed, every promise checked after every step. A failure prints the seed
// and the smallest script that still fails. EXAID_SIM_SEEDS sets how many seeds (default 1'500; the soak run uses many more).

#include "simworld.h"

#include <QTest>

using namespace exaid::simulation;

class TestSimulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void randomLivesKeepEveryPromise();
    void theCheckCanFail();
};

void TestSimulation::randomLivesKeepEveryPromise()
{
    bool given = false;
    const int seeds = qEnvironmentVariableIntValue("EXAID_SIM_SEEDS", &given);
    const quint64 count = given ? static_cast<quint64>(seeds) : 1'500;
    const quint64 first = static_cast<quint64>(qEnvironmentVariableIntValue("EXAID_SIM_FIRST_SEED"));
    PlayStats stats;
    for (quint64 seed = first; seed < first + count; ++seed) {
        const Script script = makeScript(seed, 400);
        if (const auto wrong = SimWorld().play(script, stats)) {
            const Script small = shrink(script);
            PlayStats ignored;
            const QString smallWrong = SimWorld().play(small, ignored).value_or(QString());
            QFAIL(qPrintable(QStringLiteral("seed %1: %2\nshrunk to %3 steps: %4\n%5")
                                 .arg(seed)
                                 .arg(*wrong)
                                 .arg(small.size())
                                 .arg(smallWrong, print(small))));
        }
    }
    qInfo("%llu seeds, %llu events, %llu grants, %llu refusals, %llu recoveries, worst wait %.1f s", count, stats.events,
          stats.grants, stats.refusals, stats.recoveries, exaid::toSeconds(stats.worstWait));
    QVERIFY(stats.grants > 0 && stats.refusals > 0 && stats.recoveries > 0);
}

void TestSimulation::theCheckCanFail()
{
#ifndef EXAID_TEST_HOOKS
    QSKIP("needs a build with EXAID_TEST_HOOKS");
#else
    // A controller whose semaphore has drifted, unknown to the model, must be noticed.
    exaid::AdmissionLimits limits;
    limits.providers = {{QStringLiteral("kimi"), 3}};
    exaid::AdmissionController controller(limits);
    QVERIFY(!controller.violation());
    controller.ledgerForFaults().injectDrift(0, -1);
    QVERIFY(controller.violation());
    controller.ledgerForFaults().injectDrift(0, 2);
    QVERIFY(controller.violation());
#endif
}

QTEST_APPLESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
