#pragma once

// Changes the profile of the daemon: shows what that would change, asks, applies. Keeps the actions true to
// what the daemon says. A child of the window. GUI thread; `store` and `actions` must outlive it.

#include "gui/feed/settingsclient.h"

class QAction;
class QWidget;

namespace exaid {

class Actions;

class ProfileCommand final : public QObject
{
    Q_OBJECT
public:
    ProfileCommand(FeedStore &store, Actions &actions, QWidget *window);

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

private:
    void refresh();
    void propose(const QAction *profile);
    void apply(const QList<SettingEdit> &edits);

    FeedStore &m_store;
    Actions &m_actions;
    QWidget *const m_window;
    SettingsClient m_client;
};

} // namespace exaid
