#pragma once

// Where a ticket's waiter is: an open-addressing table of sixteen bytes a ticket, half full at most, so that
// a look costs one cache line mostly, also among a hundred thousand. Entries move back over a removed one
// (linear probing without tombstones; Knuth, The Art of Computer Programming 3, 6.4, algorithm R), so it
// never has to be cleaned. Pure value.

#include "core/ids.h"

#include <bit>
#include <optional>
#include <utility>
#include <vector>

namespace exaid {

class TicketIndex
{
public:
    // As the owner of the waiters counts.
    struct Place
    {
        quint32 node = None;
        quint32 lane = None;
        bool operator==(const Place &) const = default;
    };

    size_t size() const { return m_size; }

    std::optional<Place> find(TicketId ticket) const
    {
        if (m_entries.empty())
            return std::nullopt;
        for (size_t at = home(ticket); m_entries[at].place.node != None; at = after(at)) {
            if (m_entries[at].ticket == ticket)
                return m_entries[at].place;
        }
        return std::nullopt;
    }
    void insert(TicketId ticket, Place place) // precondition: it is not there, and the node is one
    {
        if (2 * (m_size + 1) > m_entries.size())
            grow();
        put({ticket, place});
        ++m_size;
    }
    void erase(TicketId ticket) // precondition: it is there
    {
        size_t hole = home(ticket);
        while (m_entries[hole].ticket != ticket)
            hole = after(hole);
        --m_size;
        for (size_t at = after(hole); m_entries[at].place.node != None; at = after(at)) {
            // May it go back into the hole, or would it then stand before its home?
            const size_t fromHome = (at - home(m_entries[at].ticket)) & mask();
            if (fromHome < ((at - hole) & mask()))
                continue;
            m_entries[hole] = m_entries[at];
            hole = at;
        }
        m_entries[hole] = {};
    }

private:
    static constexpr quint32 None = ~quint32{0};
    static constexpr size_t Least = 64;
    struct Entry
    {
        TicketId ticket;
        Place place;
    };

    size_t mask() const { return m_entries.size() - 1; }
    size_t after(size_t at) const { return (at + 1) & mask(); }
    // Fibonacci hashing (Knuth 6.4) of four tickets that follow each other to one cache line: most are new,
    // and the line of the one before is at hand.
    size_t home(TicketId ticket) const
    {
        const quint64 hash = (ticket.value / 4) * 0x9E37'79B9'7F4A'7C15u;
        return (hash >> (66 - std::countr_zero(m_entries.size()))) * 4 + ticket.value % 4;
    }

    void put(const Entry &entry)
    {
        size_t at = home(entry.ticket);
        while (m_entries[at].place.node != None)
            at = after(at);
        m_entries[at] = entry;
    }
    void grow()
    {
        const std::vector<Entry> old =
            std::exchange(m_entries, std::vector<Entry>(m_entries.empty() ? Least : 2 * m_entries.size()));
        for (const Entry &entry : old) {
            if (entry.place.node != None)
                put(entry);
        }
    }

    std::vector<Entry> m_entries; // a power of two, or none
    size_t m_size = 0;
};

} // namespace exaid
