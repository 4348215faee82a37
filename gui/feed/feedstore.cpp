#include "gui/feed/feedstore.h"

namespace exaid {

namespace {

constexpr Duration SilenceLimit = std::chrono::milliseconds(1'900);

} // namespace

FeedStore::FeedStore(TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_timers(timers)
{}

void FeedStore::follow(MonitorFeed *feed)
{
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    m_silence.cancel();
    if (!feed) {
        setLink(hasData() ? Link::Lost : Link::Connecting);
        return;
    }
    m_failure.reset();
    connect(feed, &MonitorFeed::snapshotArrived, this, &FeedStore::accept);
    connect(feed, &MonitorFeed::eventsArrived, this, &FeedStore::take);
    connect(feed, &MonitorFeed::metricsArrived, this, &FeedStore::metricsArrived);
    connect(feed, &MonitorFeed::linkChanged, this, &FeedStore::readLink);
    readLink();
}

void FeedStore::setFailure(const Error &failure)
{
    m_failure = failure;
    Q_EMIT linkChanged();
}

void FeedStore::setTarget(const QString &target)
{
    m_target = target;
    Q_EMIT linkChanged();
}

QString FeedStore::problem() const
{
    return m_feed ? m_feed->problem() : QString();
}

Duration FeedStore::dataAge() const
{
    return m_arrived ? m_timers.now() - *m_arrived : Duration::zero();
}

qint64 FeedStore::daemonNowMs() const
{
    if (!isLive())
        return m_snapshot.wallMs;
    return m_snapshot.wallMs + std::chrono::floor<std::chrono::milliseconds>(dataAge()).count();
}

void FeedStore::cancelCalls(const QList<quint64> &ids)
{
    if (!m_feed || !isLive())
        return;
    for (const quint64 id : ids)
        m_feed->cancelCall(id);
}

void FeedStore::cancelSession(const QString &name)
{
    if (m_feed && isLive())
        m_feed->cancelSession(name);
}

void FeedStore::auditNow()
{
    if (m_feed && isLive())
        m_feed->auditNow();
}

void FeedStore::setIntakePaused(bool paused)
{
    if (m_feed && isLive())
        m_feed->setIntakePaused(paused);
}

void FeedStore::stopDaemon()
{
    if (m_feed && isLive())
        m_feed->stopDaemon();
}

void FeedStore::ask(const QString &op, const QJsonObject &question, QObject *context, MonitorReply reply)
{
    if (m_feed)
        return m_feed->ask(op, question, context, std::move(reply));
    const Error error{QStringLiteral("not_connected"), tr("No daemon is connected."), {}};
    QMetaObject::invokeMethod(
        context, [reply = std::move(reply), error] { reply(error); }, Qt::QueuedConnection);
}

void FeedStore::askMetrics(const MetricQuery &query)
{
    if (m_feed && isLive())
        m_feed->askMetrics(query);
}

void FeedStore::accept(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    m_arrived = m_timers.now();
    m_failure.reset();
    m_history.record(*m_arrived, snapshot.pools);
    m_slots.record(snapshot);
    m_silence = m_timers.after(SilenceLimit, [this] { setLink(Link::Lost); });
    setLink(Link::Live);
    Q_EMIT snapshotChanged();
}

void FeedStore::take(const QList<MonitorEvent> &events)
{
    for (const MonitorEvent &event : events)
        m_slots.record(event);
    Q_EMIT eventsArrived(events);
}

void FeedStore::readLink()
{
    // Live is believed with a snapshot in hand only.
    const Link told = m_feed->link();
    if (told == Link::Live) {
        Q_EMIT linkChanged();
        return;
    }
    m_silence.cancel();
    m_link = told == Link::Connecting && hasData() ? Link::Lost : told;
    Q_EMIT linkChanged();
}

void FeedStore::setLink(Link link)
{
    if (link == m_link)
        return;
    m_link = link;
    Q_EMIT linkChanged();
}

} // namespace exaid
