// Random lives of the admission controller, each from its seed, every promise checked after every event. A
// failure prints the seed and the smallest script that still fails. EXAID_SIM_SEEDS, EXAID_SIM_FIRST_SEED and
// EXAID_SIM_STEPS choose the lives; EXAID_SIM_SCRIPT names a file with a printed script to play instead.

#include "soak.h"

#include <QFile>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace exaid::simulation;

class TestSimulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void randomLivesKeepEveryPromise();
    void aLifeRepeatsExactly();
    void scriptsSurvivePrinting();
    void aFailureIsFoundShrunkAndReplayed();
};

namespace {

quint64 numberFrom(const char *name, quint64 fallback)
{
    bool given = false;
    const quint64 number = qEnvironmentVariable(name).toULongLong(&given);
    return given ? number : fallback;
}

} // namespace

void TestSimulation::randomLivesKeepEveryPromise()
{
    if (const QString path = qEnvironmentVariable("EXAID_SIM_SCRIPT"); !path.isEmpty()) {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
        const auto script = parse(QString::fromUtf8(file.readAll()));
        QVERIFY2(script, "this is not a printed script");
        PlayStats stats;
        const auto wrong = SimWorld().play(*script, stats);
        QVERIFY2(!wrong, qPrintable(wrong.value_or(QString())));
        return;
    }
    Soak soak;
    soak.firstSeed = numberFrom("EXAID_SIM_FIRST_SEED", 0);
    soak.seeds = numberFrom("EXAID_SIM_SEEDS", 2'500);
    soak.steps = static_cast<int>(numberFrom("EXAID_SIM_STEPS", 400));
    const SoakResult result = run(soak);
    QVERIFY2(!result.failure, qPrintable(result.failure.value_or(QString())));
    const PlayStats &stats = result.stats;
    qInfo("%llu seeds, %llu events, %llu grants (%llu to impatient sessions), %llu refusals, %llu "
          "recoveries, worst wait "
          "of an eligible call %.1f s",
          result.seedsDone, stats.events, stats.grants, stats.impatientGrants, stats.refusals,
          stats.recoveries, toSeconds(stats.worstWait));
    if (soak.seeds >= 2'500 && soak.steps >= 400)
        QVERIFY(stats.events >= 1'000'000);
    if (soak.seeds >= 100)
        QVERIFY(stats.grants > 0 && stats.refusals > 0 && stats.recoveries > 0 && stats.impatientGrants > 0);
}

void TestSimulation::aLifeRepeatsExactly()
{
    PlayStats first;
    PlayStats second;
    for (quint64 seed = 0; seed < 20; ++seed) {
        QVERIFY(makeScript(seed, 400) == makeScript(seed, 400));
        SimWorld().play(makeScript(seed, 400), first);
        SimWorld().play(makeScript(seed, 400), second);
    }
    QCOMPARE(first.events, second.events);
    QCOMPARE(first.grants, second.grants);
    QCOMPARE(first.recoveries, second.recoveries);
    QCOMPARE(first.worstWait, second.worstWait);
}

void TestSimulation::scriptsSurvivePrinting()
{
    const Script script = makeScript(4, 300);
    QVERIFY(parse(print(script)) == script);
    QVERIFY(!parse(QStringLiteral("Arrive after x ns: 1 2 3")));
    QVERIFY(!parse(QStringLiteral("Nothing after 1 ns: 1 2 3")));
}

void TestSimulation::aFailureIsFoundShrunkAndReplayed()
{
#ifndef EXAID_TEST_HOOKS
    QSKIP("needs a build with EXAID_TEST_HOOKS");
#else
    int failures = 0;
    for (quint64 seed = 0; seed < 20; ++seed) {
        const Script script = makeScript(seed, 400);
        PlayStats stats;
        if (!SimWorld(Sight::Blind).play(script, stats))
            continue; // no drift in this life
        ++failures;
        const Script small = shrink(script, Sight::Blind);
        QVERIFY2(small.size() <= 2, qPrintable(print(small)));
        QVERIFY(std::ranges::any_of(small, [](const Step &step) { return step.op == Op::Drift; }));
        QVERIFY(SimWorld(Sight::Blind).play(*parse(print(small)), stats));
        QVERIFY(!SimWorld().play(small, stats));
    }
    QVERIFY(failures > 5);
#endif
}

QTEST_APPLESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
