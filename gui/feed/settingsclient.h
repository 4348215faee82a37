#pragma once

// The window's end of the daemon's settings: asks for them, follows changes made elsewhere, has wishes
// checked and carried out. Secrets leave the window here and come back never. GUI thread; `store` must
// outlive it.

#include "core/config/settingscodec.h"
#include "core/monitoring/monitorevent.h"

#include <QObject>
#include <functional>

namespace exaid {

class FeedStore;

class SettingsClient final : public QObject
{
    Q_OBJECT
public:
    // A wish is a list of edits or, when `version` is not empty, a former content of the file.
    struct Wish
    {
        QList<SettingEdit> edits;
        QString version;
    };
    using Told = std::function<void(const Result<SettingsOutcome> &)>;

    explicit SettingsClient(FeedStore &store, QObject *parent = nullptr);

    bool hasView() const { return !m_view.settings.isEmpty(); }
    const SettingsView &view() const { return m_view; }
    // Asks again; viewChanged() when something is different.
    void refresh();
    // Only while somebody looks: the settings are not asked for before.
    void setActive(bool active);

    // `told` comes once, later, unless `context` is gone.
    void check(const Wish &wish, QObject *context, Told told);
    // Against the content in view: another one on disk is the error "conflict", and the view is refreshed.
    void apply(const Wish &wish, QObject *context, Told told);

    // Asks the provider whether it takes the key: the typed one, or without one that in force. The answer is
    // what the provider offers.
    void testKey(const QString &name, const Secret &typed, QObject *context,
                 std::function<void(const Result<QString> &)> told);

Q_SIGNALS:
    void viewChanged();
    void problemChanged(const QString &problem); // why there is no view; empty: there is one

private:
    void followLink();
    void follow(const QList<MonitorEvent> &events);
    void send(const QString &op, const Wish &wish, QObject *context, Told told);

    FeedStore &m_store;
    SettingsView m_view;
    bool m_active = false;
    bool m_wasLive = false;
    bool m_asking = false;
    bool m_askAgain = false;
};

} // namespace exaid
