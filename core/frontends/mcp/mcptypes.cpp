#include "core/frontends/mcp/mcptypes.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

QStringList legacyVersions()
{
    return {LatestLegacyVersion, u"2025-06-18"_s, OldestHttpVersion, u"2024-11-05"_s};
}

QStringList allVersions()
{
    return QStringList{ModernVersion} + legacyVersions();
}

bool allowsBatches(const QString &version)
{
    return version == "2025-03-26"_L1 || version == "2024-11-05"_L1;
}

} // namespace exaid::mcp
