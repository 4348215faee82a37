#pragma once

// Where a ticket's waiter is: an open-addressing table of eight bytes a ticket, half full at most, so that a
// look costs one cache line mostly, also among a hundred thousand. It keeps the low half of each ticket; the
// owner of the waiters, asked with `is`, has the last word. Entries move back over a removed one (linear
// probing without tombstones; Knuth, The Art of Computer Programming 3, 6.4, algorithm R), so it never has to
// be cleaned. Pure value.

#include "core/ids.h"

#include <bit>
#include <optional>
#include <utility>
#include <vector>

namespace exaid {

class TicketIndex
{
public:
    using Place = quint32; // of the waiter, as its owner counts; not ~0

    size_t size() const { return m_size; }

    template <typename Is> // Is: bool(Place), whether the waiter there has this very ticket
    std::optional<Place> find(TicketId ticket, Is &&is) const
    {
        if (m_entries.empty())
            return std::nullopt;
        for (size_t at = home(low(ticket)); m_entries[at].place != Empty; at = after(at)) {
            if (m_entries[at].low == low(ticket) && is(m_entries[at].place))
                return m_entries[at].place;
        }
        return std::nullopt;
    }
    void insert(TicketId ticket, Place place) // precondition: it is not there
    {
        if (2 * (m_size + 1) > m_entries.size())
            grow();
        put({low(ticket), place});
        ++m_size;
    }
    void erase(TicketId ticket, Place place) // precondition: it is there
    {
        size_t hole = home(low(ticket));
        while (m_entries[hole].place != place)
            hole = after(hole);
        --m_size;
        for (size_t at = after(hole); m_entries[at].place != Empty; at = after(at)) {
            // May it go back into the hole, or would it then stand before its home?
            const size_t fromHome = (at - home(m_entries[at].low)) & mask();
            if (fromHome < ((at - hole) & mask()))
                continue;
            m_entries[hole] = m_entries[at];
            hole = at;
        }
        m_entries[hole] = {};
    }

private:
    static constexpr Place Empty = ~Place{0};
    static constexpr size_t Least = 64;
    struct Entry
    {
        quint32 low = 0;
        Place place = Empty;
    };

    static quint32 low(TicketId ticket) { return static_cast<quint32>(ticket.value); }
    size_t mask() const { return m_entries.size() - 1; }
    size_t after(size_t at) const { return (at + 1) & mask(); }
    // Fibonacci hashing: tickets that follow each other are spread evenly.
    size_t home(quint32 low) const
    {
        return (low * 0x9E37'79B9u) >> (32 - std::countr_zero(m_entries.size()));
    }

    void put(const Entry &entry)
    {
        size_t at = home(entry.low);
        while (m_entries[at].place != Empty)
            at = after(at);
        m_entries[at] = entry;
    }
    void grow()
    {
        const std::vector<Entry> old =
            std::exchange(m_entries, std::vector<Entry>(m_entries.empty() ? Least : 2 * m_entries.size()));
        for (const Entry &entry : old) {
            if (entry.place != Empty)
                put(entry);
        }
    }

    std::vector<Entry> m_entries; // a power of two, or none
    size_t m_size = 0;
};

} // namespace exaid
