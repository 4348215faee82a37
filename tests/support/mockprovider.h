#pragma once

// An OpenAI-compatible provider for tests: real sockets on loopback, on a thread of its own, so that a test's
// event loop and the server never share a turn. Serves POST …/chat/completions (stream and plain), GET
// …/models, …/files and POST …/web_search under any path prefix; the prefix tells providers apart
// ("http://127.0.0.1:port/kimi/v1"). Behaviour per request: see mockreply.h.
//
// Owner: the test, on its thread. All members may be called from there at any time.

#include "tests/support/mockreply.h"
#include "tests/support/mockstats.h"

#include <QString>
#include <QStringList>
#include <QThread>
#include <QUrl>
#include <functional>
#include <memory>
#include <optional>

namespace exaid::test {

// Runs on the server's thread; changes the reply as it likes.
using MockHandler = std::function<void(const MockRequest &, MockReply &)>;

class MockProvider
{
public:
    enum class Scheme { Http, Https };

    explicit MockProvider(Scheme scheme = Scheme::Http);
    ~MockProvider();
    Q_DISABLE_COPY_MOVE(MockProvider)

    quint16 port() const { return m_port; }
    // "http://127.0.0.1:port/<providerPath>/v1", without the middle part if it is empty.
    QString baseUrl(const QString &providerPath = {}) const;
    void setHandler(MockHandler handler);
    void setModels(const QStringList &models);
    const MockStats &stats() const { return *m_stats; }
    void resetStats() { m_stats->reset(); }
    // The provider answers so many chats at once and refuses more as providers do: 429, with the code that
    // Kimi or GLM use, with Retry-After if given. May move at any time. Negative: no limit.
    void setHiddenLimit(int limit, const std::optional<QByteArray> &retryAfter = {});
    // A file as if it had been uploaded then; its id.
    QString addFile(const QString &name, const QByteArray &content, qint64 createdAtSeconds,
                    const QString &status = QStringLiteral("ok"));
    // Stops listening; open connections stay. New ones are refused.
    void stopListening();
    void listenAgain(); // at the same port
    // Drops all open connections.
    void closeConnections();

    // Makes this process trust the certificate of https mocks (Qt's default TLS configuration).
    static void trustCertificate();

private:
    class Server;
    const Scheme m_scheme;
    std::unique_ptr<MockStats> m_stats;
    QThread m_thread;
    Server *m_server = nullptr; // lives on m_thread, deleted when it ends
    quint16 m_port = 0;
};

} // namespace exaid::test
