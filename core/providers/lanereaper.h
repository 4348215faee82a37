#pragma once

// Destroys connection managers on a thread of its own. A manager's destructor waits up to 5 s for its
// connection thread, and one that reads a fast stream or an endless head does not listen (measured: 2.5 s and
// for ever). Nothing on the core thread may wait for that. Core thread.

#include <QNetworkAccessManager>
#include <QThread>
#include <memory>

namespace exaid {

class LaneReaper
{
public:
    LaneReaper() = default;
    // Waits for what is being destroyed.
    ~LaneReaper();
    Q_DISABLE_COPY_MOVE(LaneReaper)

    // The manager has no reply left.
    void take(std::unique_ptr<QNetworkAccessManager> manager);

private:
    QThread m_thread; // started by the first take()
};

} // namespace exaid
