// A hundred connections that misbehave in every way at once: the daemon stays up, its memory comes back, and
// a good client does not notice.

#include "exaiclient.h"

#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <vector>

using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// The shipped program in a process of its own, with the simulator, so that its memory is its own.
class DaemonProcess
{
public:
    DaemonProcess()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"EXAI_STATE_DIR"_s, m_directory.path());
        environment.insert(u"EXAI_WS_HELLO_TIMEOUT"_s, u"2"_s);
        environment.insert(u"SESSION_MAX_CONCURRENT"_s, u"100"_s);
        environment.insert(u"RATE_LIMIT_USER_CAPACITY"_s, u"100000"_s);
        environment.insert(u"RATE_LIMIT_GLOBAL_CAPACITY"_s, u"100000"_s);
        m_process.setProcessEnvironment(environment);
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process,
                         [this] { m_said += m_process.readAllStandardOutput(); });
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QCoreApplication::applicationDirPath() + u"/exaid"_s,
                        {u"serve"_s, u"--port"_s, u"0"_s});
    }
    ~DaemonProcess()
    {
        m_process.terminate();
        if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 20'000))
            m_process.kill();
    }
    bool isListening()
    {
        static const QByteArray mark = "ws://127.0.0.1:";
        const auto at = m_said.indexOf(mark);
        if (at < 0)
            return false;
        QByteArray digits;
        for (auto i = at + mark.size(); i < m_said.size() && m_said.at(i) >= '0' && m_said.at(i) <= '9'; ++i)
            digits += m_said.at(i);
        m_port = digits.toUShort();
        return m_port != 0;
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    quint16 port() const { return m_port; }
    double residentMiB() const
    {
        QFile status(u"/proc/%1/statm"_s.arg(m_process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        return status.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024);
    }

private:
    QTemporaryDir m_directory;
    QProcess m_process;
    QByteArray m_said;
    quint16 m_port = 0;
};

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

const QByteArray Upgrade =
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

// What one kind of bad client sends, in one go.
QByteArray badBytes(int kind)
{
    const QByteArray hello = textFrame(R"({"op":"hello","token":""})");
    QByteArray many;
    switch (kind % 10) {
    case 0:
        return "GET / HTTP/1.1\r\nHost: 127"; // half a head, then silence
    case 1:
        return Upgrade; // never says hello
    case 2:
        return Upgrade + textFrame("{\"op\":\"hello\xff\xfe\"}");
    case 3:
        return Upgrade + hello + textFrame("{\"op\":\"call_tool\",");
    case 4:
        return Upgrade + hello + textFrame(R"({"op":"call_tool","request_id":7,"name":[],"arguments":"no"})");
    case 5:
        return Upgrade + hello + frame(1, {}, 40'000'000); // announces 40 MB
    case 6:
        return Upgrade + hello + frame(2, "binary", 6);
    case 7:
        return Upgrade + hello + textFrame("[[[[[[" + QByteArray(100'000, '['));
    case 8:
        for (int i = 0; i < 500; ++i)
            many += textFrame(R"({"op":"list_tools","request_id":"x"})"); // and never reads
        return Upgrade + hello + many;
    default:
        return QByteArray(20'000, 'A');
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
    DaemonProcess daemon;
    QTRY_VERIFY_WITH_TIMEOUT(daemon.isListening(), 20'000);
    ExaiClient good(daemon.port());
    QTRY_VERIFY(good.isReady());
    const auto askOnce = [&] {
        const QString id = good.chat(u"hello [sim delay=20ms tokens=1]"_s, u"kimi-k2-0905-preview"_s);
        if (!QTest::qWaitFor([&] { return good.callOf(id).finals == 1; }, 20'000) || !good.callOf(id).ok())
            return 1e9;
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
        for (int i = 0; i < 20; ++i)
            worst = std::max(worst, askOnce());
        return worst;
    };
    double worst = 0;
    for (int i = 0; i < 2; ++i) // fills allocators, caches and the bounded logs
        worst = std::max(worst, round());
    const double before = daemon.residentMiB();
    for (int i = 0; i < 4; ++i)
        worst = std::max(worst, round());
    // Those that said nothing are cut at the hello timeout; then memory must be where it was.
    const double allowed = TimeScale > 1 ? 3.0 : 1.10; // a sanitizer keeps freed memory for a while
    QTRY_VERIFY_WITH_TIMEOUT(daemon.residentMiB() <= allowed * before, 15'000);
    qInfo("resident memory %.1f MiB before, %.1f MiB after; the good client's slowest call %.0f ms", before,
          daemon.residentMiB(), worst);
    QVERIFY2(worst < 2'000 * TimeScale, "the good client was held up");
    QVERIFY(daemon.isRunning());
    ExaiClient late(daemon.port());
    QTRY_VERIFY(late.isReady());
}

void TestAbuse::fortyMegabytesInOneFrameAreRefused()
{
    DaemonProcess daemon;
    QTRY_VERIFY_WITH_TIMEOUT(daemon.isListening(), 20'000);
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    client.socket().setOutgoingFrameSize(64 * 1024 * 1024);
    client.socket().sendTextMessage(QString(40'000'000, u'x'));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    ExaiClient next(daemon.port());
    QTRY_VERIFY(next.isReady());
}

QTEST_GUILESS_MAIN(TestAbuse)
#include "tst_abuse.moc"
