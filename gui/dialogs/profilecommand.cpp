#include "gui/dialogs/profilecommand.h"

#include "core/config/settingsreport.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/settings/changesdialog.h"

#include <QActionGroup>
#include <QWidget>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString ProfileSetting = u"EXAI_PROFILE"_s;

} // namespace

ProfileCommand::ProfileCommand(FeedStore &store, Actions &actions, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_actions(actions)
    , m_window(window)
    , m_client(store)
{
    connect(&m_client, &SettingsClient::viewChanged, this, &ProfileCommand::refresh);
    connect(&store, &FeedStore::linkChanged, this, &ProfileCommand::refresh);
    connect(actions.profiles, &QActionGroup::triggered, this, &ProfileCommand::propose);
    m_client.setActive(true);
    refresh();
}

void ProfileCommand::refresh()
{
    const ExplainedSetting *profile = m_client.view().find(ProfileSetting);
    for (QAction *action : m_actions.profiles->actions()) {
        action->setEnabled(profile && m_store.isLive() && !profile->isOverruled());
        if (profile && action->data().toString() == profile->value)
            action->setChecked(true);
    }
}

void ProfileCommand::propose(const QAction *profile)
{
    const QString name = profile->data().toString();
    refresh(); // the check mark stays with what is in force
    const ExplainedSetting *present = m_client.view().find(ProfileSetting);
    if (!present || present->value == name)
        return;
    const QList<SettingEdit> edits{{ProfileSetting, Secret(name.toUtf8())}};
    m_client.check({edits, {}}, this, [this, name, edits](const Result<SettingsOutcome> &outcome) {
        if (!outcome) {
            Q_EMIT said(tr("Nothing was changed: %1").arg(outcome.error().message));
            return;
        }
        // From the tray: the question belongs to a window that can be seen.
        if (!m_window->isVisible())
            m_actions.openWindow->trigger();
        auto *dialog = new ChangesDialog(tr("Change to the profile “%1”?").arg(name), *outcome, m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, edits] { apply(edits); });
        dialog->open();
    });
}

void ProfileCommand::apply(const QList<SettingEdit> &edits)
{
    m_client.apply({edits, {}}, this, [this](const Result<SettingsOutcome> &done) {
        if (!done)
            Q_EMIT said(tr("Nothing was changed: %1").arg(done.error().message));
        else if (!done->errors.isEmpty())
            Q_EMIT said(tr("Nothing was changed: %1").arg(problemText(done->errors.constFirst())));
        else
            Q_EMIT said(tr("The profile is changed. “Earlier Versions” on the settings page takes it back."));
    });
}

} // namespace exaid
