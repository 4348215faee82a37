#pragma once

// Answers the editor's questions about the settings over the monitor feed, in process or over WebSocket
// alike:
//   settings         {}                                  the view: every value, default, source, problem
//   check_settings   {edits | version}                   what would happen, and what is wrong with it
//   apply_settings   {edits | version, content}          the same, done: file, running daemon, event
//   test_key         {name, key?}                        whether the provider takes it, or the one in force
//   diagnostics      {}                                  settings, snapshot, events, log, versions; scrubbed
// An outcome with errors has changed nothing. Files are read and written on the follower's pool. Core thread;
// `follower` and `daemon` must outlive it, and `daemon` must have been started.

#include "app/exaid/keytester.h"
#include "core/config/settingsapply.h"
#include "core/monitoring/monitorrequest.h"

#include <QObject>

namespace exaid {

class Daemon;
class SettingsFollower;
class Keychain;
class TimerService;

class SettingsDesk final : public QObject
{
    Q_OBJECT
public:
    // What the program around the daemon has.
    struct Surroundings
    {
        std::function<QByteArrayList()> recentLog; // the last lines of the log; from any thread
        Keychain *keychain = nullptr; // keys that are set go there; null, or it refuses: into the file
    };

    SettingsDesk(const SettingsSources &sources, SettingsFollower &follower, Daemon &daemon,
                 TimerService &timers, const Surroundings &surroundings, QObject *parent = nullptr);

private:
    void showView(const MonitorReply &reply);
    void applyWithKeychain(const QJsonObject &question, const MonitorReply &reply);
    SettingsRequest requestFor(const QJsonObject &question, const QList<SettingEdit> &edits,
                               bool write) const;
    void carryOutLater(const QJsonObject &question, const QList<SettingEdit> &edits, bool write,
                       const MonitorReply &reply);
    void finish(const SettingsReply &done, const MonitorReply &reply);
    SettingsView view(const QList<SettingsVersion> &versions) const;
    void diagnose(const MonitorReply &reply);
    void testKey(const QJsonObject &question, const MonitorReply &reply);

    SettingsSources m_sources; // the keychain's part grows
    QString m_keychainProblem; // why the last key went into the file
    SettingsFollower &m_follower;
    Daemon &m_daemon;
    TimerService &m_timers;
    const Surroundings m_surroundings;
    KeyTester m_keys;
};

} // namespace exaid
