#pragma once

// MonitorFeed of a daemon in another process, over its WebSocket at /monitor. Greets with the token, then
// takes snapshots and events; a daemon that says nothing for answerLimit counts as lost (it sends at least
// one snapshot a second), is dropped and asked again, with growing pauses. Live is told with the first
// snapshot, never before. Commands are dropped unless live. GUI thread; snapshots are parsed on
// another, because one of a thousand calls is half a megabyte, ten times a second. `timers` must outlive the
// feed.

#include "core/monitoring/monitorfeed.h"
#include "core/secret.h"
#include "core/time/timerservice.h"

#include <QThreadPool>
#include <QUrl>
#include <memory>

class QWebSocket;

namespace exaid {

class RemoteMonitorFeed final : public MonitorFeed
{
    Q_OBJECT
public:
    struct Timing
    {
        Duration answerLimit = std::chrono::milliseconds(1'800);
        Duration greetingLimit = std::chrono::seconds(5); // from the start of a connect to the first snapshot
        Duration firstPause = std::chrono::milliseconds(250);
        Duration longestPause = std::chrono::seconds(5);
    };

    RemoteMonitorFeed(const QUrl &url, const Secret &token, TimerService &timers, QObject *parent = nullptr);
    RemoteMonitorFeed(const QUrl &url, const Secret &token, TimerService &timers, const Timing &timing,
                      QObject *parent = nullptr);
    ~RemoteMonitorFeed() override;

    Link link() const override { return m_link; }
    QString problem() const override { return m_problem; }
    void cancelCall(quint64 callId) override;
    void cancelSession(const QString &sessionName) override;
    void auditNow() override;
    void setIntakePaused(bool paused) override;
    void stopDaemon() override;

protected:
    quint64 post(const QString &op, const QJsonObject &question) override;

private:
    // Pausing: no socket, the timer starts the next try. Greeting: connecting or waiting for the first
    // snapshot.
    enum class Phase { Pausing, Greeting, Streaming };
    struct SocketDropper
    {
        void operator()(QWebSocket *socket) const;
    };

    void connectNow();
    void greet();
    struct Frame
    {
        QString op;
        QJsonObject json; // all of it, unless it is a snapshot
        Snapshot snapshot;
    };

    void readFrame(const QString &text);
    static Frame parse(const QString &text); // any thread
    void acceptFrame(const Frame &frame);
    void acceptSnapshot(const Snapshot &snapshot);
    void acceptEvents(const QJsonObject &json);
    void acceptAnswer(const QJsonObject &json);
    void lose(const QString &problem);
    void setLink(Link link, const QString &problem);
    void send(const QJsonObject &frame);

    const QUrl m_url;
    const Secret m_token;
    TimerService &m_timers;
    const Timing m_timing;
    Phase m_phase = Phase::Pausing;
    Link m_link = Link::Connecting;
    QString m_problem;
    Duration m_pause{};
    quint64 m_lastQuestion = 0;
    Timer m_timer; // Pausing: next try; else: the watchdog
    std::unique_ptr<QWebSocket, SocketDropper> m_socket;
    quint64 m_connection = 0; // whose frames count
    int m_parsing = 0;        // frames at the parser
    QThreadPool m_parser;     // one thread; last: it waits for its job before the rest goes
};

} // namespace exaid
