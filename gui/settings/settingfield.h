#pragma once

// One setting on the page: what it means, its control, its name, default, range and source, whether a change
// needs a restart, and beside it what is wrong. GUI thread.

#include "core/config/settingscodec.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace exaid {

class SettingEditor;
class SettingsDraft;

class SettingField final : public QWidget
{
    Q_OBJECT
public:
    SettingField(const ExplainedSetting &setting, const QString &file, QWidget *parent = nullptr);

    const QString &name() const { return m_setting.name; }
    SettingEditor *editor() const { return m_editor; }
    // What is typed is not for this setting, whatever the others are. Empty: it is.
    QString fault() const;
    // Shows the draft's text, and whether and from what it differs.
    void show(const ExplainedSetting &setting, const QString &file, const SettingsDraft &draft);
    // The daemon's objection. Empty: none.
    void setProblem(const QString &problem);
    QString problem() const;
    // Every word in the meaning, the name or the value.
    bool matches(const QStringList &words) const;

Q_SIGNALS:
    void edited(const QString &name, const QString &text);
    void resetRequested(const QString &name);
    void testRequested(const QString &name, const QString &typed);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void showFacts(const QString &file, bool isEdited);
    void showProblem();
    void applyPalette();

    ExplainedSetting m_setting;
    QString m_problem;
    QString m_place; // keys: where a new one goes
    SettingEditor *m_editor;
    QLabel *m_help;
    QLabel *m_facts;
    QLabel *m_restart;
    QLabel *m_fault;
    QToolButton *m_reset;
    QPushButton *m_test = nullptr; // keys only
};

} // namespace exaid
