#include "app/exaid/settingsdesk.h"

#include "app/exaid/keychain.h"
#include "app/exaid/secretscrubber.h"
#include "app/exaid/settingsfollower.h"
#include "core/daemon.h"
#include "core/poolwork.h"
#include "core/time/timerservice.h"

#include <QPointer>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostEdits = 1'000;

} // namespace

SettingsDesk::SettingsDesk(const SettingsSources &sources, SettingsFollower &follower, Daemon &daemon,
                           TimerService &timers, const Surroundings &surroundings, QObject *parent)
    : QObject(parent)
    , m_sources(sources)
    , m_follower(follower)
    , m_daemon(daemon)
    , m_timers(timers)
    , m_surroundings(surroundings)
    , m_keys(timers)
{
    // The hub ends with the daemon, after this desk; a question that comes between the two has no asker left.
    const auto serve = [this, &hub = daemon.monitor()](const QString &op, auto answer) {
        hub.serve(op,
                  [self = QPointer(this), answer](const QJsonObject &question, const MonitorReply &reply) {
                      if (self)
                          answer(*self, question, reply);
                      else
                          reply(Error{u"stopped"_s, u"the daemon is going down"_s, {}});
                  });
    };
    serve(u"settings"_s,
          [](SettingsDesk &self, const QJsonObject &, const MonitorReply &reply) { self.showView(reply); });
    serve(u"check_settings"_s,
          [](SettingsDesk &self, const QJsonObject &question, const MonitorReply &reply) {
              self.carryOutLater(question, editsFromJson(question[u"edits"].toArray()), false, reply);
          });
    serve(u"apply_settings"_s, [](SettingsDesk &self, const QJsonObject &question,
                                  const MonitorReply &reply) { self.applyWithKeychain(question, reply); });
    serve(u"diagnostics"_s,
          [](SettingsDesk &self, const QJsonObject &, const MonitorReply &reply) { self.diagnose(reply); });
    serve(u"test_key"_s, [](SettingsDesk &self, const QJsonObject &question, const MonitorReply &reply) {
        self.testKey(question, reply);
    });
}

void SettingsDesk::showView(const MonitorReply &reply)
{
    runOnPool(
        m_follower.pool(), this, [file = m_follower.file()] { return file.versions(); },
        [this, reply](const QList<SettingsVersion> &versions) { reply(toJson(view(versions))); });
}

SettingsView SettingsDesk::view(const QList<SettingsVersion> &versions) const
{
    const LoadedSettings &inForce = m_follower.inForce();
    return {m_follower.file().path(),
            m_follower.fingerprint(),
            inForce.explained,
            inForce.warnings,
            m_follower.fileErrors(),
            m_follower.awaitingRestart(),
            versions,
            m_surroundings.keychain && m_keychainProblem.isEmpty(),
            m_keychainProblem};
}

void SettingsDesk::diagnose(const MonitorReply &reply)
{
    QJsonArray events;
    const QList<MonitorEvent> recent = m_daemon.recentEvents();
    for (const MonitorEvent &event : recent)
        events.append(toJson(event));
    QJsonArray log;
    const QByteArrayList lines = m_surroundings.recentLog ? m_surroundings.recentLog() : QByteArrayList();
    for (const QByteArray &line : lines)
        log.append(QString::fromUtf8(line));
    const SecretScrubber scrubber({m_follower.inForce(), m_follower.atStart()});
    reply(scrubber.scrubbed({{u"versions"_s, versionFacts()},
                             {u"settings"_s, toJson(view({}))},
                             {u"snapshot"_s, toJson(m_daemon.snapshot())},
                             {u"events"_s, events},
                             {u"log"_s, log}}));
}

// Keys go to the keychain one after the other, each leaving its mark in the edits; the file comes last. A key
// that the keychain does not take stays in the edits, and so goes into the file. All is checked before: a
// change that is refused must not have replaced a key that works.
void SettingsDesk::applyWithKeychain(const QJsonObject &question, const MonitorReply &reply)
{
    QList<SettingEdit> edits = editsFromJson(question[u"edits"].toArray());
    const auto isForKeychain = [this](const SettingEdit &edit) {
        const ExplainedSetting *setting = m_follower.find(edit.name);
        return setting && setting->secret && edit.name.endsWith("_API_KEY"_L1) && edit.value &&
               !edit.value->isEmpty() && *edit.value != Secret(InKeychain.toUtf8());
    };
    const auto key = std::ranges::find_if(edits, isForKeychain);
    if (!m_surroundings.keychain || key == edits.end() || edits.size() > MostEdits ||
        question[u"in_file"].toBool()) {
        carryOutLater(question, edits, true, reply);
        return;
    }
    if (!question[u"checked"].toBool()) {
        runOnPool(
            m_follower.pool(), this,
            [request = requestFor(question, edits, false)] { return carryOut(request); },
            [this, question, reply](const SettingsReply &would) {
                if (would.failure || !would.outcome.errors.isEmpty()) {
                    finish(would, reply);
                    return;
                }
                QJsonObject next = question;
                next.insert(u"checked"_s, true);
                applyWithKeychain(next, reply);
            });
        return;
    }
    const auto index = std::distance(edits.begin(), key);
    m_surroundings.keychain->write(key->name, *key->value, this,
                                   [this, question, edits, index, reply](const Status &written) mutable {
                                       QJsonObject next = question;
                                       m_keychainProblem = written ? QString() : written.error().message;
                                       if (written) {
                                           SettingEdit &edit = edits[index];
                                           if (!m_sources.keychain)
                                               m_sources.keychain.emplace();
                                           m_sources.keychain->insert(edit.name, *edit.value);
                                           m_follower.setKeychain(*m_sources.keychain);
                                           edit.value = Secret(InKeychain.toUtf8());
                                       } else {
                                           next.insert(u"in_file"_s, true);
                                       }
                                       next.insert(u"edits"_s, toJson(edits));
                                       applyWithKeychain(next, reply);
                                   });
}

SettingsRequest SettingsDesk::requestFor(const QJsonObject &question, const QList<SettingEdit> &edits,
                                         bool write) const
{
    return {m_sources,
            m_follower.file(),
            m_follower.inForce(),
            edits,
            question[u"version"].toString(),
            question[u"content"].toString(),
            m_timers.clock().wallNow().time_since_epoch().count(),
            write};
}

void SettingsDesk::carryOutLater(const QJsonObject &question, const QList<SettingEdit> &edits, bool write,
                                 const MonitorReply &reply)
{
    if (edits.size() > MostEdits) {
        reply(Error{u"too_many"_s, u"more than %1 settings at once"_s.arg(MostEdits), {}});
        return;
    }
    runOnPool(
        m_follower.pool(), this, [request = requestFor(question, edits, write)] { return carryOut(request); },
        [this, reply](const SettingsReply &done) { finish(done, reply); });
}

void SettingsDesk::finish(const SettingsReply &done, const MonitorReply &reply)
{
    if (done.failure) {
        reply(*done.failure);
        return;
    }
    if (done.written)
        m_follower.adopt(*done.written, u"the dashboard"_s);
    QJsonObject answer = toJson(done.outcome);
    answer.insert(u"applied"_s, done.written.has_value());
    answer.insert(u"content"_s, m_follower.fingerprint());
    reply(answer);
}

// A key that is only typed makes its provider usable, so the settings are loaded as if it were in the file.
void SettingsDesk::testKey(const QJsonObject &question, const MonitorReply &reply)
{
    const QString name = question[u"name"].toString();
    QList<SettingEdit> edits;
    if (question[u"key"].isString())
        edits = {{name, Secret(question[u"key"].toString().toUtf8())}};
    SettingsSources sources = m_sources;
    sources.content = edited(m_follower.inForce().content, edits, m_follower.inForce().explained);
    runOnPool(
        m_follower.pool(), this, [sources] { return loadSettings(sources); },
        [this, name, reply](const LoadedSettings &loaded) {
            for (const ProviderSettings &provider : loaded.settings.providers) {
                if (provider.displayName + "_API_KEY"_L1 == name && !provider.apiKey.isEmpty()) {
                    m_keys.test(provider, reply);
                    return;
                }
            }
            reply(Error{u"no_key"_s, u"there is no key to test, or its provider is not allowed"_s,
                        u"Type the key first; see ALLOWED_PROVIDERS."_s});
        });
}

} // namespace exaid
