#include "gui/settings/settingsdraft.h"

namespace exaid {

void SettingsDraft::setView(const SettingsView &view)
{
    m_view = view;
    for (auto it = m_edits.begin(); it != m_edits.end();)
        it = isFulfilled(it.key(), *it) ? m_edits.erase(it) : std::next(it);
}

bool SettingsDraft::isFulfilled(const QString &name, const Edit &edit) const
{
    const ExplainedSetting *setting = m_view.find(name);
    if (!setting)
        return true; // of a provider that is no more
    if (edit.isReset)
        return !setting->isGiven();
    return !setting->secret && setting->value == edit.text;
}

void SettingsDraft::put(const ExplainedSetting &setting, Edit edit)
{
    // Touching it again does not make a conflict known.
    const auto earlier = m_edits.constFind(setting.name);
    edit.seen = earlier == m_edits.cend() ? setting.value : earlier->seen;
    if (isFulfilled(setting.name, edit))
        m_edits.remove(setting.name);
    else
        m_edits.insert(setting.name, edit);
}

void SettingsDraft::set(const QString &name, const QString &text)
{
    if (const ExplainedSetting *setting = m_view.find(name))
        put(*setting, {false, text, {}, {}});
}

void SettingsDraft::setSecret(const QString &name, const Secret &secret)
{
    const ExplainedSetting *setting = m_view.find(name);
    if (!setting)
        return;
    if (secret.isEmpty())
        forget(name);
    else
        put(*setting, {false, {}, secret, {}});
}

void SettingsDraft::resetToDefault(const QString &name)
{
    if (const ExplainedSetting *setting = m_view.find(name))
        put(*setting, {true, {}, {}, {}});
}

void SettingsDraft::forget(const QString &name)
{
    m_edits.remove(name);
}

void SettingsDraft::clear()
{
    m_edits.clear();
}

bool SettingsDraft::isReset(const QString &name) const
{
    return m_edits.value(name).isReset;
}

QList<SettingEdit> SettingsDraft::edits() const
{
    QList<SettingEdit> edits;
    for (auto it = m_edits.cbegin(); it != m_edits.cend(); ++it) {
        SettingEdit edit{it.key(), std::nullopt};
        if (!it->secret.isEmpty())
            edit.value = it->secret;
        else if (!it->isReset)
            edit.value = Secret(it->text.toUtf8());
        edits.append(edit);
    }
    return edits;
}

QString SettingsDraft::text(const QString &name) const
{
    const ExplainedSetting *setting = m_view.find(name);
    if (!setting || setting->secret)
        return {};
    const auto edit = m_edits.constFind(name);
    if (edit == m_edits.cend())
        return setting->value;
    return edit->isReset ? setting->defaultValue : edit->text;
}

QStringList SettingsDraft::conflicts() const
{
    QStringList names;
    for (auto it = m_edits.cbegin(); it != m_edits.cend(); ++it) {
        const ExplainedSetting *setting = m_view.find(it.key());
        if (setting && setting->value != it->seen)
            names << it.key();
    }
    return names;
}

void SettingsDraft::keepMine()
{
    for (auto it = m_edits.begin(); it != m_edits.end(); ++it) {
        if (const ExplainedSetting *setting = m_view.find(it.key()))
            it->seen = setting->value;
    }
}

void SettingsDraft::takeTheirs()
{
    const QStringList names = conflicts();
    for (const QString &name : names)
        m_edits.remove(name);
}

} // namespace exaid
