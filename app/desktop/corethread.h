#pragma once

// The daemon inside the desktop program, on a thread of its own with an event loop of its own, so that a
// window that repaints never holds up a call. Used from the GUI thread; signals arrive there. Order at the
// end: drain(), stopped(), then whoever reads the hub lets go of it, then the destructor, which waits for the
// thread.

#include "app/exaid/settingsdesk.h"
#include "core/config/settingsstore.h"

#include <QObject>
#include <QThread>

namespace exaid {

class CoreHost;
class MonitorHub;

class CoreThread final : public QObject
{
    Q_OBJECT
public:
    // The keychain, if there is one, must outlive it.
    CoreThread(const LoadedSettings &loaded, const SettingsSources &sources,
               const SettingsDesk::Surroundings &surroundings = {}, QObject *parent = nullptr);
    ~CoreThread() override;

    void start();
    // Refuse new calls, finish the running ones, stop. A second time: stop at once.
    void drain();
    // True from started() to the end.
    bool isServing() const { return m_serving; }

Q_SIGNALS:
    // The hub lives until this object is destroyed.
    void started(exaid::MonitorHub *hub, quint16 port);
    void failed(const exaid::Error &error);
    void stopped();

private:
    QThread m_thread;
    CoreHost *m_host; // lives on m_thread and ends with it
    bool m_serving = false;
};

} // namespace exaid
