#pragma once

// The call log: one JSON line per finished call, always. See JsonLog for threads and trouble.

#include "core/logging/callrecord.h"
#include "core/logging/jsonlog.h"

namespace exaid {

class CallLog
{
public:
    CallLog(const FileSettings &settings, const Clock &clock);

    void write(const CallRecord &record) { write(toJson(record)); }
    void write(const QJsonObject &record);
    void close() { m_log.close(); }
    quint64 lost() const { return m_log.lost(); }

private:
    JsonLog m_log;
};

} // namespace exaid
