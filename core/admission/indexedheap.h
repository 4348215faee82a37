#pragma once

// A minimum heap over dense ids whose entries can be changed or removed by id in O(log n), and appended in
// O(1) when keys come in rising order, as times of arrival do. Four children a node and flat arrays: few
// cache lines an operation. Equal keys are ordered by id, so that runs repeat exactly. Pure value.

#include <QtGlobal>
#include <algorithm>
#include <vector>

namespace exaid {

template <typename Key>
class IndexedHeap
{
public:
    bool empty() const { return m_entries.empty(); }
    size_t size() const { return m_entries.size(); }
    quint32 top() const { return m_entries.front().id; } // precondition: not empty
    const Key &topKey() const { return m_entries.front().key; }
    bool contains(quint32 id) const { return id < m_positions.size() && m_positions[id] != Absent; }

    // Adds the id, or changes its key.
    void set(quint32 id, const Key &key)
    {
        if (id >= m_positions.size())
            m_positions.resize(std::max<size_t>(id + 1, 2 * m_positions.size()), Absent);
        if (m_positions[id] == Absent) {
            m_entries.push_back({key, id});
            raise(m_entries.size() - 1, {key, id});
            return;
        }
        const size_t at = m_positions[id];
        place(at, {key, id});
    }
    // Without effect when the id is not there.
    void erase(quint32 id)
    {
        if (!contains(id))
            return;
        const size_t at = m_positions[id];
        m_positions[id] = Absent;
        const Entry last = m_entries.back();
        m_entries.pop_back();
        if (at < m_entries.size())
            place(at, last);
    }

private:
    static constexpr quint32 Absent = ~quint32{0};
    static constexpr size_t Children = 4;
    struct Entry
    {
        Key key;
        quint32 id = 0;
        bool operator<(const Entry &other) const
        {
            const auto order = key <=> other.key;
            return order == 0 ? id < other.id : order < 0;
        }
    };

    void put(size_t at, const Entry &entry)
    {
        m_entries[at] = entry;
        m_positions[entry.id] = static_cast<quint32>(at);
    }
    void place(size_t at, const Entry &entry)
    {
        if (at > 0 && entry < m_entries[(at - 1) / Children])
            raise(at, entry);
        else
            sink(at, entry);
    }
    void raise(size_t at, const Entry &entry)
    {
        while (at > 0) {
            const size_t parent = (at - 1) / Children;
            if (!(entry < m_entries[parent]))
                break;
            put(at, m_entries[parent]);
            at = parent;
        }
        put(at, entry);
    }
    void sink(size_t at, const Entry &entry)
    {
        while (true) {
            const size_t first = at * Children + 1;
            if (first >= m_entries.size())
                break;
            const size_t end = std::min(first + Children, m_entries.size());
            size_t least = first;
            for (size_t child = first + 1; child < end; ++child) {
                if (m_entries[child] < m_entries[least])
                    least = child;
            }
            if (!(m_entries[least] < entry))
                break;
            put(at, m_entries[least]);
            at = least;
        }
        put(at, entry);
    }

    std::vector<Entry> m_entries;
    std::vector<quint32> m_positions; // by id
};

} // namespace exaid
