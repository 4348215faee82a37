#pragma once

// What no single row can check: settings that contradict each other, and settings that would be unsafe. Pure;
// any thread.

#include "core/config/settingsstore.h"

#include <functional>

namespace exaid {

class SettingsValidator
{
public:
    // `sourceOf` names where a setting's value came from.
    using SourceOf = std::function<QString(const QString &name)>;

    SettingsValidator(const Settings &settings, SourceOf sourceOf);

    const QList<SettingProblem> &errors() const { return m_errors; }
    const QList<SettingProblem> &warnings() const { return m_warnings; }

private:
    void checkToken();
    void checkLimits();
    void checkConnections();
    void checkProvider(const ProviderSettings &provider);
    void checkClocks(const ProviderSettings &provider, const QString &prefix);

    void error(const QString &name, const QString &message, const QString &hint);
    void warn(const QString &name, const QString &message, const QString &hint);

    const Settings &m_settings;
    SourceOf m_sourceOf;
    QList<SettingProblem> m_errors;
    QList<SettingProblem> m_warnings;
};

// Is this the machine itself? True for localhost and loopback addresses.
bool isLoopbackHost(const QString &host);

} // namespace exaid
