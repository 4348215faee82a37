// A hundred connections that misbehave in every way at once: the daemon stays up, its memory comes back, and a good client does not
// notice.

#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTest>
#include <memory>
#include <vector>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// Resident memory in MiB; 0 where there is no /proc.
double residentMiB()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024);
}

// A client frame with a mask of zeros, as RFC 6455 5.2 lays it out.
QByteArray frame(quint8 opcode, const QByteArray &payload, quint64 claimedLength)
{
    QByteArray bytes;
    bytes.append(static_cast<char>(0x80 | opcode));
    bytes.append(static_cast<char>(0xff)); // masked, 64-bit length
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes.append(static_cast<char>(claimedLength >> shift & 0xff));
    bytes.append(4, '\0');
    return bytes + payload;
}

QByteArray textFrame(const QByteArray &text)
{
    return frame(1, text, static_cast<quint64>(text.size()));
}

const QByteArray Upgrade = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

// What one kind of bad client sends, in one go.
QByteArray badBytes(int kind)
{
    const QByteArray hello = textFrame(R"({"op":"hello","token":""})");
    QByteArray many;
    switch (kind % 10) {
    case 0: return "GET / HTTP/1.1\r\nHost: 127"; // half a head, then silence
    case 1: return Upgrade;                        // never says hello
    case 2: return Upgrade + textFrame("{\"op\":\"hello\xff\xfe\"}");
    case 3: return Upgrade + hello + textFrame("{\"op\":\"call_tool\",");
    case 4: return Upgrade + hello + textFrame(R"({"op":"call_tool","request_id":7,"name":[],"arguments":"no"})");
    case 5: return Upgrade + hello + frame(1, {}, 40'000'000); // announces 40 MB
    case 6: return Upgrade + hello + frame(2, "binary", 6);
    case 7: return Upgrade + hello + textFrame("[[[[[[" + QByteArray(100'000, '['));
    case 8:
        for (int i = 0; i < 500; ++i)
            many += textFrame(R"({"op":"list_tools","request_id":"x"})"); // and never reads
        return Upgrade + hello + many;
    default: return QByteArray(20'000, 'A');
    }
}

} // namespace

class TestAbuse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHundredBadConnectionsChangeNothing();
    void fortyMegabytesInOneFrameAreRefused();
};

void TestAbuse::aHundredBadConnectionsChangeNothing()
{
    MockProvider mock;
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.server.helloTimeout = 2s;
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    ExaiClient good(daemon.port());
    QTRY_VERIFY(good.isReady());
    const auto askOnce = [&] {
        const QString id = good.chat(u"[mock delay=20 tokens=1]"_s, u"kimi-k2-0905-preview"_s);
        if (!QTest::qWaitFor([&] { return good.callOf(id).finals == 1; }, 10'000) || !good.callOf(id).ok())
            return -1.0;
        return good.callOf(id).ms();
    };
    const auto round = [&] {
        std::vector<std::unique_ptr<QTcpSocket>> bad;
        for (int i = 0; i < 100; ++i) {
            auto socket = std::make_unique<QTcpSocket>();
            QTcpSocket *const s = socket.get();
            s->setReadBufferSize(1); // hardly reads
            connect(s, &QTcpSocket::connected, s, [s, i] { s->write(badBytes(i)); });
            s->connectToHost(QHostAddress::LocalHost, daemon.port());
            bad.push_back(std::move(socket));
        }
        double worst = 0;
        for (int i = 0; i < 20; ++i) {
            const double ms = askOnce();
            worst = ms < 0 ? 1e9 : std::max(worst, ms);
        }
        return worst;
    };
    const auto connections = [&] {
        int count = 0;
        daemon.run([&](Daemon &d) { count = d.snapshot().connections; });
        return count;
    };
    round(); // warms up allocators and Qt's own caches
    QTRY_COMPARE_WITH_TIMEOUT(connections(), 1, 15'000);
    const double before = residentMiB();
    double worst = 0;
    for (int i = 0; i < 3; ++i)
        worst = std::max(worst, round());
    // All of them are gone once the hello timeout has passed.
    QTRY_COMPARE_WITH_TIMEOUT(connections(), 1, 15'000);
    const double after = residentMiB();
    qInfo("resident memory %.1f MiB before, %.1f MiB after; the good client's slowest call %.0f ms", before, after, worst);
    QVERIFY2(worst < 2'000, "the good client was held up");
#if !defined(__SANITIZE_ADDRESS__)
    QVERIFY(after <= 1.10 * before);
#endif
    QCOMPARE(daemon.admission().leases, 0);
}

void TestAbuse::fortyMegabytesInOneFrameAreRefused()
{
    MockProvider mock;
    DaemonThread daemon(settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s)));
    QVERIFY(daemon.started());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    client.socket().setOutgoingFrameSize(64 * 1024 * 1024);
    client.socket().sendTextMessage(QString(40'000'000, u'x'));
    QTRY_VERIFY(client.isClosed());
    ExaiClient next(daemon.port());
    QTRY_VERIFY(next.isReady());
}

QTEST_GUILESS_MAIN(TestAbuse)
#include "tst_abuse.moc"
