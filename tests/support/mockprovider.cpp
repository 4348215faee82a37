#include "tests/support/mockprovider.h"

#include "tests/support/mockconnection.h"
#include "tests/support/mockfiles.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray readTestData(const QString &name)
{
    QFile file(QString::fromUtf8(EXAID_TEST_DATA) + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("test data is missing: %s", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace

class MockProvider::Server final : public QTcpServer
{
public:
    Server(Scheme scheme, MockStats &stats)
        : m_stats(stats)
    {
        setListenBacklogSize(1024);
        if (scheme == Scheme::Https) {
            m_tls = QSslConfiguration::defaultConfiguration();
            m_tls->setLocalCertificate(QSslCertificate(readTestData(u"mock-cert.pem"_s)));
            m_tls->setPrivateKey(QSslKey(readTestData(u"mock-key.pem"_s), QSsl::Ec));
            m_tls->setPeerVerifyMode(QSslSocket::VerifyNone);
        }
    }

    void setHandler(MockHandler handler)
    {
        const QMutexLocker lock(&m_mutex);
        m_handler = std::move(handler);
    }
    void setModels(const QStringList &models)
    {
        const QMutexLocker lock(&m_mutex);
        m_models = models;
    }
    QString addFile(const QString &name, const QByteArray &content, qint64 createdAt, const QString &status)
    {
        const QMutexLocker lock(&m_mutex);
        return m_files.add(name, content, createdAt, status);
    }
    void setHiddenLimit(int limit, const std::optional<QByteArray> &retryAfter)
    {
        const QMutexLocker lock(&m_mutex);
        m_hiddenLimit = limit;
        m_limitRetryAfter = retryAfter;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        m_stats.connectionOpened();
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        if (m_tls) {
            socket->setSslConfiguration(*m_tls);
            socket->startServerEncryption();
        }
        new MockConnection(socket, m_stats, [this](const MockRequest &request) { return replyTo(request); });
    }

private:
    MockReply replyTo(const MockRequest &request)
    {
        const QMutexLocker lock(&m_mutex);
        MockReply reply = MockReply::fromDirective(request.lastUserMessage());
        if (request.method == "GET" && request.path.endsWith("/models"))
            reply.body = MockConnection::modelList(m_models);
        else if (m_files.serve(request, reply))
            reply.contentType = "application/json";
        else if (request.path.endsWith("/web_search"))
            reply.body = searchAnswer(request);
        else if (!request.path.endsWith("/chat/completions"))
            reply.status = 404;
        else
            scriptChat(request, reply);
        if (m_handler)
            m_handler(request, reply);
        return reply;
    }

    static QByteArray searchAnswer(const MockRequest &request)
    {
        QJsonArray hits;
        const int count = std::min(request.json.value("count"_L1).toInt(10), 3);
        for (int i = 0; i < count; ++i) {
            hits.append(QJsonObject{
                {u"title"_s, u"hit %1"_s.arg(i)},
                {u"link"_s, u"https://example.test/%1"_s.arg(i)},
                {u"content"_s, QString(u"about "_s + request.json.value("search_query"_L1).toString())}});
        }
        return QJsonDocument(QJsonObject{{u"id"_s, u"search-1"_s}, {u"search_result"_s, hits}})
            .toJson(QJsonDocument::Compact);
    }

    void scriptChat(const MockRequest &request, MockReply &reply)
    {
        if (!reply.statuses.isEmpty()) {
            const int times = m_asked[request.lastUserMessage()]++;
            reply.status = reply.statuses.at(std::min<qsizetype>(times, reply.statuses.size() - 1));
        }
        if (m_hiddenLimit < 0 || m_stats.counts().inFlight < m_hiddenLimit)
            return;
        const bool glm = request.providerPath() == "glm"_L1;
        reply = MockReply();
        reply.status = 429;
        reply.retryAfter = m_limitRetryAfter;
        reply.errorCode = glm ? u"1302"_s : QString();
        reply.errorType = glm ? QString() : u"rate_limit_reached_error"_s;
        reply.message = u"too many requests at once"_s;
        m_stats.refused();
    }

    MockStats &m_stats;
    std::optional<QSslConfiguration> m_tls;
    QMutex m_mutex;
    MockHandler m_handler;
    MockFiles m_files;
    int m_hiddenLimit = -1;
    std::optional<QByteArray> m_limitRetryAfter;
    QHash<QString, int> m_asked; // by prompt
    QStringList m_models{u"kimi-k2-0905-preview"_s, u"glm-4.5-flash"_s};
};

MockProvider::MockProvider(Scheme scheme)
    : m_scheme(scheme)
    , m_stats(std::make_unique<MockStats>())
    , m_server(new Server(scheme, *m_stats))
{
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_server,
        [this] {
            if (!m_server->listen(QHostAddress::LocalHost))
                qFatal("the mock provider can't listen: %s", qPrintable(m_server->errorString()));
            m_port = m_server->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

MockProvider::~MockProvider()
{
    m_thread.quit();
    m_thread.wait();
}

QString MockProvider::baseUrl(const QString &providerPath) const
{
    const QString origin = (m_scheme == Scheme::Https ? u"https://127.0.0.1:"_s : u"http://127.0.0.1:"_s) +
                           QString::number(m_port);
    return providerPath.isEmpty() ? QString(origin + u"/v1"_s)
                                  : QString(origin + u'/' + providerPath + u"/v1"_s);
}

void MockProvider::setHandler(MockHandler handler)
{
    m_server->setHandler(std::move(handler));
}

void MockProvider::setModels(const QStringList &models)
{
    m_server->setModels(models);
}

void MockProvider::setHiddenLimit(int limit, const std::optional<QByteArray> &retryAfter)
{
    m_server->setHiddenLimit(limit, retryAfter);
}

QString MockProvider::addFile(const QString &name, const QByteArray &content, qint64 createdAtSeconds,
                              const QString &status)
{
    return m_server->addFile(name, content, createdAtSeconds, status);
}

void MockProvider::listenAgain()
{
    const auto listen = [this] {
        if (!m_server->listen(QHostAddress::LocalHost, m_port))
            qFatal("the mock provider can't listen again: %s", qPrintable(m_server->errorString()));
    };
    QMetaObject::invokeMethod(m_server, listen, Qt::BlockingQueuedConnection);
}

void MockProvider::stopListening()
{
    QMetaObject::invokeMethod(m_server, [this] { m_server->close(); }, Qt::BlockingQueuedConnection);
}

void MockProvider::closeConnections()
{
    const auto closeAll = [this] {
        for (QSslSocket *socket : m_server->findChildren<QSslSocket *>())
            socket->abort();
    };
    QMetaObject::invokeMethod(m_server, closeAll, Qt::BlockingQueuedConnection);
}

void MockProvider::trustCertificate()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificate(QSslCertificate(readTestData(u"mock-cert.pem"_s)));
    QSslConfiguration::setDefaultConfiguration(tls);
}

} // namespace exaid::test
