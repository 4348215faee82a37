#pragma once

// Carries an editor's wishes into the settings file: reads the file as it is, changes it, loads and validates
// the whole, keeps the former content, writes. Nothing is written when anything is wrong. Blocking; worker
// pool.

#include "core/config/settingsfile.h"

namespace exaid {

struct SettingsRequest
{
    SettingsSources sources; // as at the start of the daemon
    SettingsFile file;
    LoadedSettings inForce;
    QList<SettingEdit> edits;
    QString version; // not empty: this former content instead of edits
    QString base; // the content that the wishes were made for; another one on disk is a conflict. Empty: any
    qint64 wallMs = 0;
    bool write = false; // else: only say what would happen
};

struct SettingsReply
{
    SettingsOutcome outcome;
    std::optional<Error> failure;          // conflict, unwritable, …: nothing was done
    std::optional<LoadedSettings> written; // the settings that are in the file now
};

SettingsReply carryOut(const SettingsRequest &request);

} // namespace exaid
