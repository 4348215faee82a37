#include "tests/support/faultproxy.h"

#include "tests/support/faultconnection.h"

#include <QMutex>
#include <QTcpServer>
#include <memory>

namespace exaid::test {

class FaultProxy::Server final : public QTcpServer
{
public:
    Server(const QHostAddress &upstream, quint16 port)
        : m_upstream(upstream)
        , m_port(port)
    {
        setListenBacklogSize(1024);
    }

    void setScripts(Scripts scripts)
    {
        const QMutexLocker lock(&m_mutex);
        m_scripts = std::move(scripts);
    }
    FaultCounts counts() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_counts;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        FaultScript script;
        {
            const QMutexLocker lock(&m_mutex);
            const int number = m_counts.connections++;
            ++m_counts.open;
            if (m_scripts)
                script = m_scripts(number);
        }
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        connect(socket, &QObject::destroyed, this, [this] {
            const QMutexLocker lock(&m_mutex);
            --m_counts.open;
        });
        new FaultConnection(socket, m_upstream, m_port, script);
    }

private:
    const QHostAddress m_upstream;
    const quint16 m_port;
    mutable QMutex m_mutex;
    Scripts m_scripts;
    FaultCounts m_counts;
};

FaultProxy::FaultProxy(quint16 upstreamPort, const QHostAddress &upstream, quint16 listenPort)
    : m_server(new Server(upstream, upstreamPort))
{
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
    const auto listen = [this, listenPort] {
        if (!m_server->listen(QHostAddress::LocalHost, listenPort))
            qFatal("the fault proxy can't listen: %s", qPrintable(m_server->errorString()));
        m_port = m_server->serverPort();
    };
    QMetaObject::invokeMethod(m_server, listen, Qt::BlockingQueuedConnection);
}

FaultProxy::~FaultProxy()
{
    m_thread.quit();
    m_thread.wait();
}

void FaultProxy::setScripts(Scripts scripts)
{
    m_server->setScripts(std::move(scripts));
}

void FaultProxy::setSeed(quint64 seed, bool withHangs)
{
    setScripts([engine = std::make_shared<std::mt19937_64>(seed), withHangs](int) {
        FaultScript script;
        do {
            script = FaultScript::random(*engine);
        } while (!withHangs && (script.fault == Fault::HangUp || script.fault == Fault::HangDown ||
                                script.fault == Fault::HalfClose));
        return script;
    });
}

FaultCounts FaultProxy::counts() const
{
    return m_server->counts();
}

} // namespace exaid::test
