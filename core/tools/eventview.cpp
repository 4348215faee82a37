#include "core/tools/eventview.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// The call record names its session "sess" and "session"; the auditor gives its number.
QJsonValue ownerOf(const MonitorEvent &event)
{
    const QJsonValue name = event.fields.value("sess"_L1);
    return name.isString() ? name : event.fields.value("session"_L1);
}

QJsonObject onlyHarmless(const QJsonObject &fields)
{
    static const QStringList harmless{
        u"op"_s,      u"lat"_s,        u"name"_s,  u"tool"_s,      u"prov"_s,     u"provider"_s, u"model"_s,
        u"outcome"_s, u"code"_s,       u"clock"_s, u"limit"_s,     u"queue_ms"_s, u"run_ms"_s,   u"cause"_s,
        u"phase"_s,   u"work_class"_s, u"found"_s, u"simulated"_s, u"expected"_s, u"age_secs"_s,
    };
    QJsonObject kept;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (harmless.contains(it.key()) && !it.value().isObject() && !it.value().isArray())
            kept.insert(it.key(), it.value());
    }
    return kept;
}

QString levelName(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return u"INFO"_s;
    case EventLevel::Warning:
        return u"WARNING"_s;
    case EventLevel::Error:
        return u"ERROR"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

EventView::EventView(const QString &session, SessionId id, const EventLog &log, const Snapshot &snapshot)
    : m_session(session)
    , m_id(id)
    , m_log(log)
{
    for (const SessionSnapshot &s : snapshot.sessions)
        m_others.insert(s.name);
    for (const MonitorEvent &event : log.recent()) {
        if (const QJsonValue owner = ownerOf(event); owner.isString())
            m_others.insert(owner.toString());
    }
    m_others.remove(session);
    m_others.remove(QString());
}

EventView::Origin EventView::originOf(const MonitorEvent &event) const
{
    const QJsonValue owner = ownerOf(event);
    if (owner.isString())
        return owner.toString() == m_session && !m_session.isEmpty() ? Origin::Own : Origin::Other;
    if (owner.isDouble() && owner.toInteger() != 0)
        return owner.toInteger() == static_cast<qint64>(m_id.value) ? Origin::Own : Origin::Other;
    // Nobody's lease, but perhaps of a pool that bears a session's name.
    const QString pool = event.fields.value("pool"_L1).toString();
    const bool foreignPool = pool.startsWith("session:"_L1) && pool != QString(u"session:"_s + m_session);
    return foreignPool ? Origin::Other : Origin::Daemon;
}

MonitorEvent EventView::shown(const MonitorEvent &event) const
{
    MonitorEvent safe = event;
    switch (originOf(event)) {
    case Origin::Own:
        safe.message = withoutNames(event.message);
        break;
    case Origin::Other:
        safe.message = u"(another session)"_s;
        safe.fields = onlyHarmless(event.fields);
        break;
    case Origin::Daemon:
        safe.message = withoutNames(event.message);
        safe.fields = onlyHarmless(event.fields);
        break;
    }
    return safe;
}

QList<MonitorEvent> EventView::lastProblems(qsizetype count) const
{
    QList<MonitorEvent> problems;
    const QList<MonitorEvent> &events = m_log.recent();
    for (auto it = events.crbegin(); it != events.crend() && problems.size() < count; ++it) {
        if (it->level != EventLevel::Info)
            problems.prepend(shown(*it));
    }
    return problems;
}

QString EventView::timeText(qint64 wallMs)
{
    return QDateTime::fromMSecsSinceEpoch(wallMs, QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

QString EventView::line(const MonitorEvent &event)
{
    QString text =
        QStringList{timeText(event.wallMs), levelName(event.level), event.kind, event.message}.join(u' ');
    for (auto it = event.fields.begin(); it != event.fields.end(); ++it) {
        if (it.key() != "message"_L1 && !it.value().isObject() && !it.value().isArray())
            text += u' ' + it.key() + u'=' + it.value().toVariant().toString();
    }
    return text;
}

QString EventView::withoutNames(QString text) const
{
    for (const QString &name : m_others) {
        if (!text.contains(name))
            continue;
        const QRegularExpression whole(
            u"(?<![A-Za-z0-9_-])%1(?![A-Za-z0-9_-])"_s.arg(QRegularExpression::escape(name)));
        text.replace(whole, u"(another session)"_s);
    }
    return text;
}

} // namespace exaid
