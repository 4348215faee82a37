#pragma once

// One client connection of the mock provider: reads requests one after the other and plays their scripts.
// Lives on the server's thread, is a child of its socket and dies with it.

#include "tests/support/mockstats.h"

#include <QObject>
#include <QSslSocket>
#include <functional>
#include <optional>

namespace exaid::test {

class MockConnection final : public QObject
{
    Q_OBJECT
public:
    using ReplyMaker = std::function<MockReply(const MockRequest &)>;

    MockConnection(QSslSocket *socket, MockStats &stats, ReplyMaker maker);
    ~MockConnection() override;

    static QByteArray modelList(const QStringList &models);

private:
    void read();
    bool parseRequest();
    void begin();
    void sendHead();
    void sendError();
    void sendDocument(const QByteArray &contentType, const QByteArray &body);
    void sendHeadBytes(const QByteArray &head);
    void floodHeader();
    void sendOversize();
    QByteArray headEnd() const; // extra headers and the blank line
    void streamOn();            // writes tokens until it must wait
    void finishStream();
    void event(const QJsonObject &object);
    void chunk(const QByteArray &data);
    void endRequest();
    void dropFin();
    void dropRst();
    bool wantsSearchRound() const;
    bool wantsLengthRound() const;
    QJsonObject deltaChunk(const QJsonObject &delta, const QString &finishReason = {}) const;
    QString tokenText(int index) const;
    void after(Duration delay, std::function<void()> what);

    QSslSocket *const m_socket;
    MockStats &m_stats;
    const ReplyMaker m_maker;
    QByteArray m_input;
    std::optional<MockRequest> m_request; // set while a reply is under way
    MockReply m_reply;
    int m_nextToken = 0;
    int m_nextReasoning = 0;
    bool m_floodingHeader = false;
    bool m_streaming = false;
    qint64 m_oversizeLeft = 0;
};

} // namespace exaid::test
