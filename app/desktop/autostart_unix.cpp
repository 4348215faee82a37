#include "app/desktop/autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString UnitName = u"exaid.service"_s;

Error cannotWrite(const QString &path, const QString &why)
{
    return {u"unwritable"_s, u"%1 can't be written: %2"_s.arg(path, why), u"Check who owns the folder."_s};
}

// As the desktop entry specification wants it: quoted, with \, ", ` and $ escaped, and % doubled.
QString quotedForExec(const QString &program)
{
    QString quoted = u"\""_s;
    for (const QChar c : program) {
        if (u"\"`$\\"_s.contains(c))
            quoted += "\\\\"_L1; // once for the key file, once for the command line
        quoted += c;
        if (c == u'%')
            quoted += c;
    }
    return quoted + u'"';
}

QString desktopEntry(const QString &program)
{
    return u"[Desktop Entry]\nType=Application\nVersion=1.0\nName=Exaid\n"
           "Comment=EXAI daemon with its dashboard in the tray\n"
           "Comment[de]=EXAI-Dienst mit Übersicht in der Symbolleiste\n"
           "Exec=%1 --hidden\nIcon=org.exaid.Exaid\nTerminal=false\nNoDisplay=true\n"
           "X-GNOME-Autostart-enabled=true\n"_s.arg(quotedForExec(program));
}

Status writeText(const QString &path, const QString &text)
{
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return cannotWrite(path, u"its folder can't be made"_s);
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return cannotWrite(path, file.errorString());
    return Done{};
}

Status removeFile(const QString &path)
{
    const QFileInfo info(path);
    if ((info.exists() || info.isSymLink()) && !QFile::remove(path))
        return cannotWrite(path, u"it can't be removed"_s);
    return Done{};
}

// Switched off by a person in the settings of the desktop.
bool isSwitchedOff(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return true;
    const QByteArray text = file.read(65'536);
    return text.contains("\nHidden=true") || text.contains("\nX-GNOME-Autostart-enabled=false");
}

} // namespace

Autostart::Autostart(const QMap<QString, QString> &environment, const QString &program)
    : m_environment(environment)
    , m_program(program)
{}

QString Autostart::configHome() const
{
    const QString given = m_environment.value(u"XDG_CONFIG_HOME"_s);
    if (QDir::isAbsolutePath(given))
        return given;
    const QString home = m_environment.value(u"HOME"_s);
    return (home.isEmpty() ? QDir::homePath() : home) + "/.config"_L1;
}

QString Autostart::desktopFile() const
{
    return configHome() + "/autostart/org.exaid.Exaid.desktop"_L1;
}

QString Autostart::unitLink() const
{
    return configHome() + "/systemd/user/default.target.wants/"_L1 + UnitName;
}

QString Autostart::unitFile() const
{
    const QString home = m_environment.value(u"HOME"_s);
    const QString dataHome = m_environment.value(u"XDG_DATA_HOME"_s, home + "/.local/share"_L1);
    const QString dataDirs = m_environment.value(u"XDG_DATA_DIRS"_s, u"/usr/local/share:/usr/share"_s);
    QStringList places{configHome() + "/systemd/user"_L1, u"/etc/systemd/user"_s,
                       dataHome + "/systemd/user"_L1,     u"/usr/local/lib/systemd/user"_s,
                       u"/usr/lib/systemd/user"_s,        u"/lib/systemd/user"_s};
    for (const QString &dir : dataDirs.split(u':', Qt::SkipEmptyParts))
        places << dir + "/systemd/user"_L1;
    for (const QString &place : std::as_const(places)) {
        if (QFileInfo::exists(place + u'/' + UnitName))
            return place + u'/' + UnitName;
    }
    return {};
}

bool Autostart::offers(AutostartChoice choice) const
{
    return choice != AutostartChoice::Service || !unitFile().isEmpty();
}

AutostartChoice Autostart::present() const
{
    if (QFileInfo(unitLink()).isSymLink() || QFileInfo::exists(unitLink()))
        return AutostartChoice::Service;
    return QFileInfo::exists(desktopFile()) && !isSwitchedOff(desktopFile()) ? AutostartChoice::Desktop
                                                                             : AutostartChoice::Nothing;
}

// What `systemctl --user enable` does is this link; it counts from the next login, as does the autostart
// file.
Status Autostart::set(AutostartChoice choice) const
{
    if (!offers(choice))
        return Error{u"not_offered"_s, u"the service exaid is not installed"_s,
                     u"Install the package exaid, or choose the tray."_s};
    if (choice != AutostartChoice::Desktop) {
        if (Status gone = removeFile(desktopFile()); !gone)
            return gone;
    }
    if (choice != AutostartChoice::Service) {
        if (Status gone = removeFile(unitLink()); !gone)
            return gone;
    }
    switch (choice) {
    case AutostartChoice::Nothing:
        return Done{};
    case AutostartChoice::Desktop:
        return writeText(desktopFile(), desktopEntry(m_program));
    case AutostartChoice::Service:
        if (present() == AutostartChoice::Service)
            return Done{};
        if (!QDir().mkpath(QFileInfo(unitLink()).absolutePath()) || !QFile::link(unitFile(), unitLink()))
            return cannotWrite(unitLink(), u"the link can't be made"_s);
        return Done{};
    }
    Q_UNREACHABLE();
}

} // namespace exaid
