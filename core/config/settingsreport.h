#pragma once

// Settings for people and programs: as text, as JSON, as a page of documentation. Secrets are masked
// everywhere. Pure; any thread.

#include "core/config/settingsstore.h"
#include "core/config/settingstable.h"

#include <QJsonObject>

namespace exaid {

// "EXAI_WS_PORT (environment): 99999 is out of range (0 to 65535). Allowed: …"
QString problemText(const SettingProblem &problem);
// Every setting with its value and source, by group; then warnings and errors.
QString settingsText(const LoadedSettings &loaded);
// All that is known about one setting.
QString settingText(const ExplainedSetting &setting);
// {"env_file", "settings": […], "warnings": […], "errors": […]}
QJsonObject settingsJson(const LoadedSettings &loaded);
// The reference of all settings in Markdown, whatever the values are on this machine.
QString settingsMarkdown();

} // namespace exaid
