#include "core/monitoring/monitorfeed.h"

#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxPendingQuestions = 64;

} // namespace

void MonitorFeed::ask(const QString &op, const QJsonObject &question, QObject *context, MonitorReply reply)
{
    const quint64 id = m_pending.size() < MaxPendingQuestions ? post(op, question) : 0;
    if (id != 0) {
        m_pending.insert(id, {context, std::move(reply)});
        return;
    }
    const Error error{u"not_connected"_s, tr("The daemon can't be asked now."),
                      tr("Try again when the connection is back.")};
    QMetaObject::invokeMethod(
        context, [reply = std::move(reply), error] { reply(error); }, Qt::QueuedConnection);
}

void MonitorFeed::askMetrics(const MetricQuery &query)
{
    ask(u"metrics"_s, toJson(query), this, [this](const Result<QJsonObject> &answer) {
        if (!answer)
            return;
        if (const auto metrics = metricsFrom(*answer))
            Q_EMIT metricsArrived(*metrics);
    });
}

quint64 MonitorFeed::post(const QString &, const QJsonObject &)
{
    return 0;
}

void MonitorFeed::settle(quint64 id, const Result<QJsonObject> &answer)
{
    const Pending pending = m_pending.take(id);
    if (pending.context)
        pending.reply(answer);
}

void MonitorFeed::settleAll(const Error &error)
{
    const auto all = std::exchange(m_pending, {});
    for (const Pending &pending : all) {
        if (pending.context)
            pending.reply(error);
    }
}

} // namespace exaid
