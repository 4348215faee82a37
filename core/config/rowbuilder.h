#pragma once

// A short way to write rows of the settings table. Used by the row files only.

#include "core/config/settingrow.h"

namespace exaid {

class RowBuilder
{
public:
    template <typename T>
    RowBuilder(SettingGroup group, SettingKind kind, const QString &name, SettingRow::Field<T> field,
               const char *help)
    {
        m_row.name = name;
        m_row.group = group;
        m_row.kind = kind;
        m_row.field = std::move(field);
        m_row.help = help;
    }

    RowBuilder &defaults(const QString &both) { return defaults(both, both); }
    RowBuilder &defaults(const QString &development, const QString &production)
    {
        m_row.developmentDefault = development;
        m_row.productionDefault = production;
        return *this;
    }
    RowBuilder &range(double minimum, double maximum)
    {
        m_row.minimum = minimum;
        m_row.maximum = maximum;
        return *this;
    }
    RowBuilder &aliases(const QStringList &names) { return m_row.aliases = names, *this; }
    RowBuilder &unit(TimeUnit unit) { return m_row.unit = unit, *this; }
    RowBuilder &choices(const QStringList &choices) { return m_row.choices = choices, *this; }
    RowBuilder &live(bool live = true) { return m_row.live = live, *this; }
    RowBuilder &inherits(const QString &name) { return m_row.inheritsFrom = name, *this; }
    RowBuilder &secretFor(const QString &name) { return m_row.secretName = name, *this; }

    operator SettingRow() const { return m_row; }

private:
    SettingRow m_row;
};

template <typename Group, typename T>
SettingRow::Field<T> fieldAt(Group Settings::*group, T Group::*member)
{
    return [group, member](Settings &settings) -> T & { return settings.*group.*member; };
}

template <typename T>
SettingRow::Field<T> fieldAt(T Settings::*member)
{
    return [member](Settings &settings) -> T & { return settings.*member; };
}

} // namespace exaid
