#pragma once

// Waiters in the order of their places, any of which may leave without being looked for: the owner knows who
// has gone. Those are thrown away when they come to the front, or all at once when they are a ninth of the
// line. So leaving costs nothing, and so does joining at the end, as nearly all do; one that joins further in
// front moves the fewer of those before and behind it. The front is always one that waits. Sixteen bytes a
// waiter, one after the other. Pure value.

#include "core/admission/indices.h"

#include <algorithm>
#include <vector>

namespace exaid {

class WaitLine
{
public:
    struct Entry
    {
        quint64 place = 0;  // in line; lower is earlier
        SeatIndex seat = 0; // where the owner keeps the waiter
    };

    bool empty() const { return m_waiting == 0; }
    int size() const { return static_cast<int>(m_waiting); }  // who waits
    const Entry &front() const { return m_entries[m_first]; } // precondition: not empty

    // All, also those that have gone.
    auto begin() const { return m_entries.begin() + static_cast<std::ptrdiff_t>(m_first); }
    auto end() const { return m_entries.end(); }

    void add(const Entry &entry)
    {
        ++m_waiting;
        if (m_first == m_entries.size() || m_entries.back().place <= entry.place) {
            m_entries.push_back(entry);
            return;
        }
        const auto first = m_entries.begin() + static_cast<std::ptrdiff_t>(m_first);
        const auto at = std::ranges::upper_bound(first, m_entries.end(), entry.place, {}, &Entry::place);
        if (m_first == 0 || at - first > m_entries.end() - at) {
            m_entries.insert(at, entry);
            return;
        }
        std::copy(first, at, first - 1);
        *(at - 1) = entry;
        --m_first;
    }

    // One has gone; which, `gone` says. forget: void(SeatIndex), that a seat does not stand here any more.
    template <typename Gone, typename Forget> // Gone: bool(SeatIndex)
    void leave(Gone &&gone, Forget &&forget)
    {
        --m_waiting;
        for (; m_first < m_entries.size() && gone(m_entries[m_first].seat); ++m_first)
            forget(m_entries[m_first].seat);
        const size_t standing = m_entries.size() - m_first;
        if (standing > m_waiting + m_waiting / 8 + Spare) {
            size_t kept = 0;
            for (size_t i = m_first; i < m_entries.size(); ++i) {
                if (gone(m_entries[i].seat))
                    forget(m_entries[i].seat);
                else
                    m_entries[kept++] = m_entries[i];
            }
            m_entries.resize(kept);
            m_first = 0;
        } else if (m_first > standing + Spare) {
            m_entries.erase(m_entries.begin(), begin());
            m_first = 0;
        }
    }

private:
    static constexpr size_t Spare = 16;

    std::vector<Entry> m_entries; // those before the first have gone
    size_t m_first = 0;
    size_t m_waiting = 0;
};

} // namespace exaid
