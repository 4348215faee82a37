#include "core/providers/simulatedanswer.h"

#include <QJsonArray>
#include <QTest>
#include <algorithm>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestSimulatedAnswer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysThatItIsSimulated();
    void obeysDirectives();
    void boundsDirectives();
    void latencyIsSpreadAndSeeded();
    void thinksWhenAsked();

private:
    static SimulatedAnswer answer(const QString &prompt, quint32 seed = 1);
};

SimulatedAnswer TestSimulatedAnswer::answer(const QString &prompt, quint32 seed)
{
    std::mt19937 random(seed);
    const QJsonArray messages{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, prompt}}};
    return SimulatedAnswer::to({{u"model"_s, u"glm-4.6"_s}, {u"stream"_s, true}, {u"messages"_s, messages}},
                               {}, random);
}

void TestSimulatedAnswer::saysThatItIsSimulated()
{
    const SimulatedAnswer a = answer(u"What is the answer?"_s);
    QVERIFY(a.text().startsWith(u"[Simulated answer"_s));
    QVERIFY(a.text().contains(u"What is the answer?"_s));
    QVERIFY(a.text().contains(u"glm-4.6"_s));
    QVERIFY(a.tokens.size() >= 30 && a.tokens.size() < 80);
    QVERIFY(answer(QString(100'000, u'y')).text().size() < 2000);
}

void TestSimulatedAnswer::obeysDirectives()
{
    const SimulatedAnswer a = answer(u"[sim delay=2s tokens=50 rate=20 stall=5s error=429 hang]"_s);
    QCOMPARE(a.firstToken, Duration(2s));
    QCOMPARE(a.tokens.size(), 50);
    QCOMPARE(a.gap, Duration(50ms));
    QCOMPARE(a.stall, Duration(5s));
    QCOMPARE(a.status, 429);
    QVERIFY(a.hang && !a.hangMidway);
    QVERIFY(answer(u"[sim hang=mid]"_s).hangMidway);
    QCOMPARE(answer(u"[sim tokens=3]"_s).tokens.size(), 3);
}

void TestSimulatedAnswer::boundsDirectives()
{
    QVERIFY(answer(u"[sim tokens=2000000000]"_s).tokens.size() <= 100'000);
    QCOMPARE(answer(u"[sim tokens=-5]"_s).tokens.size(), 1);
    QCOMPARE(answer(u"[sim error=200]"_s).status, 200);
    QCOMPARE(answer(u"[sim error=9999]"_s).status, 200);
    QCOMPARE(answer(u"[sim rate=0]"_s).gap, Duration(0ns));
    QCOMPARE(answer(u"[sim delay=-5s rate=x]"_s).gap, Duration(25ms));
}

void TestSimulatedAnswer::latencyIsSpreadAndSeeded()
{
    QCOMPARE(answer(u"a"_s, 7).firstToken, answer(u"a"_s, 7).firstToken);
    QList<Duration> times;
    for (quint32 seed = 1; seed <= 1001; ++seed)
        times << answer(u"a"_s, seed).firstToken;
    std::ranges::sort(times);
    const Duration median = times.at(500);
    QVERIFY2(median > 260ms && median < 340ms, qPrintable(QString::number(toMilliseconds(median))));
    QVERIFY(times.at(50) < 200ms && times.at(950) > 450ms);
    QVERIFY(times.first() >= 75ms && times.last() <= 1800ms);
}

void TestSimulatedAnswer::thinksWhenAsked()
{
    std::mt19937 random(1);
    const QJsonObject thinking{{u"type"_s, u"enabled"_s}};
    QVERIFY(!SimulatedAnswer::to({{u"thinking"_s, thinking}}, {}, random).reasoning.isEmpty());
    QVERIFY(SimulatedAnswer::to({}, {}, random).reasoning.isEmpty());
}

QTEST_GUILESS_MAIN(TestSimulatedAnswer)
#include "tst_simulatedanswer.moc"
