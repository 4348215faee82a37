#pragma once

// How many tokens a text will be, roughly: 4 characters each, or 0.6 tokens a character where Chinese,
// Japanese or Korean prevails. Errs on the high side for code. Pure; any thread.

#include <QStringView>

namespace exaid {

qint64 estimatedTokens(QStringView text);

} // namespace exaid
