#pragma once

// Deadlines of which most are never reached: a minimum heap that is not told when one is called off. Its
// owner knows which are still valid; those that are not are thrown away when they come to the top, or all at
// once when they are the greater part. So calling off costs nothing, and adding costs O(1) when deadlines
// come in rising order, as they mostly do. The top is always valid. Pure value.

#include "core/ids.h"
#include "core/time/clock.h"

#include <QtGlobal>
#include <algorithm>
#include <vector>

namespace exaid {

class DeadlineHeap
{
public:
    struct Entry
    {
        TimePoint at{};
        TicketId ticket;
        quint32 node = 0; // where its owner keeps it
    };

    bool empty() const { return m_entries.empty(); }
    size_t size() const { return m_entries.size(); }
    const Entry &top() const { return m_entries.front(); } // precondition: not empty

    void add(const Entry &entry)
    {
        m_entries.push_back(entry);
        std::ranges::push_heap(m_entries, later);
    }
    // To be called after one was called off. left: how many are valid.
    template <typename Valid> // Valid: bool(const Entry &)
    void tidy(size_t left, Valid &&valid)
    {
        if (m_entries.size() > 2 * left + Spare) {
            std::erase_if(m_entries, [&](const Entry &entry) { return !valid(entry); });
            std::ranges::make_heap(m_entries, later);
        }
        while (!m_entries.empty() && !valid(m_entries.front())) {
            std::ranges::pop_heap(m_entries, later);
            m_entries.pop_back();
        }
    }

private:
    static constexpr size_t Spare = 64;
    // Equal deadlines in the order of their tickets, so that runs repeat exactly.
    static bool later(const Entry &a, const Entry &b)
    {
        return a.at != b.at ? a.at > b.at : b.ticket.value < a.ticket.value;
    }

    std::vector<Entry> m_entries;
};

} // namespace exaid
