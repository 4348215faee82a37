#include "core/monitoring/monitorhub.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

void MonitorHub::addWatcher()
{
    ++m_watchers;
    QMetaObject::invokeMethod(this, &MonitorHub::watcherAdded, Qt::QueuedConnection);
}

void MonitorHub::requestCancelCall(quint64 callId)
{
    QMetaObject::invokeMethod(
        this, [this, callId] { Q_EMIT cancelCallRequested(callId); }, Qt::QueuedConnection);
}

void MonitorHub::requestCancelSession(const QString &sessionName)
{
    QMetaObject::invokeMethod(
        this, [this, sessionName] { Q_EMIT cancelSessionRequested(sessionName); }, Qt::QueuedConnection);
}

void MonitorHub::requestAudit()
{
    QMetaObject::invokeMethod(this, [this] { Q_EMIT auditRequested(); }, Qt::QueuedConnection);
}

void MonitorHub::requestPause(bool paused)
{
    QMetaObject::invokeMethod(this, [this, paused] { Q_EMIT pauseRequested(paused); }, Qt::QueuedConnection);
}

void MonitorHub::requestStop()
{
    QMetaObject::invokeMethod(this, [this] { Q_EMIT stopRequested(); }, Qt::QueuedConnection);
}

quint64 MonitorHub::requestAnswer(const QString &op, const QJsonObject &question)
{
    const quint64 id = ++m_lastQuestion;
    QMetaObject::invokeMethod(
        this,
        [this, id, op, question] {
            ask(op, question,
                [this, id](const Result<QJsonObject> &answer) { Q_EMIT answered({id, answer}); });
        },
        Qt::QueuedConnection);
    return id;
}

void MonitorHub::ask(const QString &op, const QJsonObject &question, const MonitorReply &reply) const
{
    if (const auto handler = m_handlers.constFind(op); handler != m_handlers.cend())
        return (*handler)(question, reply);
    reply(Error{u"unknown_op"_s, u"this daemon knows nothing of \"%1\""_s.arg(op.left(64)),
                u"use a dashboard of the daemon's own version"_s});
}

} // namespace exaid
