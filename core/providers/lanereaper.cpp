#include "core/providers/lanereaper.h"

namespace exaid {

LaneReaper::~LaneReaper()
{
    m_thread.quit();
    m_thread.wait();
}

void LaneReaper::take(std::unique_ptr<QNetworkAccessManager> manager)
{
    if (!m_thread.isRunning()) {
        m_thread.setObjectName(QStringLiteral("lane reaper"));
        m_thread.start(QThread::LowPriority);
    }
    manager->moveToThread(&m_thread);
    manager.release()->deleteLater();
}

} // namespace exaid
