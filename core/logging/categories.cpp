#include "core/logging/categories.h"

namespace exaid {

Q_LOGGING_CATEGORY(lcAdmission, "exaid.admission")
Q_LOGGING_CATEGORY(lcCalls, "exaid.calls")
Q_LOGGING_CATEGORY(lcProvider, "exaid.provider")
Q_LOGGING_CATEGORY(lcFrontend, "exaid.frontend")
Q_LOGGING_CATEGORY(lcDaemon, "exaid.daemon")
Q_LOGGING_CATEGORY(lcConfig, "exaid.config")

} // namespace exaid
