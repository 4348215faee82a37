#include "app/desktop/corethread.h"

#include "app/desktop/corehost.h"
#include "core/monitoring/monitorhub.h"

namespace exaid {

CoreThread::CoreThread(const LoadedSettings &loaded, const SettingsSources &sources,
                       const SettingsDesk::Surroundings &surroundings, QObject *parent)
    : QObject(parent)
    , m_host(new CoreHost(loaded, sources, surroundings))
{
    qRegisterMetaType<Error>();
    qRegisterMetaType<MonitorHub *>("exaid::MonitorHub*"); // only declared where the signal is
    m_thread.setObjectName(QStringLiteral("core"));
    m_host->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_host, &QObject::deleteLater);
    connect(m_host, &CoreHost::started, this, [this](MonitorHub *hub, quint16 port) {
        m_serving = true;
        Q_EMIT started(hub, port);
    });
    connect(m_host, &CoreHost::failed, this, &CoreThread::failed);
    connect(m_host, &CoreHost::stopped, this, [this] {
        m_serving = false;
        Q_EMIT stopped();
    });
    m_thread.start();
}

CoreThread::~CoreThread()
{
    m_thread.quit();
    m_thread.wait();
}

void CoreThread::start()
{
    QMetaObject::invokeMethod(m_host, &CoreHost::start, Qt::QueuedConnection);
}

void CoreThread::drain()
{
    QMetaObject::invokeMethod(m_host, &CoreHost::drain, Qt::QueuedConnection);
}

} // namespace exaid
