#include "gui/feed/settingsclient.h"

#include "gui/feed/feedstore.h"

#include <QPointer>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SettingsClient::SettingsClient(FeedStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &FeedStore::linkChanged, this, &SettingsClient::followLink);
    connect(&store, &FeedStore::eventsArrived, this, &SettingsClient::follow);
}

void SettingsClient::setActive(bool active)
{
    m_active = active;
    if (active)
        refresh();
}

void SettingsClient::refresh()
{
    if (m_asking) {
        m_askAgain = true;
        return;
    }
    m_asking = true;
    m_store.ask(u"settings"_s, {}, this, [this](const Result<QJsonObject> &answer) {
        m_asking = false;
        if (answer) {
            m_view = settingsViewFromJson(*answer);
            Q_EMIT problemChanged({});
            Q_EMIT viewChanged();
        } else {
            Q_EMIT problemChanged(answer.error().message);
        }
        if (std::exchange(m_askAgain, false))
            refresh();
    });
}

void SettingsClient::check(const Wish &wish, QObject *context, Told told)
{
    send(u"check_settings"_s, wish, context, std::move(told));
}

void SettingsClient::apply(const Wish &wish, QObject *context, Told told)
{
    send(u"apply_settings"_s, wish, context,
         [self = QPointer(this), told = std::move(told)](const Result<SettingsOutcome> &done) {
             told(done);
             if (self)
                 self->refresh();
         });
}

void SettingsClient::testKey(const QString &name, const Secret &typed, QObject *context,
                             std::function<void(const Result<QString> &)> told)
{
    QJsonObject question{{u"name"_s, name}};
    if (!typed.isEmpty())
        question.insert(u"key"_s, QString::fromUtf8(typed.reveal()));
    m_store.ask(u"test_key"_s, question, context,
                [told = std::move(told)](const Result<QJsonObject> &answer) {
                    if (answer)
                        told((*answer)[u"found"].toString());
                    else
                        told(answer.error());
                });
}

void SettingsClient::send(const QString &op, const Wish &wish, QObject *context, Told told)
{
    QJsonObject question{{u"content"_s, m_view.content}};
    if (wish.version.isEmpty())
        question.insert(u"edits"_s, toJson(wish.edits));
    else
        question.insert(u"version"_s, wish.version);
    m_store.ask(op, question, context, [told = std::move(told)](const Result<QJsonObject> &answer) {
        if (answer)
            told(settingsOutcomeFromJson(*answer));
        else
            told(answer.error());
    });
}

void SettingsClient::followLink()
{
    const bool live = m_store.isLive();
    if (live && !m_wasLive && m_active)
        refresh(); // perhaps another daemon
    m_wasLive = live;
}

void SettingsClient::follow(const QList<MonitorEvent> &events)
{
    const auto isOurs = [](const MonitorEvent &event) { return event.kind.startsWith("settings_"_L1); };
    if (m_active && std::ranges::any_of(events, isOurs))
        refresh();
}

} // namespace exaid
