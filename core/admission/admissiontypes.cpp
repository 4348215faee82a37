#include "core/admission/admissiontypes.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QString toString(RefusalCause cause)
{
    switch (cause) {
    case RefusalCause::UnknownProvider:
        return u"unknown_provider"_s;
    case RefusalCause::SessionQueueFull:
        return u"session_queue_full"_s;
    case RefusalCause::TotalQueueFull:
        return u"total_queue_full"_s;
    case RefusalCause::QueueDeadline:
        return u"queue_deadline"_s;
    case RefusalCause::SessionEnded:
        return u"session_ended"_s;
    }
    Q_UNREACHABLE();
}

QString toString(LeakCause cause)
{
    switch (cause) {
    case LeakCause::Drift:
        return u"drift"_s;
    case LeakCause::Orphan:
        return u"orphan"_s;
    case LeakCause::Overdue:
        return u"overdue"_s;
    }
    Q_UNREACHABLE();
}

QString toString(PoolKind kind)
{
    switch (kind) {
    case PoolKind::Global:
        return u"global"_s;
    case PoolKind::Provider:
        return u"provider"_s;
    case PoolKind::Model:
        return u"model"_s;
    case PoolKind::Session:
        return u"session"_s;
    }
    Q_UNREACHABLE();
}

} // namespace exaid
