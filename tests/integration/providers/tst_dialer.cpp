#include "core/providers/dialer.h"
#include "core/time/systemtime.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

// A host has many addresses, and not all of them lead somewhere.
class TestDialer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void familiesInTurn();
    void byName();
    void nextWhenOneRefuses();
    void nextWhenOneKeepsUsWaiting();
    void failsWhenAllFail();
    void unknownName();
    void mayBeGivenUp();

private:
    static std::unique_ptr<QTcpSocket> plain() { return std::make_unique<QTcpSocket>(); }
    static QList<QHostAddress> addresses(const QStringList &texts)
    {
        QList<QHostAddress> list;
        for (const QString &text : texts)
            list.append(QHostAddress(text));
        return list;
    }

    SystemClock m_clock;
    SystemTimerService m_timers{m_clock};
};

void TestDialer::familiesInTurn()
{
    QCOMPARE(inTurn(addresses({u"::1"_s, u"::2"_s, u"::3"_s, u"1.1.1.1"_s})),
             addresses({u"::1"_s, u"1.1.1.1"_s, u"::2"_s, u"::3"_s}));
    QCOMPARE(inTurn(addresses({u"1.1.1.1"_s, u"2.2.2.2"_s, u"::1"_s})),
             addresses({u"1.1.1.1"_s, u"::1"_s, u"2.2.2.2"_s}));
    QVERIFY(inTurn({}).isEmpty());
}

void TestDialer::byName()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Dialer dialer(m_timers, plain);
    QSignalSpy connected(&dialer, &Dialer::connected);
    dialer.dial(u"localhost"_s, server.serverPort()); // ::1 as well on some machines, where nobody listens
    QVERIFY(connected.wait());
    const auto socket = dialer.takeSocket();
    QCOMPARE(socket->peerAddress(), QHostAddress(QHostAddress::LocalHost));
}

void TestDialer::nextWhenOneRefuses()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Dialer dialer(m_timers, plain);
    QSignalSpy connected(&dialer, &Dialer::connected);
    QSignalSpy failed(&dialer, &Dialer::failed);
    QElapsedTimer watch;
    watch.start();
    dialer.dial(addresses({u"127.0.0.2"_s, u"127.0.0.3"_s, u"127.0.0.1"_s}), server.serverPort());
    QTRY_COMPARE(connected.count(), 1);
    QVERIFY(watch.elapsed() < 240); // without patience
    QCOMPARE(failed.count(), 0);
}

void TestDialer::nextWhenOneKeepsUsWaiting()
{
    QTcpServer deaf; // its backlog is full: further connections hang
    deaf.setListenBacklogSize(1);
    QVERIFY(deaf.listen(QHostAddress(u"127.0.0.2"_s)));
    deaf.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    for (int i = 0; i < 8; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(deaf.serverAddress(), deaf.serverPort());
    }
    QTRY_VERIFY(std::ranges::count_if(crowd, [](const auto &socket) {
                    return socket->state() == QAbstractSocket::ConnectedState;
                }) >= 2);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress(u"127.0.0.3"_s), deaf.serverPort()));
    Dialer dialer(m_timers, plain);
    QSignalSpy connected(&dialer, &Dialer::connected);
    QElapsedTimer watch;
    watch.start();
    dialer.dial({deaf.serverAddress(), server.serverAddress()}, deaf.serverPort());
    QTRY_COMPARE_WITH_TIMEOUT(connected.count(), 1, 10'000);
    QVERIFY(watch.elapsed() >= 249);
    QCOMPARE(dialer.takeSocket()->peerAddress(), server.serverAddress());
}

void TestDialer::failsWhenAllFail()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    Dialer dialer(m_timers, plain);
    QSignalSpy failed(&dialer, &Dialer::failed);
    dialer.dial(addresses({u"127.0.0.2"_s, u"127.0.0.1"_s}), port);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!dialer.errorText().isEmpty());
    QTest::qWait(300);
    QCOMPARE(failed.count(), 1);
}

void TestDialer::unknownName()
{
    Dialer dialer(m_timers, plain);
    QSignalSpy failed(&dialer, &Dialer::failed);
    dialer.dial(u"no-such-host.invalid"_s, 80);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20'000);
    QVERIFY(!dialer.errorText().isEmpty());
}

void TestDialer::mayBeGivenUp()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    for (const QString &host : {u"localhost"_s, u"127.0.0.1"_s}) {
        Dialer dialer(m_timers, plain);
        dialer.dial(host, server.serverPort());
    }
    QTest::qWait(50); // nothing comes back to what is gone
}

QTEST_GUILESS_MAIN(TestDialer)
#include "tst_dialer.moc"
