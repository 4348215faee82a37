#include "core/frontends/mcp/stateseal.h"
#include "core/time/manualtime.h"

#include <QTest>

using namespace exaid;
using namespace exaid::mcp;
using namespace Qt::Literals::StringLiterals;

class tst_stateseal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWhatItSealed();
    void refusesEveryChangedCharacter();
    void refusesAnotherBinding();
    void refusesWhatIsTooOld();
    void refusesThatOfAnotherProcess();
    void namesAreStableAndTellNothing();

private:
    ManualClock m_clock;
    StateSeal m_seal{m_clock};
    const QJsonObject m_state{{u"step"_s, 1}};
};

void tst_stateseal::opensWhatItSealed()
{
    QCOMPARE(m_seal.open(m_seal.seal(m_state, "b"), "b"), m_state);
}

void tst_stateseal::refusesEveryChangedCharacter()
{
    const QString sealed = m_seal.seal(m_state, "b");
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        QString changed = sealed;
        changed[i] = changed.at(i) == u'A' ? u'B' : u'A';
        QVERIFY2(!m_seal.open(changed, "b"), qPrintable(changed));
    }
    QVERIFY(!m_seal.open({}, "b"));
    QVERIFY(!m_seal.open(sealed + u'A', "b"));
    QVERIFY(!m_seal.open(u"."_s, "b"));
}

void tst_stateseal::refusesAnotherBinding()
{
    QVERIFY(!m_seal.open(m_seal.seal(m_state, "b"), "c"));
}

void tst_stateseal::refusesWhatIsTooOld()
{
    const QString sealed = m_seal.seal(m_state, "b");
    m_clock.set(m_clock.now() + StateSeal::Lifetime - std::chrono::seconds(1));
    QVERIFY(m_seal.open(sealed, "b"));
    m_clock.set(m_clock.now() + std::chrono::seconds(1));
    QVERIFY(!m_seal.open(sealed, "b"));
}

void tst_stateseal::refusesThatOfAnotherProcess()
{
    const StateSeal other(m_clock);
    QVERIFY(!other.open(m_seal.seal(m_state, "b"), "b"));
}

void tst_stateseal::namesAreStableAndTellNothing()
{
    QCOMPARE(m_seal.nameFor(u"host 1"_s), m_seal.nameFor(u"host 1"_s));
    QVERIFY(m_seal.nameFor(u"host 1"_s) != m_seal.nameFor(u"host 2"_s));
    QVERIFY(m_seal.nameFor(u"host 1"_s) != StateSeal(m_clock).nameFor(u"host 1"_s));
    QVERIFY(randomToken() != randomToken());
    QVERIFY(randomToken().size() >= 43); // 256 bits
}

QTEST_GUILESS_MAIN(tst_stateseal)
#include "tst_stateseal.moc"
