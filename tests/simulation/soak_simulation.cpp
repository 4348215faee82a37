// The long run: at least 10⁸ events from 10⁵ seeds, on two threads, with progress. EXAID_SIM_SEEDS,
// EXAID_SIM_FIRST_SEED and EXAID_SIM_THREADS change it.

#include "soak.h"

#include <QElapsedTimer>
#include <QTest>

using namespace exaid::simulation;

class SoakSimulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHundredMillionEvents();
};

void SoakSimulation::aHundredMillionEvents()
{
    const auto numberFrom = [](const char *name, quint64 fallback) {
        bool given = false;
        const quint64 number = qEnvironmentVariable(name).toULongLong(&given);
        return given ? number : fallback;
    };
    Soak soak;
    soak.firstSeed = numberFrom("EXAID_SIM_FIRST_SEED", 1'000'000);
    soak.seeds = numberFrom("EXAID_SIM_SEEDS", 150'000);
    soak.steps = 600;
    soak.threads = static_cast<int>(numberFrom("EXAID_SIM_THREADS", 2));
    QElapsedTimer clock;
    clock.start();
    const SoakResult result = run(soak, [&](const SoakResult &soFar) {
        qInfo("%6.0f s: %llu of %llu seeds, %llu events", static_cast<double>(clock.elapsed()) / 1'000,
              soFar.seedsDone, soak.seeds, soFar.stats.events);
    });
    QVERIFY2(!result.failure, qPrintable(result.failure.value_or(QString())));
    const PlayStats &stats = result.stats;
    qInfo("%llu seeds, %llu events in %.0f s, %llu grants (%llu to impatient sessions), %llu refusals, %llu "
          "recoveries; "
          "worst wait of an eligible call %.1f s; no violation",
          result.seedsDone, stats.events, static_cast<double>(clock.elapsed()) / 1'000, stats.grants,
          stats.impatientGrants, stats.refusals, stats.recoveries, exaid::toSeconds(stats.worstWait));
    QCOMPARE(result.seedsDone, soak.seeds);
    if (soak.seeds >= 150'000)
        QVERIFY(stats.events >= 100'000'000);
}

QTEST_APPLESS_MAIN(SoakSimulation)
#include "soak_simulation.moc"
