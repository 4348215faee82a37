#pragma once

#include <QLoggingCategory>

namespace exaid {

Q_DECLARE_LOGGING_CATEGORY(lcFrontends)

} // namespace exaid
