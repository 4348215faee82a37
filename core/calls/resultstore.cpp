#include "core/calls/resultstore.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <algorithm>
#include <utility>

namespace exaid {

namespace {

// What a result costs besides its texts; a guess on the safe side.
constexpr qint64 BytesOfAnEmptyResult = 1'024;

qint64 bytesOf(const KeptResult &result)
{
    qint64 bytes = BytesOfAnEmptyResult;
    if (const auto *answer = std::get_if<Answer>(&result.outcome)) {
        bytes += static_cast<qint64>(sizeof(QChar)) * (answer->text.size() + answer->reasoning.size());
        bytes += QJsonDocument(answer->metadata).toJson(QJsonDocument::Compact).size();
    }
    return bytes;
}

} // namespace

QByteArray contentMark(const QString &tool, const QJsonObject &arguments)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(tool.toUtf8());
    hash.addData(QByteArray(1, '\0'));
    hash.addData(QJsonDocument(arguments).toJson(QJsonDocument::Compact)); // keys are sorted
    return hash.result();
}

ResultStore::Number ResultStore::add(TimePoint now, KeptResult result, Holder holder,
                                     QList<KeptResult> &dropped)
{
    const qint64 bytes = bytesOf(result);
    if (m_limits.grace <= Duration::zero() || bytes > m_limits.maxBytes) {
        dropped.append(std::move(result));
        return 0;
    }
    const Number number = ++m_lastNumber;
    m_items.emplace(number, Item{std::move(result), holder, now, bytes, holder == 0, false});
    m_bytes += bytes;
    makeRoom(dropped);
    return m_items.contains(number) ? number : 0;
}

void ResultStore::makeRoom(QList<KeptResult> &dropped)
{
    while (count() > m_limits.maxResults || m_bytes > m_limits.maxBytes) {
        // One that nobody is delivering hurts less than one whose client is there.
        const auto isFree = [](const auto &pair) { return pair.second.holder == 0; };
        auto oldest = std::ranges::find_if(m_items, isFree);
        if (oldest == m_items.end())
            oldest = m_items.begin();
        dropped.append(oldest->second.result);
        remove(oldest);
    }
}

ResultStore::Items::iterator ResultStore::remove(Items::iterator item)
{
    m_bytes -= item->second.bytes;
    return m_items.erase(item);
}

const KeptResult *ResultStore::find(Number number) const
{
    const auto it = m_items.find(number);
    return it == m_items.end() ? nullptr : &it->second.result;
}

void ResultStore::confirm(Number number)
{
    if (const auto it = m_items.find(number); it != m_items.end())
        remove(it);
}

void ResultStore::free(TimePoint now, Holder holder)
{
    for (auto &[number, item] : m_items) {
        if (item.holder != holder || holder == 0)
            continue;
        item.holder = 0;
        item.freeSince = now;
        item.returned = true;
        item.repeated = false;
    }
}

QList<ResultStore::Number> ResultStore::take(const ResultOwner &owner, Holder holder)
{
    QList<Number> taken;
    for (auto &[number, item] : m_items) {
        if (item.holder != 0 || item.result.owner != owner)
            continue;
        item.holder = holder;
        taken.append(number);
    }
    return taken;
}

void ResultStore::forget(const ResultOwner &owner, const QStringList &requestIds)
{
    for (auto it = m_items.begin(); it != m_items.end();) {
        const Item &item = it->second;
        const bool isRead = item.holder == 0 && item.result.owner == owner &&
                            !item.result.requestId.isEmpty() && requestIds.contains(item.result.requestId);
        it = isRead ? remove(it) : std::next(it);
    }
}

ResultStore::Number ResultStore::repeat(const ResultOwner &owner, const QByteArray &content,
                                        const QString &requestId, Holder holder)
{
    const auto fits = [&](const Item &item) {
        const bool isWaiting = item.holder == 0 || (item.holder == holder && item.returned && !item.repeated);
        return isWaiting && item.result.owner == owner && item.result.content == content &&
               isAnswer(item.result.outcome);
    };
    auto best = m_items.end();
    for (auto it = m_items.begin(); it != m_items.end(); ++it) {
        if (!fits(it->second))
            continue;
        const bool sameId = !requestId.isEmpty() && it->second.result.requestId == requestId;
        if (best == m_items.end() || sameId)
            best = it;
        if (sameId)
            break;
    }
    if (best == m_items.end())
        return 0;
    best->second.holder = holder;
    best->second.repeated = true;
    return best->first;
}

void ResultStore::expire(TimePoint now)
{
    for (auto it = m_items.begin(); it != m_items.end();) {
        const bool isOver = it->second.holder == 0 && it->second.freeSince + m_limits.grace <= now;
        it = isOver ? remove(it) : std::next(it);
    }
}

TimePoint ResultStore::nextExpiry() const
{
    TimePoint next = TimePoint::max();
    for (const auto &[number, item] : m_items) {
        if (item.holder == 0)
            next = std::min(next, item.freeSince + m_limits.grace);
    }
    return next;
}

} // namespace exaid
