#include "app/desktop/autostart.h"

namespace exaid {

// Not on this system yet: nothing starts by itself, and the window says so by offering nothing else.
Autostart::Autostart(const QMap<QString, QString> &environment, const QString &program)
    : m_environment(environment)
    , m_program(program)
{}

bool Autostart::offers(AutostartChoice choice) const
{
    return choice == AutostartChoice::Nothing;
}

AutostartChoice Autostart::present() const
{
    return AutostartChoice::Nothing;
}

Status Autostart::set(AutostartChoice choice) const
{
    if (choice == AutostartChoice::Nothing)
        return Done{};
    return Error{QStringLiteral("not_offered"), QStringLiteral("this system has no autostart of ours"), {}};
}

QString Autostart::desktopFile() const
{
    return {};
}

QString Autostart::unitLink() const
{
    return {};
}

} // namespace exaid
