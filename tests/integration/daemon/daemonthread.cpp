#include "daemonthread.h"

#include "core/calls/admissiondriver.h"

#include <algorithm>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

DaemonThread::DaemonThread(Settings settings)
{
    if (settings.files.stateDir.isEmpty())
        settings.files.stateDir = m_directory.path();
    settings.files.healthFile = m_directory.filePath(u"ws_daemon.health.json"_s);
    settings.files.callLog = m_directory.filePath(u"calls.jsonl"_s);
    m_thread.setObjectName(u"daemon"_s);
    m_thread.start();
    m_daemon = new Daemon(settings);
    QObject::connect(m_daemon, &Daemon::stopped, m_daemon, [this] { m_stopped = true; });
    m_daemon->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_daemon, &QObject::deleteLater);
    run([this](Daemon &daemon) {
        m_status = daemon.start();
        m_port = daemon.port();
    });
}

DaemonThread::~DaemonThread()
{
    m_thread.quit();
    m_thread.wait();
}

void DaemonThread::run(const std::function<void(Daemon &)> &what)
{
    QMetaObject::invokeMethod(m_daemon, [&] { what(*m_daemon); }, Qt::BlockingQueuedConnection);
}

AdmissionState DaemonThread::admission()
{
    AdmissionState state;
    run([&state](Daemon &daemon) {
        const AdmissionController &controller = daemon.admissionForFaults().controller();
        state.violation = controller.violation().value_or(QString());
        state.leases = controller.leases();
        state.waiting = controller.waiting();
        state.allFree = std::ranges::all_of(controller.pools(),
                                            [](const PoolState &p) { return p.available == p.capacity; });
        state.longestHoldMs = toMilliseconds(controller.longestHold());
    });
    return state;
}

qint64 DaemonThread::lastGrantNs()
{
    qint64 at = 0;
    run([&at](Daemon &daemon) {
        at = std::chrono::nanoseconds(daemon.admissionForFaults().lastGrantAt().time_since_epoch()).count();
    });
    return at;
}

void DaemonThread::loseNextRelease()
{
    run([](Daemon &daemon) { daemon.admissionForFaults().dropNextReturn(); });
}

Settings settingsFor(const QString &kimiUrl, const QString &glmUrl)
{
    Settings settings;
    settings.server.port = 0;
    settings.server.rateGlobalCapacity = 0;
    settings.server.rateAddressCapacity = 0;
    settings.server.rateSessionCapacity = 0;
    settings.limits.maxSessions = 1'000;
    settings.tools.modelRefresh = 0s; // one request more, where requests are counted
    ProviderSettings kimi;
    kimi.id = u"kimi"_s;
    kimi.displayName = u"KIMI"_s;
    kimi.kind = ProviderKind::Kimi;
    kimi.baseUrl = kimiUrl;
    kimi.apiKey = Secret("kimi-key-for-tests-0123456789");
    kimi.maxInflight = 3;
    kimi.defaultModel = u"kimi-k2-0905-preview"_s;
    ProviderSettings glm = kimi;
    glm.id = u"glm"_s;
    glm.displayName = u"GLM"_s;
    glm.kind = ProviderKind::Glm;
    glm.baseUrl = glmUrl;
    glm.apiKey = Secret("glm-key-for-tests-0123456789");
    glm.maxInflight = 2;
    glm.defaultModel = u"glm-4.5-flash"_s;
    settings.providers = {kimi, glm};
    return settings;
}

} // namespace exaid::test
