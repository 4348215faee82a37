#include "core/logging/calllog.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

CallLog::CallLog(const FileSettings &settings, const Clock &clock)
    : m_log(settings.callLog, settings, clock)
{}

void CallLog::write(const QJsonObject &record)
{
    QJsonObject line = record;
    if (!line.contains("op"_L1))
        line.insert("op"_L1, "call_tool"_L1);
    m_log.write(line);
}

} // namespace exaid
