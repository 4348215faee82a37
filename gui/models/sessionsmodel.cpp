#include "gui/models/sessionsmodel.h"

#include "gui/models/texts.h"

#include <QLocale>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isNumberColumn(int column)
{
    return column >= SessionsModel::Limit && column <= SessionsModel::Since;
}

} // namespace

int SessionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SessionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SessionSnapshot &session = rows().at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case FilterRole:
        return text(session, column);
    case KeyRole:
        return session.name;
    case Qt::TextAlignmentRole:
        return isNumberColumn(column) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        return toolTip(session, column);
    case SortRole:
        switch (column) {
        case Limit:
            return session.limit;
        case Rate:
            return session.callsLastMinute;
        case Share: // in the same order
            return session.slotSeconds;
        case Running:
            return session.running;
        case Waiting:
            return session.waiting;
        case Total:
            return session.total;
        case Failed:
            return session.failed;
        case SlotSeconds:
            return session.slotSeconds;
        case Since:
            return -session.sinceMs;
        default:
            return text(session, column);
        }
    default:
        return {};
    }
}

QVariant SessionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == ColumnNameRole) {
        switch (section) {
        case Name:
            return u"session"_s;
        case Client:
            return u"client"_s;
        case Transport:
            return u"transport"_s;
        case Priority:
            return u"priority"_s;
        case LastError:
            return u"error"_s;
        default:
            return {};
        }
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant((isNumberColumn(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case SlotSeconds:
            return tr("Slots held times seconds held: what fairness is counted in");
        case Share:
            return tr("Share of the slot-seconds of all sessions that are connected");
        case Limit:
            return tr("Calls of this session that may run at once; * marks a limit of its own");
        case Priority:
            return tr("Of calls that say nothing themselves: batch calls wait behind interactive ones");
        case Rate:
            return tr("Calls that ended in the last minute");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Session");
    case Client:
        return tr("Client");
    case Transport:
        return tr("Transport");
    case Priority:
        return tr("Priority");
    case Limit:
        return tr("Limit");
    case Rate:
        return tr("Per minute");
    case Share:
        return tr("Share");
    case Running:
        return tr("Running");
    case Waiting:
        return tr("Waiting");
    case Total:
        return tr("Calls");
    case Failed:
        return tr("Failed");
    case SlotSeconds:
        return tr("Slot-seconds");
    case Since:
        return tr("Connected");
    case LastError:
        return tr("Last error");
    default:
        return {};
    }
}

void SessionsModel::setNow(qint64 daemonNowMs)
{
    m_nowMs = daemonNowMs;
    if (!rows().isEmpty())
        Q_EMIT dataChanged(index(0, SlotSeconds), index(rowCount() - 1, Since), {Qt::DisplayRole, SortRole});
}

bool SessionsModel::isOlderOnly(const SessionSnapshot &shown, const SessionSnapshot &fresh) const
{
    SessionSnapshot aged = shown;
    aged.slotSeconds = fresh.slotSeconds;
    return aged == fresh;
}

double SessionsModel::shareOf(const SessionSnapshot &session) const
{
    double sum = 0;
    for (const SessionSnapshot &other : rows())
        sum += other.slotSeconds;
    return sum > 0 ? session.slotSeconds / sum : 0;
}

QString SessionsModel::toolTip(const SessionSnapshot &session, int column) const
{
    if (column == LastError && !session.lastError.isEmpty())
        return session.lastError;
    QStringList lines{tr("Session %1").arg(foreignText(session.name))};
    if (!session.address.isEmpty())
        lines
            << tr("%n connection(s) from %1", nullptr, session.connections).arg(foreignText(session.address));
    return lines.join(u'\n');
}

QString SessionsModel::priorityText(bool batch)
{
    return batch ? tr("batch", "priority of a session") : tr("interactive", "priority of a session");
}

QString SessionsModel::text(const SessionSnapshot &session, int column) const
{
    const QLocale locale;
    switch (column) {
    case Name:
        return session.name;
    case Client:
        return session.client;
    case Transport:
        return session.transport;
    case Priority:
        return priorityText(session.batch);
    case Limit:
        return session.ownLimit ? tr("%1 *", "a limit of its own").arg(locale.toString(session.limit))
                                : locale.toString(session.limit);
    case Rate:
        return locale.toString(session.callsLastMinute);
    case Share:
        return tr("%1 %", "per cent").arg(locale.toString(shareOf(session) * 100.0, 'f', 1));
    case Running:
        return locale.toString(session.running);
    case Waiting:
        return locale.toString(session.waiting);
    case Total:
        return locale.toString(session.total);
    case Failed:
        return locale.toString(session.failed);
    case SlotSeconds:
        return locale.toString(session.slotSeconds, 'f', 1);
    case Since:
        return durationText(m_nowMs - session.sinceMs);
    case LastError:
        return session.lastError;
    default:
        return {};
    }
}

} // namespace exaid
