#pragma once

// What differs between two loads of the settings. Pure; any thread.

#include "core/config/settingsstore.h"

namespace exaid {

struct SettingChange
{
    QString name;
    QString from; // masked for secrets
    QString to;
    bool needsRestart = false;

    bool operator==(const SettingChange &) const = default;
};

QList<SettingChange> changesBetween(const LoadedSettings &before, const LoadedSettings &after);

// "EXAI_WS_PORT 8079 → 8080 (after a restart)"
QString changeText(const SettingChange &change);

} // namespace exaid
