#pragma once

// Results of calls whose client may not have read them. Pure: time comes with each event; core thread.
// Bounded by count and bytes; the oldest go first, and whoever puts one in learns what had to go.
//
// A result has a holder, the connection that is delivering it, or it is free: nobody is, and it waits for its
// owner to come back until the grace time is over. Only its owner (session and token) ever gets it.
//
//   add → held → confirmed (gone)         the client has read it
//         held → free → held → …          the connection broke first
//                free → expired (gone)

#include "core/calls/callrequest.h"

#include <QByteArray>
#include <QList>
#include <map>
#include <optional>

namespace exaid {

struct ResultOwner
{
    QString session;           // public name
    quint64 tokenGeneration{}; // of the token it greeted with

    bool operator==(const ResultOwner &) const = default;
};

struct KeptResult
{
    ResultOwner owner;
    QString requestId;  // the client's own; may be empty
    QByteArray content; // contentMark() of the call
    QJsonObject tag;    // the front end's own, given back as it is
    Outcome outcome;
    CallTimes times;
};

// The same for the same tool with the same arguments, in whatever order they were written.
QByteArray contentMark(const QString &tool, const QJsonObject &arguments);

class ResultStore final
{
public:
    struct Limits
    {
        Duration grace{}; // zero: nothing is kept
        int maxResults = 256;
        qint64 maxBytes = 67'108'864;
    };
    using Number = quint64; // grows with each result; 0: none
    using Holder = quint64; // 0: nobody

    explicit ResultStore(const Limits &limits)
        : m_limits(limits)
    {}

    void setLimits(const Limits &limits) { m_limits = limits; }

    // 0: it is not kept, because it is larger than all that may be. What had to go is appended to `dropped`.
    Number add(TimePoint now, KeptResult result, Holder holder, QList<KeptResult> &dropped);
    // Null: confirmed, expired or dropped.
    const KeptResult *find(Number number) const;
    // The client has read it.
    void confirm(Number number);
    // The holder is gone: what it has not confirmed is free from now on.
    void free(TimePoint now, Holder holder);

    // All that is free and belongs to the owner, oldest first; held by `holder` from now on.
    QList<Number> take(const ResultOwner &owner, Holder holder);
    // The owner says that it has read the free results of these requests.
    void forget(const ResultOwner &owner, const QStringList &requestIds);
    // An answer (failures are not: a retry wants a new try) to the same content that is free, or that
    // `holder` took back and has not repeated yet; the one with the same request id first. Held by `holder`
    // from now on.
    Number repeat(const ResultOwner &owner, const QByteArray &content, const QString &requestId,
                  Holder holder);

    // Drops free results whose time is over.
    void expire(TimePoint now);
    TimePoint nextExpiry() const; // max(): none

    int count() const { return static_cast<int>(m_items.size()); }
    qint64 bytes() const { return m_bytes; }

private:
    struct Item
    {
        KeptResult result;
        Holder holder = 0;
        TimePoint freeSince{};
        qint64 bytes = 0;
        bool returned = false; // was free once: its own connection is gone
        bool repeated = false;
    };
    using Items = std::map<Number, Item>;

    Items::iterator remove(Items::iterator item);
    void makeRoom(QList<KeptResult> &dropped);

    Limits m_limits;
    Items m_items;
    Number m_lastNumber = 0;
    qint64 m_bytes = 0;
};

} // namespace exaid
