#include "gui/feed/callpager.h"

#include "gui/feed/feedstore.h"

#include <utility>

namespace exaid {

namespace {

constexpr Duration NewerPause = std::chrono::milliseconds(250);
constexpr Duration CountInterval = std::chrono::seconds(10);
constexpr qint64 FarBehind = 2'000; // rows; reading them one by one would take longer than starting again

} // namespace

CallPager::CallPager(FeedStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{}

void CallPager::start(const CallQuery &query)
{
    stop();
    m_isRunning = true;
    m_query = query;
    m_query.limit = MaxCallPage;
    m_query.afterRow = m_query.newerThan = 0;
    m_isLoading = true;
    CallQuery first = m_query;
    first.count = true;
    ask(first, &CallPager::takeFirst);
    Q_EMIT changed();
}

void CallPager::stop()
{
    ++m_generation;
    m_isRunning = m_isLoading = m_hasMore = m_isReadingNewer = m_newerWanted = false;
    m_newerTimer.cancel();
}

void CallPager::askMore(qint64 afterRow)
{
    if (!m_isRunning || m_isLoading || !m_hasMore)
        return;
    m_isLoading = true;
    CallQuery next = m_query;
    next.afterRow = afterRow;
    ask(next, &CallPager::takeNext);
    Q_EMIT changed();
}

void CallPager::askNewer()
{
    if (!m_isRunning)
        return;
    m_newerWanted = true;
    if (!m_isReadingNewer && !m_newerTimer.isActive() && m_kept)
        m_newerTimer = m_store.timers().after(NewerPause, [this] { readNewer(); });
}

void CallPager::readNewer()
{
    m_newerWanted = false;
    m_isReadingNewer = true;
    CallQuery newer = m_query;
    newer.newerThan = m_newestRow;
    // Row 0 means "from the start", which is what an empty history has.
    if (m_newestRow == 0)
        newer = {.filter = m_query.filter, .descending = false};
    newer.count = m_store.now() - m_countedAt >= CountInterval;
    ask(newer, &CallPager::takeNewer);
}

void CallPager::ask(const CallQuery &query, void (CallPager::*take)(const CallPage &))
{
    m_store.ask(QStringLiteral("calls_page"), toJson(query), this,
                [this, take, generation = m_generation](const Result<QJsonObject> &answer) {
                    if (generation != m_generation)
                        return;
                    if (answer) {
                        m_problem.reset();
                        (this->*take)(callPageFromJson(*answer));
                    } else {
                        m_problem = answer.error();
                        m_isLoading = m_isReadingNewer = false;
                    }
                    Q_EMIT changed();
                });
}

void CallPager::takeFirst(const CallPage &page)
{
    m_isLoading = false;
    m_hasMore = page.more;
    m_newestRow = page.newestRow;
    m_matching = page.matching;
    m_kept = page.kept;
    m_countedAt = m_store.now();
    Q_EMIT firstPageArrived(page.rows);
    if (m_newerWanted)
        askNewer();
}

void CallPager::takeNext(const CallPage &page)
{
    m_isLoading = false;
    m_hasMore = page.more;
    Q_EMIT nextPageArrived(page.rows);
}

void CallPager::takeNewer(const CallPage &page)
{
    m_isReadingNewer = false;
    if (page.newestRow < m_newestRow || page.newestRow - m_newestRow > FarBehind)
        return start(m_query);
    if (page.kept) {
        m_kept = page.kept;
        m_matching = page.matching;
        m_countedAt = m_store.now();
    } else {
        m_kept = m_kept.value_or(0) + page.newestRow - m_newestRow;
        m_matching = m_matching.value_or(0) + page.rows.size();
    }
    // A full page may end before the newest.
    const qint64 newest = page.more ? page.rows.constLast().row : page.newestRow;
    if (!page.kept)
        m_kept = *m_kept - (page.newestRow - newest);
    m_newestRow = newest;
    if (!page.rows.isEmpty())
        Q_EMIT newerArrived(page.rows);
    if (page.more || m_newerWanted)
        askNewer();
}

} // namespace exaid
