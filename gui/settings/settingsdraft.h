#pragma once

// What a person has changed on the page and not applied: on top of the daemon's view, which may move
// underneath. A setting that was changed elsewhere since it was touched here is a conflict, to be decided.
// Pure; GUI thread.

#include "core/config/settingscodec.h"

#include <QMap>

namespace exaid {

class SettingsDraft
{
public:
    // The daemon's settings now. Edits that have become true disappear.
    void setView(const SettingsView &view);
    const SettingsView &view() const { return m_view; }

    void set(const QString &name, const QString &text);
    void setSecret(const QString &name, const Secret &secret);
    // Back to the default: what the file says goes away.
    void resetToDefault(const QString &name);
    void forget(const QString &name); // the edit
    void clear();

    bool isEmpty() const { return m_edits.isEmpty(); }
    bool isEdited(const QString &name) const { return m_edits.contains(name); }
    bool isReset(const QString &name) const;
    qsizetype count() const { return m_edits.size(); }
    QList<SettingEdit> edits() const;
    // As the page shows it. For a secret: empty.
    QString text(const QString &name) const;

    QStringList conflicts() const;
    void keepMine();   // the conflicts are known now
    void takeTheirs(); // the edits in conflict go

private:
    struct Edit
    {
        bool isReset = false;
        QString text;  // not for secrets
        Secret secret; // only for secrets
        QString seen;  // the daemon's value when this was touched
    };

    void put(const ExplainedSetting &setting, Edit edit);
    bool isFulfilled(const QString &name, const Edit &edit) const;

    SettingsView m_view;
    QMap<QString, Edit> m_edits;
};

} // namespace exaid
