#include "gui/models/callsmodel.h"

#include "gui/charts/charttheme.h"
#include "gui/icons.h"
#include "gui/models/texts.h"

#include <QGuiApplication>
#include <QIcon>

#include <limits>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

int CallsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CallsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CallSnapshot &call = rows().at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(call, column);
    case FilterRole:
        return column == Phase ? text(call, column) + u' ' + toString(call.phase) : text(call, column);
    case KeyRole:
        return QVariant::fromValue(call.id);
    case Qt::ToolTipRole:
        return toolTip(call);
    case Qt::DecorationRole:
        return column == Phase ? QVariant(icons::phase(call.phase)) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Age || column == Left || column == InPhase
                   ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant();
    case Qt::ForegroundRole:
        // Colour only hints at what the number says: less than a tenth of the time left.
        return column == Left && isShortOfTime(call)
                   ? QVariant(charttheme::attention(QGuiApplication::palette()))
                   : QVariant();
    case SortRole:
        switch (column) {
        case Phase:
            return static_cast<int>(call.phase);
        case InPhase:
            return -call.phaseSinceMs; // the longest is the largest
        case Age:
            return -call.startedMs;
        case Left:
            return call.deadlineMs ? call.deadlineMs : std::numeric_limits<qint64>::max();
        case Queue:
            return call.position;
        default:
            return text(call, column);
        }
    default:
        return {};
    }
}

QVariant CallsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == ColumnNameRole) {
        switch (section) {
        case Session:
            return u"session"_s;
        case Tool:
            return u"tool"_s;
        case Provider:
            return u"provider"_s;
        case Model:
            return u"model"_s;
        case Phase:
            return u"phase"_s;
        default:
            return {};
        }
    }
    if (role == Qt::TextAlignmentRole) {
        return section == Age || section == Left || section == InPhase
                   ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case InPhase:
            return tr("How long the call has been in its present phase");
        case Age:
            return tr("Time since the call arrived");
        case Left:
            return tr("Time until the call's deadline, when it is ended and its slots are free");
        case Queue:
            return tr("Place in the queue (1 is next) and expected wait");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Session:
        return tr("Session");
    case Tool:
        return tr("Tool");
    case Provider:
        return tr("Provider");
    case Model:
        return tr("Model");
    case Phase:
        return tr("Phase");
    case InPhase:
        return tr("In phase");
    case Age:
        return tr("Age");
    case Left:
        return tr("Time left");
    case Queue:
        return tr("Queue");
    default:
        return {};
    }
}

void CallsModel::setNow(qint64 daemonNowMs)
{
    m_nowMs = daemonNowMs;
    if (!rows().isEmpty())
        Q_EMIT dataChanged(index(0, InPhase), index(rowCount() - 1, Left), {Qt::DisplayRole});
}

QString CallsModel::text(const CallSnapshot &call, int column) const
{
    switch (column) {
    case Session:
        return call.session;
    case Tool:
        return call.tool;
    case Provider:
        return call.simulated ? tr("%1 (simulated)", "provider").arg(call.provider) : call.provider;
    case Model:
        return call.model;
    case Phase:
        return phaseText(call.phase);
    case InPhase:
        return durationText(m_nowMs - call.phaseSinceMs);
    case Age:
        return durationText(m_nowMs - call.startedMs);
    case Left:
        if (call.deadlineMs == 0)
            return tr("none", "no deadline");
        if (call.deadlineMs < m_nowMs)
            return tr("overdue %1", "by how long").arg(durationText(m_nowMs - call.deadlineMs));
        return durationText(call.deadlineMs - m_nowMs);
    case Queue:
        if (call.position == 0)
            return {};
        if (!call.expectedWaitMs)
            return tr("#%1", "place in the queue").arg(call.position);
        return tr("#%1, about %2", "place in the queue, expected wait")
            .arg(QString::number(call.position), durationText(*call.expectedWaitMs));
    default:
        return {};
    }
}

bool CallsModel::isShortOfTime(const CallSnapshot &call) const
{
    return call.deadlineMs != 0 && (call.deadlineMs - m_nowMs) * 10 < call.deadlineMs - call.startedMs;
}

QString CallsModel::toolTip(const CallSnapshot &call) const
{
    QStringList lines{tr("Session %1").arg(foreignText(call.session)),
                      tr("Call %1, request %2").arg(QString::number(call.id), foreignText(call.requestId)),
                      tr("Work class: %1").arg(call.workClass),
                      call.leaseId ? tr("Holds a slot (lease %1)").arg(call.leaseId) : tr("Holds no slot")};
    if (call.chunks > 0)
        lines << tr("%n part(s) of the answer received", nullptr,
                    static_cast<int>(qMin(call.chunks, qint64(INT_MAX))));
    return lines.join(u'\n');
}

} // namespace exaid
