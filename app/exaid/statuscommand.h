#pragma once

// `exaid status`: asks a running daemon for a snapshot and prints it. Asynchronous; finished() comes once,
// from the event loop.

#include "app/exaid/monitorclient.h"
#include "core/config/settingsstore.h"

#include <QObject>
#include <memory>

namespace exaid {

class StatusCommand final : public QObject
{
    Q_OBJECT
public:
    StatusCommand(const LoadedSettings &loaded, bool json, TimerService &timers, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void tryNext();
    void showFrame(const QJsonObject &frame);
    void handleFailure(const Error &error);
    void giveUp(const Error &error, bool running);

    TimerService &m_timers;
    const Secret m_token;
    const bool m_json;
    DaemonSearch m_search;
    QStringList m_tried;
    std::unique_ptr<MonitorClient> m_client;
};

// Parses, runs the event loop, returns the exit code: 0 running, 3 not running, 1 no usable answer.
int runStatus(const QStringList &arguments);

} // namespace exaid
