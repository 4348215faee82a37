#include "localclient.h"

#include <QJsonDocument>
#include <QTest>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

LocalClient::LocalClient(const QString &path)
{
    connect(&socket, &QLocalSocket::readyRead, this, [this] {
        while (reads && socket.canReadLine()) {
            const QByteArray line = socket.readLine().trimmed();
            lines.append(line);
            messages.append(QJsonDocument::fromJson(line).object());
        }
    });
    socket.connectToServer(path);
}

void LocalClient::send(const QJsonObject &message)
{
    socket.write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
}

QJsonObject LocalClient::answer(int id, int milliseconds)
{
    QJsonObject found;
    const bool came = QTest::qWaitFor(
        [&] {
            for (const QJsonObject &message : std::as_const(messages)) {
                if (message[u"id"].toInt(-1) == id && !message.contains(u"method"_s))
                    found = message;
            }
            return !found.isEmpty();
        },
        milliseconds);
    return came ? found : QJsonObject();
}

} // namespace exaid
