#pragma once

// The command line of the desktop program. Pure but for --help and errors, which are returned as text.

#include "core/config/settingsstore.h"
#include "core/result.h"
#include "core/time/clock.h"

#include <QStringList>
#include <QUrl>
#include <optional>

namespace exaid {

struct DesktopOptions
{
    bool help = false;
    bool version = false;
    std::optional<QUrl> attach; // a daemon elsewhere; never start one
    QString envFile;
    QMap<QString, QString> overrides; // setting name → value
    QString screenshot;               // file; empty: none
    Duration screenshotAfter = std::chrono::seconds(3);
    bool hidden = false; // start in the tray, if there is one

    // `arguments`: with the program first.
    static Result<DesktopOptions> parse(const QStringList &arguments);
    static QString helpText();
    SettingsSources sources() const;
};

} // namespace exaid
