#pragma once

// The logging categories, one per layer that logs. Which are shown is decided by LogHandler (EXAI_LOG_LEVEL).

#include <QLoggingCategory>

namespace exaid {

Q_DECLARE_LOGGING_CATEGORY(lcAdmission)
Q_DECLARE_LOGGING_CATEGORY(lcCalls)
Q_DECLARE_LOGGING_CATEGORY(lcProvider)
Q_DECLARE_LOGGING_CATEGORY(lcFrontend)
Q_DECLARE_LOGGING_CATEGORY(lcDaemon)
Q_DECLARE_LOGGING_CATEGORY(lcConfig)

} // namespace exaid
