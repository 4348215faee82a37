#pragma once

// What the settings page says about a setting, in the user's language. Pure; GUI thread.

#include "core/config/settingscodec.h"

namespace exaid {

QString groupText(const QString &group);
QString helpText(const ExplainedSetting &setting);
// What may be given: "1 to 10,000", "seconds, 0.1 to 300".
QString rangeText(const ExplainedSetting &setting);
QString unitText(TimeUnit unit);
// "Default", "Settings file, line 12", "Environment", …
QString sourceText(const ExplainedSetting &setting, const QString &file);
// A value as it is shown in lists and dialogs: "(empty)" for none, secrets masked.
QString valueText(const QString &value);
// Where a new API key is kept, and why not in the keychain.
QString keyPlaceText(const SettingsView &view);
// What is wrong with a text for this setting by itself; empty: nothing. Whether it fits the others only the
// daemon can say.
QString faultOf(const ExplainedSetting &setting, const QString &text);

} // namespace exaid
