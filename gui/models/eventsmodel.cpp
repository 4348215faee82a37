#include "gui/models/eventsmodel.h"

#include "gui/charts/charttheme.h"
#include "gui/icons.h"
#include "gui/models/rowsmodel.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QIcon>
#include <QJsonDocument>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// So many go at once, so that not each event moves all rows.
qsizetype chunkOf(qsizetype capacity)
{
    return std::max<qsizetype>(1, capacity / 20);
}

} // namespace

QString sessionOf(const MonitorEvent &event)
{
    const QString session = event.fields[u"session"].toString();
    return session.isEmpty() ? event.fields[u"sess"].toString() : session;
}

QString callOf(const MonitorEvent &event)
{
    const qint64 call = event.fields[u"call"].toInteger();
    return call > 0 ? QString::number(call) : QString();
}

EventsModel::EventsModel(qsizetype capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void EventsModel::append(const QList<MonitorEvent> &events)
{
    QList<MonitorEvent> fresh;
    for (const MonitorEvent &event : events) {
        // Another daemon counts from one again, but later.
        if (event.sequence <= m_lastSequence && event.wallMs <= m_lastWallMs)
            continue;
        m_lastSequence = event.sequence;
        m_lastWallMs = event.wallMs;
        fresh.append(event);
    }
    if (fresh.size() > m_capacity)
        fresh = fresh.last(m_capacity);
    if (fresh.isEmpty())
        return;
    const qsizetype over = m_events.size() + fresh.size() - m_capacity;
    if (over > 0) {
        const qsizetype gone = std::min(m_events.size(), std::max(over, chunkOf(m_capacity)));
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
        m_events.remove(0, gone);
        endRemoveRows();
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_events += fresh;
    endInsertRows();
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MonitorEvent &event = m_events.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case FilterRole:
        return text(event, index.column());
    case KeyRole:
        return index.row();
    case SortRole:
        return index.column() == Time ? QVariant(event.wallMs) : QVariant(text(event, index.column()));
    case LevelRole:
        return static_cast<int>(event.level);
    case Qt::DecorationRole:
        return index.column() == Level && event.level != EventLevel::Info ? QVariant(icons::warning())
                                                                          : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Level && event.level == EventLevel::Error
                   ? QVariant(charttheme::attention(QGuiApplication::palette()))
                   : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Message ? QVariant(event.message) : QVariant();
    default:
        return {};
    }
}

QString EventsModel::text(const MonitorEvent &event, int column) const
{
    switch (column) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(event.wallMs).toString(u"HH:mm:ss.zzz"_s);
    case Level:
        return levelText(event.level);
    case Kind:
        return event.kind;
    case Session:
        return sessionOf(event);
    case Call:
        return callOf(event);
    case Message:
        return event.message;
    default:
        return {};
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == ColumnNameRole) {
        const QStringList names{QString(), u"level"_s, u"kind"_s, u"session"_s, u"call"_s, u"message"_s};
        return names.value(section);
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case Kind:
        return tr("Kind");
    case Session:
        return tr("Session");
    case Call:
        return tr("Call");
    case Message:
        return tr("What happened");
    default:
        return {};
    }
}

QString levelText(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return EventsModel::tr("Info", "level of an event");
    case EventLevel::Warning:
        return EventsModel::tr("Warning", "level of an event");
    case EventLevel::Error:
        return EventsModel::tr("Error", "level of an event");
    }
    Q_UNREACHABLE();
}

QString fieldsText(const MonitorEvent &event)
{
    QStringList lines;
    for (auto it = event.fields.begin(); it != event.fields.end(); ++it) {
        const QJsonValue value = it.value();
        QString text = value.toVariant().toString();
        if (value.isObject())
            text = QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
        lines << it.key() + u": "_s + text;
    }
    return lines.join(u'\n');
}

} // namespace exaid
