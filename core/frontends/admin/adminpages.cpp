#include "core/frontends/admin/adminpages.h"

#include "core/frontends/accesstoken.h"
#include "core/frontends/admin/prometheustext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

AdminPages::AdminPages(const AccessToken &token, std::function<Snapshot()> makeSnapshot,
                       std::function<MetricTotals()> totals)
    : m_token(token)
    , m_makeSnapshot(std::move(makeSnapshot))
    , m_totals(std::move(totals))
{}

HttpReply AdminPages::page(DoorPage page, const HttpHead &head) const
{
    if (!admits(head)) {
        HttpReply reply =
            HttpReply::text(401, "This page needs the daemon's token: Authorization: Bearer <EXAI_WS_TOKEN>");
        reply.headers.append(HttpHeader{"WWW-Authenticate", "Bearer"});
        return reply;
    }
    const Snapshot snapshot = m_makeSnapshot();
    switch (page) {
    case DoorPage::Health: {
        const QJsonObject health = healthOf(snapshot);
        const int status = health[u"status"].toString() == "draining"_L1 ? 503 : 200;
        return HttpReply::json(status, QJsonDocument(health).toJson(QJsonDocument::Compact));
    }
    case DoorPage::Metrics: {
        HttpReply reply = HttpReply::text(200, {});
        reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
        reply.body = prometheusText(snapshot, m_totals ? m_totals() : MetricTotals());
        return reply;
    }
    }
    Q_UNREACHABLE();
}

bool AdminPages::admits(const HttpHead &head) const
{
    if (!m_token.isSet())
        return true;
    constexpr QByteArrayView scheme = "bearer ";
    const QByteArray given = head.value("Authorization");
    return head.count("Authorization") == 1 &&
           given.first(qMin(given.size(), scheme.size())).toLower() == scheme &&
           m_token.admits(QString::fromUtf8(given.sliced(scheme.size()).trimmed()));
}

QJsonObject healthOf(const Snapshot &snapshot)
{
    QString status = u"ok"_s;
    QJsonArray problems;
    for (const ProviderSnapshot &provider : snapshot.providers) {
        if (provider.breaker == "open"_L1) {
            problems.append(u"%1 does not answer and is left alone for %2 s"_s.arg(
                provider.label, QString::number((provider.breakerRetryMs + 999) / 1000)));
        } else if (provider.holdMs > 0) {
            problems.append(u"%1 wants no requests for %2 s"_s.arg(
                provider.label, QString::number((provider.holdMs + 999) / 1000)));
        }
    }
    if (!problems.isEmpty())
        status = u"degraded"_s;
    if (snapshot.state != "serving"_L1)
        status = snapshot.state == "starting"_L1 ? u"starting"_s : u"draining"_s;
    QJsonObject health{{u"status"_s, status},
                       {u"state"_s, snapshot.state},
                       {u"version"_s, snapshot.version},
                       {u"uptime_secs"_s, (snapshot.wallMs - snapshot.startedMs) / 1000},
                       {u"sessions"_s, snapshot.sessions.size()},
                       {u"problems"_s, problems}};
    for (const PoolSnapshot &pool : snapshot.pools) {
        if (pool.kind == "global"_L1) {
            health.insert(u"capacity"_s, pool.capacity);
            health.insert(u"held"_s, pool.held);
            health.insert(u"waiting"_s, pool.waiting);
        }
    }
    return health;
}

} // namespace exaid
