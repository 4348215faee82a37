#pragma once

// A plain EXAI client over a real WebSocket, as a test sees one: it sends frames and keeps what came back,
// with times.

#include "tests/support/instrumented.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QWebSocket>
#include <functional>

namespace exaid::test {

struct ClientCall
{
    QString id;
    qint64 sentNs = 0;
    qint64 firstFrameNs = 0;
    qint64 finishedNs = 0; // 0: not yet
    int finals = 0;        // must become exactly one
    QJsonObject reply;
    QList<QJsonObject> frames; // all that carried its id, the reply included
    QList<qint64> frameNs;     // when each came
    bool sawChunk = false;

    double ms() const { return static_cast<double>(finishedNs - sentNs) / 1e6; }
    bool ok() const { return reply[QLatin1StringView("ok")].toBool(); }
    QString code() const { return reply[QLatin1StringView("error")][QLatin1StringView("code")].toString(); }
};

class ExaiClient final : public QObject
{
    Q_OBJECT
public:
    explicit ExaiClient(quint16 port, const QString &token = {}, QObject *parent = nullptr);

    bool isReady() const { return m_ready; }
    bool isClosed() const { return m_closed; }
    QString sessionId() const { return m_sessionId; }
    QWebSocket &socket() { return m_socket; }

    // Sends a chat with this prompt; the request id is returned.
    QString chat(const QString &prompt, const QString &model, const QJsonObject &more = {});
    QString call(const QString &tool, const QJsonObject &arguments);
    void send(const QJsonObject &frame);
    void abort() { m_socket.abort(); }

    const ClientCall &callOf(const QString &id) const { return *m_calls.constFind(id); }
    const QHash<QString, ClientCall> &calls() const { return m_calls; }
    int unanswered() const;
    QList<QJsonObject> otherFrames() const { return m_others; }

    std::function<void(const ClientCall &)> onFinished;

Q_SIGNALS:
    void ready();

private:
    void take(const QString &text);

    QWebSocket m_socket;
    const QString m_token;
    QString m_sessionId;
    bool m_ready = false;
    bool m_closed = false;
    int m_lastId = 0;
    QHash<QString, ClientCall> m_calls;
    QList<QJsonObject> m_others;
};

// Times are promised of the program as shipped: an instrumented one takes the same way and is not judged by
// them.
inline constexpr double TimeScale = IsInstrumented ? 1'000 : 1;

// Times of the program as shipped on a machine that has room for it. Several times as much elsewhere: when
// more is running than there are processors, a thread waits for its turn however fast it is.
double roomScale();

qint64 steadyNs();
// p: 0..1. Precondition: not empty.
double percentile(QList<double> values, double p);

} // namespace exaid::test
