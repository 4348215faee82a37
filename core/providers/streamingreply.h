#pragma once

// One HTTP/1.1 request on a connection of its own, on the thread of its manager. It is sent once and never
// again, and its answer is read a piece a turn: a provider that floods fills the kernel's buffer and not
// ours, and other calls have their turn between two pieces. abort() closes the connection in the same turn.
// As with every QNetworkReply, a slot may abort it but must delete it later.
//
// What it tells: socketStartedConnecting, requestSent (from here on the provider may have got it),
// metaDataChanged, readyRead, sslErrors (never ignored), errorOccurred, finished; status and headers, equal
// ones joined by commas. Errors are Qt's, and in particular:
//   RemoteHostClosedError   the connection ended before the answer did
//   UnknownContentError     with no status of 400 or above: headers, or what stands between two pieces of the
//                           body, are longer than HttpAnswerReader::MaxHeadBytes
//   ProtocolFailure         what came is not HTTP/1.1; errorString() says why

#include "core/providers/dialer.h"
#include "core/providers/httpanswerreader.h"
#include "core/providers/proxyroute.h"

#include <QNetworkReply>
#include <memory>

class QSslSocket;
class QTcpSocket;

namespace exaid {

class StreamingReply final : public QNetworkReply
{
    Q_OBJECT
public:
    // Parsed in one turn of the event loop: what a provider that floods costs everybody else a turn.
    static constexpr qint64 PieceBytes = 16 * 1024;

    // Speaks from the event loop only.
    StreamingReply(TimerService &timers, const QByteArray &verb, const QNetworkRequest &request,
                   const QByteArray &body, QObject *parent);
    ~StreamingReply() override;

    using QNetworkReply::setOperation;

    void abort() override;
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void start();
    std::unique_ptr<QTcpSocket> newSocket() const;
    void dialed();
    void encrypt(QSslSocket &socket);
    void send();
    void readSoon();
    void read();
    void take(QByteArrayView bytes);
    void tellHead();
    void closed();
    void fail(NetworkError error, const QString &text);
    void end();

    const QByteArray m_verb;
    QByteArray m_requestBody; // until it is sent
    ProxyRoute m_route;
    Dialer m_dialer;
    std::unique_ptr<QTcpSocket> m_socket; // once there is a connection
    HttpAnswerReader m_reader;
    QByteArray m_body; // not read yet, from m_taken on
    qsizetype m_taken = 0;
    bool m_isSent = false;
    bool m_isHeadTold = false;
    bool m_isHeld = false; // nothing is read from the socket until somebody reads here
};

} // namespace exaid
