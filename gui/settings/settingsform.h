#pragma once

// All settings as fields, one section for each group. Shows one group, or of all groups what fits some words.
// Fields are made when they are first looked at. GUI thread.

#include "core/config/settingscodec.h"

#include <QHash>
#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace exaid {

class SettingField;
class SettingsDraft;

class SettingsForm final : public QScrollArea
{
    Q_OBJECT
public:
    explicit SettingsForm(QWidget *parent = nullptr);

    // Shows the draft; fields come and go with the view's settings.
    void show(const SettingsDraft &draft);
    void showGroup(const QString &group);
    void showMatches(const QString &words); // empty: the group again
    // The daemon's objections; those of no field are returned.
    QList<SettingProblem> setProblems(const QList<SettingProblem> &problems);
    // Fields whose own text is wrong.
    QStringList faults() const;
    // Scrolls to it and gives it the focus; its group is shown.
    void goTo(const QString &name);
    SettingField *field(const QString &name) const { return m_fields.value(name); }
    QStringList namesShown() const;

Q_SIGNALS:
    void edited(const QString &name, const QString &text);
    void resetRequested(const QString &name);
    void testRequested(const QString &name, const QString &typed);
    void groupRevealed(const QString &group);

private:
    struct Section
    {
        QWidget *widget = nullptr;
        QVBoxLayout *column = nullptr;
    };

    void rebuild();
    void makeGroup(const QString &group);
    void arrange();

    SettingsView m_view;
    const SettingsDraft *m_draft = nullptr;
    QHash<QString, SettingField *> m_fields;
    QHash<QString, Section> m_sections; // by group
    QString m_group;
    QString m_words;
    QVBoxLayout *m_column = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace exaid
