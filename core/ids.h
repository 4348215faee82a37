#pragma once

// Strong ids: a session can't be passed for a call. Numbers are unique within one run of the daemon and never
// reused.

#include <QHashFunctions>
#include <QtGlobal>
#include <compare>
#include <functional>

namespace exaid {

template <typename Tag>
struct NumericId
{
    quint64 value = 0; // 0: no id

    explicit operator bool() const { return value != 0; }
    auto operator<=>(const NumericId &) const = default;
    friend size_t qHash(NumericId id, size_t seed = 0) noexcept { return ::qHash(id.value, seed); }
};

using SessionId = NumericId<struct SessionTag>;
using CallId = NumericId<struct CallTag>;
using LeaseId = NumericId<struct LeaseTag>;
using TicketId = NumericId<struct TicketTag>; // not in the order in which they were issued

} // namespace exaid

template <typename Tag>
struct std::hash<exaid::NumericId<Tag>>
{
    std::size_t operator()(exaid::NumericId<Tag> id) const noexcept { return std::hash<quint64>{}(id.value); }
};
