#pragma once

// The wizard's page of the providers: a key for each one that the daemon knows, with a test, or the simulator
// for now. GUI thread.

#include "gui/feed/settingsclient.h"

#include <QWizardPage>

class QLabel;
class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace exaid {

class KeysPage final : public QWizardPage
{
    Q_OBJECT
public:
    explicit KeysPage(SettingsClient &client, QWidget *parent = nullptr);

    // Nothing typed: nothing changes.
    QList<SettingEdit> edits() const;
    bool isComplete() const override;

private:
    struct Row
    {
        QString name; // of the setting
        QLineEdit *line = nullptr;
        QLabel *answer = nullptr;
    };

    void takeView();
    void addRow(const ExplainedSetting &setting);
    void test(const QString &name);
    void answer(const QString &name, const QString &text);

    SettingsClient &m_client;
    QRadioButton *m_useKeys;
    QRadioButton *m_simulate;
    QWidget *m_keys;
    QVBoxLayout *m_column;
    QLabel *m_place;
    QList<Row> m_rows;
};

} // namespace exaid
