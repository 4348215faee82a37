#include "core/frontends/connectioncounter.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

using Verdict = ConnectionCounter::Verdict;

class TestConnectionCounter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain35_loopbackHasItsOwnHigherLimit();
    void reasonsNameTheLimit();
    void removalMakesRoom();
    void rejectsFarAboveTheLimit();
    void mappedAddressesCountAsTheirOwn();
    void reasonsFitACloseFrame();
};

void TestConnectionCounter::pain35_loopbackHasItsOwnHigherLimit()
{
    const ServerSettings settings;
    ConnectionCounter counter(settings);
    for (int i = 0; i < settings.maxConnectionsLoopback; ++i)
        QCOMPARE(counter.add(QHostAddress::LocalHost).verdict, Verdict::Admit);
    QVERIFY(counter.admitted() > 10);
    const auto decision = counter.add(QHostAddress::LocalHost);
    QCOMPARE(decision.verdict, Verdict::Refuse);
    QVERIFY(decision.reason.contains(u"MAX_CONNECTIONS_LOOPBACK"));
}

void TestConnectionCounter::reasonsNameTheLimit()
{
    ServerSettings settings;
    settings.maxConnections = 3;
    settings.maxConnectionsPerAddress = 2;
    ConnectionCounter counter(settings);
    const QHostAddress a(u"10.0.0.1"_s);
    QCOMPARE(counter.add(a).verdict, Verdict::Admit);
    QCOMPARE(counter.add(a).verdict, Verdict::Admit);
    const auto third = counter.add(a);
    QCOMPARE(third.verdict, Verdict::Refuse);
    QCOMPARE(third.reason, u"Too many connections from your IP (2/2) (MAX_CONNECTIONS_PER_IP)"_s);
    QCOMPARE(counter.add(QHostAddress(u"10.0.0.2"_s)).verdict, Verdict::Admit);
    const auto over = counter.add(QHostAddress(u"10.0.0.3"_s));
    QCOMPARE(over.verdict, Verdict::Refuse);
    QCOMPARE(over.reason, u"Server overloaded - global connection limit reached (MAX_CONNECTIONS)"_s);
}

void TestConnectionCounter::removalMakesRoom()
{
    ServerSettings settings;
    settings.maxConnectionsPerAddress = 1;
    ConnectionCounter counter(settings);
    const QHostAddress a(u"10.0.0.1"_s);
    QCOMPARE(counter.add(a).verdict, Verdict::Admit);
    QCOMPARE(counter.add(a).verdict, Verdict::Refuse);
    counter.remove(a, Verdict::Refuse);
    QCOMPARE(counter.add(a).verdict, Verdict::Refuse); // a refused one gave nothing free
    counter.remove(a, Verdict::Admit);
    QCOMPARE(counter.add(a).verdict, Verdict::Admit);
    counter.remove(a, Verdict::Refuse);
    counter.remove(a, Verdict::Admit);
    QCOMPARE(counter.open(), 0);
}

void TestConnectionCounter::rejectsFarAboveTheLimit()
{
    ServerSettings settings;
    settings.maxConnections = 1;
    ConnectionCounter counter(settings);
    QCOMPARE(counter.add(QHostAddress::LocalHost).verdict, Verdict::Admit);
    for (int i = 0; i < ConnectionCounter::RefusalRoom; ++i)
        QCOMPARE(counter.add(QHostAddress::LocalHost).verdict, Verdict::Refuse);
    QCOMPARE(counter.add(QHostAddress::LocalHost).verdict, Verdict::Reject);
}

void TestConnectionCounter::mappedAddressesCountAsTheirOwn()
{
    ServerSettings settings;
    settings.maxConnectionsPerAddress = 1;
    ConnectionCounter counter(settings);
    QCOMPARE(counter.add(QHostAddress(u"10.0.0.1"_s)).verdict, Verdict::Admit);
    QCOMPARE(counter.add(QHostAddress(u"::ffff:10.0.0.1"_s)).verdict, Verdict::Refuse);
    QVERIFY(plainAddress(QHostAddress(u"::ffff:127.0.0.1"_s)).isLoopback());
}

void TestConnectionCounter::reasonsFitACloseFrame()
{
    ServerSettings settings;
    settings.maxConnectionsLoopback = 0;
    ConnectionCounter counter(settings);
    QVERIFY(counter.add(QHostAddress::LocalHostIPv6).reason.toUtf8().size() <= 123);
}

QTEST_GUILESS_MAIN(TestConnectionCounter)
#include "tst_connectioncounter.moc"
