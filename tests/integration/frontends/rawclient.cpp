#include "rawclient.h"

#include <QTest>
#include <QtEndian>

namespace exaid {

QByteArray upgradeHead(const QByteArray &path, const QByteArray &host, const QByteArray &extra)
{
    return "GET " + path + " HTTP/1.1\r\nHost: " + host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           extra + "\r\n";
}

RawClient::RawClient(quint16 port, const QHostAddress &address)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
        if (!isDeaf)
            received += m_socket.readAll();
    });
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_isClosed = true; });
    m_socket.connectToHost(address, port);
}

bool RawClient::waitConnected()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, 5'000);
}

bool RawClient::waitClosed(int milliseconds)
{
    return QTest::qWaitFor([this] { return m_isClosed; }, milliseconds);
}

bool RawClient::waitFor(const QByteArray &bytes, int milliseconds)
{
    return QTest::qWaitFor([&] { return received.contains(bytes); }, milliseconds);
}

bool RawClient::upgrade(const QByteArray &path)
{
    write(upgradeHead(path));
    if (!waitFor("\r\n\r\n") || status() != 101)
        return false;
    received = received.mid(received.indexOf("\r\n\r\n") + 4);
    return true;
}

void RawClient::sendFrame(const QByteArray &payload, int opcode)
{
    QByteArray frame;
    frame.append(static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        frame.append(static_cast<char>(0x80 | payload.size()));
    } else if (payload.size() < 65'536) { // the shortest form is the only one allowed
        frame.append(static_cast<char>(0x80 | 126));
        QByteArray length(2, '\0');
        qToBigEndian(static_cast<quint16>(payload.size()), length.data());
        frame += length;
    } else {
        frame.append(static_cast<char>(0x80 | 127));
        QByteArray length(8, '\0');
        qToBigEndian(static_cast<quint64>(payload.size()), length.data());
        frame += length;
    }
    frame += QByteArray(4, '\0'); // a mask of zeros
    m_socket.write(frame + payload);
}

int RawClient::closeCode() const
{
    qsizetype at = 0;
    while (at + 2 <= received.size()) {
        const auto byte = [&](qsizetype i) { return static_cast<unsigned char>(received.at(i)); };
        qsizetype length = byte(at + 1) & 0x7f;
        const int opcode = byte(at) & 0x0f;
        at += 2;
        if (length == 126) {
            length = qFromBigEndian<quint16>(received.constData() + at);
            at += 2;
        } else if (length == 127) {
            length = static_cast<qsizetype>(qFromBigEndian<quint64>(received.constData() + at));
            at += 8;
        }
        if (opcode == 8 && at + 2 <= received.size())
            return qFromBigEndian<quint16>(received.constData() + at);
        at += length;
    }
    return 0;
}

int RawClient::status() const
{
    return received.startsWith("HTTP/1.1 ") ? received.mid(9, 3).toInt() : 0;
}

} // namespace exaid
