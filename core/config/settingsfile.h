#pragma once

// The settings file and its former contents on disk. Former contents may hold keys, so they lie in a
// directory that only the owner can enter. Blocking; worker pool.

#include "core/config/settingscodec.h"

namespace exaid {

class SettingsFile
{
public:
    static constexpr qsizetype VersionsKept = 10;

    // `versionsDir` is made when the first version is kept.
    SettingsFile(const QString &path, const QString &versionsDir);

    const QString &path() const { return m_path; }
    // Empty when there is no file. Error (unreadable) otherwise.
    Result<Secret> read() const;
    // Atomic: the old file or the new one is there, whatever happens. A new file is for the owner only, and
    // so is one that `holdsSecret`; else the permissions stay. Error (unwritable).
    Status write(const Secret &content, bool holdsSecret) const;

    // Keeps `content` as what was in force until `wallMs`; the oldest goes.
    Status keep(const Secret &content, qint64 wallMs) const;
    QList<SettingsVersion> versions() const; // newest first
    Result<Secret> version(const QString &id) const;

    // What an editor gives back to say which content its changes were made for.
    static QString fingerprint(const Secret &content);
    // Where the versions of this file belong.
    static QString versionsDirFor(const QString &path, const QString &stateDir);

private:
    QString m_path;
    QString m_versionsDir;
};

// The content with the wishes carried out; comments and order stay. A setting that the file names by an alias
// is changed there. Names that the table does not know are written as they are.
Secret edited(const Secret &content, const QList<SettingEdit> &edits, const QList<ExplainedSetting> &known);
// Errors for wishes that a file can't fulfil, since the environment or the command line says otherwise.
QList<SettingProblem> overruledEdits(const QList<SettingEdit> &edits, const QList<ExplainedSetting> &known);

} // namespace exaid
