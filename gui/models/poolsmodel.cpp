#include "gui/models/poolsmodel.h"

#include "gui/models/texts.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct PoolTexts
{
    Q_DECLARE_TR_FUNCTIONS(PoolTexts)
};

int poolNumber(const PoolSnapshot &pool, int column)
{
    switch (column) {
    case PoolsModel::Held:
        return pool.held;
    case PoolsModel::Capacity:
        return pool.capacity;
    case PoolsModel::Waiting:
        return pool.waiting;
    case PoolsModel::Debt:
        return pool.debt;
    case PoolsModel::Peak:
        return pool.peakHeld;
    default:
        return 0;
    }
}

QString poolKindText(const QString &kind)
{
    if (kind == "global"_L1)
        return PoolTexts::tr("global", "kind of pool");
    if (kind == "provider"_L1)
        return PoolTexts::tr("provider", "kind of pool");
    if (kind == "session"_L1)
        return PoolTexts::tr("session", "kind of pool");
    return kind == "model"_L1 ? PoolTexts::tr("model", "kind of pool") : kind;
}

} // namespace

int PoolsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PoolsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PoolSnapshot &pool = rows().at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case FilterRole:
    case SortRole:
        if (column == Label)
            return poolTitle(pool);
        if (column == Kind)
            return poolKindText(pool.kind);
        return role == SortRole ? QVariant(poolNumber(pool, column))
                                : QVariant(QLocale().toString(poolNumber(pool, column)));
    case KeyRole:
        return QVariant(pool.kind + u':' + pool.name);
    case Qt::ToolTipRole:
        return poolSummary(pool);
    case Qt::TextAlignmentRole:
        return column >= Held ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant PoolsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Label:
        return tr("Pool");
    case Kind:
        return tr("Kind");
    case Held:
        return tr("In use");
    case Capacity:
        return tr("Capacity");
    case Waiting:
        return tr("Waiting");
    case Debt:
        return tr("Over the limit");
    case Peak:
        return tr("Peak");
    default:
        return {};
    }
}

QString poolTitle(const PoolSnapshot &pool)
{
    if (!pool.label.isEmpty())
        return pool.label;
    if (!pool.name.isEmpty())
        return pool.name;
    return PoolTexts::tr("All calls", "the global pool");
}

QString poolSummary(const PoolSnapshot &pool)
{
    QString text = PoolTexts::tr("%1 %2 of %3", "pool, slots in use, slots there are")
                       .arg(poolTitle(pool), QString::number(pool.held), QString::number(pool.capacity));
    const QString comma = PoolTexts::tr(", ", "between the parts of a summary");
    if (pool.waiting > 0)
        text += comma + PoolTexts::tr("%n waiting", "calls", pool.waiting);
    if (pool.debt > 0)
        text += comma + PoolTexts::tr("%n over a lowered limit", "slots", pool.debt);
    if (pool.simulated)
        text += comma + PoolTexts::tr("simulated");
    return text;
}

QString providerTrouble(const ProviderSnapshot &provider, qint64 ageMs)
{
    QStringList parts;
    // Rounded up: "in 0 s" would be a promise.
    const auto left = [ageMs](qint64 ms) { return durationText(std::max<qint64>(ms - ageMs, 0) + 999); };
    if (provider.breaker == "open"_L1)
        parts << PoolTexts::tr("circuit breaker open, tries again in %1", "of a provider that fails; time")
                     .arg(left(provider.breakerRetryMs));
    else if (provider.breaker == "half_open"_L1)
        parts << PoolTexts::tr("circuit breaker half open, one call tries", "of a provider that failed");
    if (provider.holdMs > 0)
        parts
            << PoolTexts::tr("on hold for %1", "of a provider that refused; time").arg(left(provider.holdMs));
    else if (provider.effectiveLimit < provider.configuredLimit)
        parts << PoolTexts::tr("its refusals lowered the limit from %1 to %2", "of a provider; numbers")
                     .arg(QString::number(provider.configuredLimit),
                          QString::number(provider.effectiveLimit));
    return parts.join(PoolTexts::tr(", ", "between the parts of a summary"));
}

} // namespace exaid
