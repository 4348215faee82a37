#pragma once

// Deadlines of which most are never reached, and which is the earliest. It is not told when one is called
// off: its owner knows which are still valid, and those that are not are thrown away when they come to the
// front, or all at once when they are the greater part. Deadlines mostly come in rising order; those stand in
// a line and cost O(1) each, and only one that comes out of order goes to a heap, O(log n). The top is always
// valid. Pure value.

#include "core/ids.h"
#include "core/time/clock.h"

#include <QtGlobal>
#include <algorithm>
#include <vector>

namespace exaid {

class DeadlineQueue
{
public:
    struct Entry
    {
        TimePoint at{};
        TicketId ticket;
    };

    bool empty() const { return size() == 0; }
    size_t size() const { return inLine() + m_heap.size(); }
    // Of equal ones that came in line the first. Precondition: not empty.
    const Entry &top() const
    {
        const bool fromHeap = inLine() == 0 || (!m_heap.empty() && m_heap.front().at < m_line[m_first].at);
        return fromHeap ? m_heap.front() : m_line[m_first];
    }

    void add(const Entry &entry)
    {
        if (inLine() == 0 || m_line.back().at <= entry.at) {
            m_line.push_back(entry);
            return;
        }
        m_heap.push_back(entry);
        std::ranges::push_heap(m_heap, later);
    }
    // To be called after one was called off. left: how many are valid.
    template <typename Valid> // Valid: bool(const Entry &)
    void tidy(size_t left, Valid &&valid)
    {
        if (size() > 2 * left + Spare) {
            const auto isOver = [&](const Entry &entry) { return !valid(entry); };
            std::erase_if(m_line, isOver); // those before the first are over as well
            m_first = 0;
            std::erase_if(m_heap, isOver);
            std::ranges::make_heap(m_heap, later);
        }
        while (inLine() > 0 && !valid(m_line[m_first]))
            ++m_first;
        if (m_first > inLine() + Spare) {
            m_line.erase(m_line.begin(), m_line.begin() + static_cast<std::ptrdiff_t>(m_first));
            m_first = 0;
        }
        while (!m_heap.empty() && !valid(m_heap.front())) {
            std::ranges::pop_heap(m_heap, later);
            m_heap.pop_back();
        }
    }

private:
    static constexpr size_t Spare = 64;
    // Equal deadlines in the order of their tickets, so that runs repeat exactly.
    static bool later(const Entry &a, const Entry &b)
    {
        return a.at != b.at ? a.at > b.at : b.ticket.value < a.ticket.value;
    }
    size_t inLine() const { return m_line.size() - m_first; }

    std::vector<Entry> m_line; // rising; those before the first are over
    size_t m_first = 0;
    std::vector<Entry> m_heap;
};

} // namespace exaid
