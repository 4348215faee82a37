#include "core/tools/tokenestimate.h"

namespace exaid {

namespace {

bool isEastAsian(char16_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFFEF);
}

} // namespace

qint64 estimatedTokens(QStringView text)
{
    qint64 eastAsian = 0;
    for (const QChar c : text)
        eastAsian += isEastAsian(c.unicode()) ? 1 : 0;
    const qint64 length = text.size();
    if (eastAsian * 5 > length)
        return (length * 3 + 4) / 5;
    return (length + 3) / 4;
}

} // namespace exaid
