#pragma once

// The seats of the queue, and the tickets to them. A ticket is the number of its seat and the seat's turn (a
// slot map), so nothing is searched for. What is asked of a waiter before it leaves stands in four bytes,
// apart from the waiter itself: of a hundred thousand waiters a cache still holds them all.
//
// A ticket names one turn of one seat, ever. A seat that has had all its turns is not used again; when no
// seat is in use all start anew, in an era of their own. Pure value.

#include "core/admission/indices.h"
#include "core/ids.h"

#include <optional>
#include <vector>

namespace exaid {

struct QueueSeat
{
    enum Stage : quint8 { Free, Issued, Waiting };
    static constexpr quint32 Turns = (1u << 7) - 1;
    // Ten thousand sessions, as the settings allow, on a hundred routes.
    static constexpr LaneIndex Lanes = 1u << 20;

    quint32 turn : 7 = 0;
    quint32 stage : 2 = Free;
    quint32 lane : 20 = 0;
    quint32 batch : 1 = 0;
    quint32 steppedBack : 1 = 0; // batch that has not aged
    quint32 watched : 1 = 0;     // its deadline
};
static_assert(sizeof(QueueSeat) == 4);

class QueueSeats
{
public:
    TicketId issue()
    {
        if (m_inUse == 0 && m_wornOut > 0)
            startAnew();
        if (m_free.empty()) {
            m_free.push_back(static_cast<SeatIndex>(m_seats.size()));
            m_seats.emplace_back();
        }
        const SeatIndex index = m_free.back();
        m_free.pop_back();
        ++m_inUse;
        m_seats[index].stage = QueueSeat::Issued;
        return ticketOf(index);
    }
    bool isUnused(TicketId ticket) const { return isAt(ticket, QueueSeat::Issued); }
    void discard(TicketId ticket) // precondition: unused
    {
        endTurn(indexOf(ticket));
        free(indexOf(ticket));
    }

    SeatIndex sit(TicketId ticket, LaneIndex lane) // preconditions: unused; lane < QueueSeat::Lanes
    {
        Q_ASSERT(lane < QueueSeat::Lanes);
        QueueSeat &seat = m_seats[indexOf(ticket)];
        seat.lane = lane & (QueueSeat::Lanes - 1);
        seat.stage = QueueSeat::Waiting;
        seat.batch = seat.steppedBack = seat.watched = 0;
        ++m_waiting;
        return indexOf(ticket);
    }
    // The waiter has gone. Its seat is kept empty until it is free.
    void leave(SeatIndex index) // precondition: somebody waits there
    {
        endTurn(index);
        --m_waiting;
    }
    void free(SeatIndex index)
    {
        --m_inUse;
        if (m_seats[index].turn < QueueSeat::Turns)
            m_free.push_back(index);
        else
            ++m_wornOut;
    }

    std::optional<SeatIndex> find(TicketId ticket) const // none: it does not wait
    {
        return isAt(ticket, QueueSeat::Waiting) ? std::optional(indexOf(ticket)) : std::nullopt;
    }
    bool isTaken(SeatIndex index) const { return m_seats[index].stage == QueueSeat::Waiting; }
    int waiting() const { return m_waiting; }
    size_t size() const { return m_seats.size(); } // all, also those that are not used again

    QueueSeat &operator[](SeatIndex index) { return m_seats[index]; }
    const QueueSeat &operator[](SeatIndex index) const { return m_seats[index]; }

private:
    static constexpr int IndexBits = 26;
    static constexpr int TurnBits = 7;

    static SeatIndex indexOf(TicketId ticket)
    {
        return static_cast<SeatIndex>(ticket.value & ((1u << IndexBits) - 1));
    }
    TicketId ticketOf(SeatIndex index) const
    {
        return TicketId{(m_era << TurnBits | m_seats[index].turn) << IndexBits | index};
    }
    bool isAt(TicketId ticket, QueueSeat::Stage stage) const
    {
        const SeatIndex index = indexOf(ticket);
        return index < m_seats.size() && m_seats[index].stage == stage && ticketOf(index) == ticket;
    }
    void endTurn(SeatIndex index)
    {
        m_seats[index].stage = QueueSeat::Free;
        ++m_seats[index].turn;
    }
    void startAnew()
    {
        m_seats.clear();
        m_free.clear();
        m_wornOut = 0;
        ++m_era;
    }

    std::vector<QueueSeat> m_seats;
    std::vector<SeatIndex> m_free;
    quint64 m_era = 1; // so that no ticket is 0
    size_t m_inUse = 0;
    size_t m_wornOut = 0;
    int m_waiting = 0;
};

} // namespace exaid
