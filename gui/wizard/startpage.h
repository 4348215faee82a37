#pragma once

// The wizard's page of the profile and of what starts at login. Shows what the profile would change, as the
// daemon says. GUI thread.

#include "gui/feed/settingsclient.h"
#include "gui/wizard/setupchoices.h"

#include <QWizardPage>

class QButtonGroup;
class QLabel;
class QTreeWidget;

namespace exaid {

class StartPage final : public QWizardPage
{
    Q_OBJECT
public:
    StartPage(SettingsClient &client, const SetupOffers &offers, QWidget *parent = nullptr);

    QList<SettingEdit> edits() const; // empty: the profile stays
    StartAtLogin start() const;

private:
    void takeView();
    void preview();

    SettingsClient &m_client;
    QButtonGroup *m_profiles;
    QButtonGroup *m_starts;
    QLabel *m_effect;
};

} // namespace exaid
