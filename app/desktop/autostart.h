#pragma once

// What starts when the person logs in: nothing, the desktop program in the tray (an XDG autostart file), or
// the daemon alone (the systemd user unit). Never both of the latter. Small blocking file work; worker pool
// or start-up.

#include "core/result.h"

#include <QMap>
#include <QString>

namespace exaid {

enum class AutostartChoice {
    Nothing,
    Desktop, // the tray, which runs a daemon when there is none
    Service  // the daemon without a window
};

class Autostart
{
public:
    // `environment`: of the process (HOME, XDG_CONFIG_HOME, XDG_CONFIG_DIRS are read); `program`: what an
    // autostart file calls, an absolute path or a name.
    Autostart(const QMap<QString, QString> &environment, const QString &program);

    // Whether this system has that kind at all.
    bool offers(AutostartChoice choice) const;
    AutostartChoice present() const;
    // The other kind is taken away first. Errors: unwritable, not_offered.
    Status set(AutostartChoice choice) const;

    QString desktopFile() const; // ~/.config/autostart/org.exaid.Exaid.desktop
    QString unitLink() const;    // ~/.config/systemd/user/default.target.wants/exaid.service

private:
    QString configHome() const;
    QString unitFile() const; // empty: not installed

    const QMap<QString, QString> m_environment;
    const QString m_program;
};

} // namespace exaid
