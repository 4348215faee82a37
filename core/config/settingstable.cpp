#include "core/config/settingstable.h"

#include <QRegularExpression>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SettingsTable::SettingsTable()
    : m_rows(serverRows() + limitRows() + commonProviderRows() + resilienceRows() + kimiRows() + glmRows() +
             toolRows() + fileRows())
{}

void SettingsTable::addCustomProvider(const QString &prefix)
{
    Q_ASSERT(isCustomPrefix(prefix));
    m_customPrefixes << prefix;
    m_rows << customProviderRows(prefix);
}

bool SettingsTable::isCustomPrefix(const QString &prefix)
{
    static const QRegularExpression shape(u"^[A-Z][A-Z0-9_]{0,31}$"_s);
    const QStringList taken{u"EXAI"_s,     u"EXAI_WS"_s, u"KIMI"_s,    u"GLM"_s,
                            u"MOONSHOT"_s, u"ZHIPUAI"_s, u"SESSION"_s, u"DEFAULT"_s};
    return shape.match(prefix).hasMatch() && !taken.contains(prefix);
}

const SettingRow *SettingsTable::find(const QString &name) const
{
    for (const SettingRow &row : m_rows) {
        if (row.name == name || row.aliases.contains(name))
            return &row;
    }
    return nullptr;
}

Settings SettingsTable::blank() const
{
    Settings settings;
    ProviderSettings kimi;
    kimi.id = u"kimi"_s;
    kimi.displayName = u"KIMI"_s;
    kimi.kind = ProviderKind::Kimi;
    ProviderSettings glm;
    glm.id = u"glm"_s;
    glm.displayName = u"GLM"_s;
    glm.kind = ProviderKind::Glm;
    settings.providers = {kimi, glm};
    for (const QString &prefix : m_customPrefixes) {
        ProviderSettings custom;
        custom.id = prefix.toLower();
        custom.displayName = prefix;
        settings.providers << custom;
    }
    return settings;
}

} // namespace exaid
