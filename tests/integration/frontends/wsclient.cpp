#include "wsclient.h"

#include <QJsonDocument>
#include <QTest>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

WsClient::WsClient(quint16 port, const QString &path)
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        receivedBytes += text.toUtf8().size();
        frames.append(QJsonDocument::fromJson(text.toUtf8()).object());
    });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] { m_isClosed = true; });
    m_socket.open(QUrl(u"ws://127.0.0.1:%1%2"_s.arg(QString::number(port), path)));
}

bool WsClient::waitConnected()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, 5'000);
}

bool WsClient::waitClosed(int milliseconds)
{
    return QTest::qWaitFor([this] { return m_isClosed; }, milliseconds);
}

bool WsClient::greet(const QJsonObject &extra)
{
    if (!waitConnected())
        return false;
    QJsonObject hello = extra;
    hello.insert(u"op"_s, u"hello"_s);
    send(hello);
    return take(u"hello_ack"_s)[u"ok"].toBool();
}

void WsClient::send(const QJsonObject &message)
{
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

QJsonObject WsClient::take(const QString &op, const QJsonValue &id, int milliseconds)
{
    const auto isWanted = [&](const QJsonObject &frame) {
        return frame[u"op"].toString() == op &&
               (id.isUndefined() || frame[u"request_id"] == id || frame[u"id"] == id);
    };
    auto found = frames.end();
    const bool came = QTest::qWaitFor(
        [&] {
            found = std::ranges::find_if(frames, isWanted);
            return found != frames.end();
        },
        milliseconds);
    if (!came)
        return {};
    const QJsonObject frame = *found;
    frames.erase(found);
    return frame;
}

QStringList WsClient::ops() const
{
    QStringList list;
    for (const QJsonObject &frame : frames)
        list.append(frame[u"op"].toString());
    return list;
}

} // namespace exaid
