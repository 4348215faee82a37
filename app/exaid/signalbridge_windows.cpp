// Windows: the system calls a console handler on a thread of its own; the request is queued to the bridge's
// thread.

#include "app/exaid/signalbridge.h"

#include <QPointer>
#include <QSocketNotifier>
#include <atomic>
#include <windows.h>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

std::atomic<SignalBridge *> consoleBridge = nullptr;

BOOL WINAPI forwardConsoleEvent(DWORD event)
{
    SignalBridge *bridge = consoleBridge;
    if (!bridge)
        return FALSE;
    const QString reason = event == CTRL_C_EVENT ? u"Ctrl+C"_s : u"a console event"_s;
    QMetaObject::invokeMethod(
        bridge, [bridge, reason] { Q_EMIT bridge->endRequested(reason); }, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

SignalBridge::SignalBridge(QObject *parent)
    : QObject(parent)
{
    consoleBridge = this;
    SetConsoleCtrlHandler(forwardConsoleEvent, TRUE);
}

SignalBridge::~SignalBridge()
{
    SetConsoleCtrlHandler(forwardConsoleEvent, FALSE);
    consoleBridge = nullptr;
}

void SignalBridge::readPending() {}

} // namespace exaid
