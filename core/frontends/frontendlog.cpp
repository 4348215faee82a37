#include "core/frontends/frontendlog.h"

namespace exaid {

Q_LOGGING_CATEGORY(lcFrontends, "exaid.frontends", QtInfoMsg)

} // namespace exaid
