#pragma once

// What starts at login, as a choice in the menus: shows what is on the disk, changes it when another one is
// chosen. Files are read and written on the worker pool. GUI thread; `actions` must outlive it.

#include "app/desktop/autostart.h"
#include "gui/wizard/setupchoices.h"

#include <QObject>

namespace exaid {

class Actions;

class LoginStart final : public QObject
{
    Q_OBJECT
public:
    LoginStart(const Autostart &autostart, Actions &actions, QObject *parent = nullptr);

    // Blocking; any thread. What this system has, and what is chosen.
    static void fill(const Autostart &autostart, SetupOffers &offers);
    void refresh();
    void choose(StartAtLogin start);

Q_SIGNALS:
    void refreshed();
    // For the status bar.
    void said(const QString &text);

private:
    void show(const SetupOffers &offers);

    const Autostart m_autostart;
    Actions &m_actions;
};

} // namespace exaid
