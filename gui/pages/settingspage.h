#pragma once

// Every setting of the daemon, in groups and with a search: edited, checked as a whole while typing, shown as
// old and new before it is applied, applied live, taken back. Errors stand beside their fields and keep Apply
// from being pressed. Changes made elsewhere come in at once; where they meet an edit, the person decides.
// GUI thread. `store` and `actions` must outlive the page.

#include "core/time/timerservice.h"
#include "gui/feed/settingsclient.h"
#include "gui/settings/settingsdraft.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QPushButton;

namespace exaid {

class Actions;
class SettingsBanner;
class SettingsForm;

class SettingsPage final : public QWidget
{
    Q_OBJECT
public:
    SettingsPage(FeedStore &store, Actions &actions, QWidget *parent = nullptr);

    SettingsForm *form() const { return m_form; }
    const SettingsDraft &draft() const { return m_draft; }
    bool hasChanges() const { return !m_draft.isEmpty(); }
    // The file's rows are shown for choice. Reads on a worker thread.
    void importFile(const QString &path);

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    QWidget *makeButtons();
    void connectParts();

    void takeView();
    void takeEdit(const QString &name, const QString &text);
    void changed();
    void check();
    void takeCheck(quint64 generation, const Result<SettingsOutcome> &outcome);
    void refreshBanner();
    void refreshButtons();
    void refreshGroups();
    void fillVersions();

    void proposeEdits();
    void proposeVersion(const QString &id, const QString &question);
    void propose(const SettingsClient::Wish &wish, const QString &question);
    void applyWish(const SettingsClient::Wish &wish);
    void resetShown();
    void chooseImport();
    void showImport(const QString &path, const QByteArray &content);
    void testKey(const QString &name, const QString &typed);

    FeedStore &m_store;
    Actions &m_actions;
    SettingsClient m_client;
    SettingsDraft m_draft;
    quint64 m_generation = 0; // of the draft; a check of an older one says nothing
    std::optional<SettingsOutcome> m_checked;
    bool m_wasApplied = false;          // the next view fulfils the draft
    QList<SettingProblem> m_pageErrors; // of no field
    QString m_problem;                  // why there is no view
    Timer m_checkTimer;

    SettingsBanner *m_banner;
    QLineEdit *m_search;
    QListWidget *m_groups;
    SettingsForm *m_form;
    QLabel *m_status;
    QMenu *m_versions;
    QPushButton *m_apply;
    QPushButton *m_discard;
    QPushButton *m_resetPage;
    QPushButton *m_earlier;
    QPushButton *m_import;
};

} // namespace exaid
