#pragma once

// The first start in three steps: providers, how it runs, agents. Every step can be skipped, nothing is
// written before Finish, and it can be opened again from the Help menu. Not modal: use open(). GUI thread.
// `store` must outlive it.

#include "gui/feed/settingsclient.h"
#include "gui/wizard/setupchoices.h"

#include <QWizard>

namespace exaid {

class KeysPage;
class StartPage;

class SetupWizard final : public QWizard
{
    Q_OBJECT
public:
    SetupWizard(FeedStore &store, const SetupOffers &offers, QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void startChosen(exaid::StartAtLogin start); // only when another one was chosen
    // For the status bar.
    void said(const QString &text);

private:
    SettingsClient m_client;
    const SetupOffers m_offers;
    KeysPage *m_keys;
    StartPage *m_start;
};

} // namespace exaid
