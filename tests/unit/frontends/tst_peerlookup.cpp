#include "core/frontends/peerlookup.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <memory>
#include <vector>
#ifdef Q_OS_LINUX
#include "core/frontends/socketdiag_linux.h"

#include <unistd.h>
#endif

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

// Whose the other end of a connection over loopback is.
class TestPeerLookup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void ownConnectionsAreOurs();
    void everyLoopbackAddressIsKnown_data();
    void everyLoopbackAddressIsKnown();
    void childIsAnotherProcess();
    void unknownConnectionHasNoName();
    void whoIsGoneIsNotTold();

private:
    // The daemon's end of the next connection.
    TcpEnds accept()
    {
        if (!QTest::qWaitFor([this] { return m_server.hasPendingConnections(); }))
            return {};
        QTcpSocket *socket = m_server.nextPendingConnection();
        return {socket->peerPort(), socket->localPort()};
    }
    QString nameOf(const TcpEnds &ends)
    {
        QString name;
        bool isFound = false;
        m_lookup.find(ends, this, [&](const QString &process) {
            name = process;
            isFound = true;
        });
        return QTest::qWaitFor([&] { return isFound; }, 20'000) ? name : u"no answer"_s;
    }

    QTcpServer m_server;
    PeerLookup m_lookup;
};

void TestPeerLookup::initTestCase()
{
#ifndef Q_OS_LINUX
    QSKIP("this system does not tell");
#endif
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void TestPeerLookup::ownConnectionsAreOurs()
{
    // All asked for before the first answer.
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    QStringList names;
    for (int i = 0; i < 5; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(QHostAddress::LocalHost, m_server.serverPort());
        m_lookup.find(accept(), this, [&](const QString &process) { names.append(process); });
    }
    QTRY_COMPARE(names.size(), 5);
    names.removeDuplicates();
    QCOMPARE(names.size(), 1);
    QVERIFY2(names.constFirst().startsWith(u"pid %1 of "_s.arg(QCoreApplication::applicationPid())),
             qPrintable(names.constFirst()));
}

void TestPeerLookup::everyLoopbackAddressIsKnown_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<bool>("isUsual"); // the kernel is asked for this one connection
    QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost) << true;
    QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6) << true;
    QTest::newRow("another of IPv4") << QHostAddress(u"127.0.0.2"_s) << false;
}

void TestPeerLookup::everyLoopbackAddressIsKnown()
{
    QFETCH(const QHostAddress, address);
    QFETCH(const bool, isUsual);
    QTcpServer server;
    if (!server.listen(address))
        QSKIP("this machine does not have the address");
    QTcpSocket client;
    client.connectToHost(address, server.serverPort());
    QTRY_VERIFY(server.hasPendingConnections());
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    const TcpEnds ends{client.localPort(), client.peerPort()};
    QVERIFY(nameOf(ends).startsWith(u"pid %1 of "_s.arg(QCoreApplication::applicationPid())));
#ifdef Q_OS_LINUX
    const auto socket = SocketDiag().clientSocket(ends);
    QCOMPARE(socket.has_value(), isUsual);
    if (socket)
        QCOMPARE(socket->uid, ::getuid());
    // A port beside the client's, and one where somebody listens, are no clients.
    QVERIFY(!SocketDiag().clientSocket({static_cast<quint16>(ends.peerPort ^ 1), ends.ownPort}));
    QVERIFY(!SocketDiag().clientSocket({server.serverPort(), 1}));
#endif
}

void TestPeerLookup::childIsAnotherProcess()
{
    QProcess child;
    child.start(u"/bin/bash"_s, {u"-c"_s, u"exec 3<>/dev/tcp/127.0.0.1/$0; read -u 3"_s,
                                 QString::number(m_server.serverPort())});
    const QString name = nameOf(accept());
    QVERIFY2(name.startsWith(u"pid %1 of "_s.arg(child.processId())), qPrintable(name));
    child.kill();
    child.waitForFinished();
}

void TestPeerLookup::unknownConnectionHasNoName()
{
    QCOMPARE(nameOf({1, 2}), QString());
}

void TestPeerLookup::whoIsGoneIsNotTold()
{
    bool isTold = false;
    auto context = std::make_unique<QObject>();
    m_lookup.find({1, 2}, context.get(), [&](const QString &) { isTold = true; });
    context.reset();
    QCOMPARE(nameOf({3, 4}), QString()); // answered later
    QVERIFY(!isTold);
}

QTEST_GUILESS_MAIN(TestPeerLookup)
#include "tst_peerlookup.moc"
