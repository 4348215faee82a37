#include "core/config/nearestname.h"

#include <QList>
#include <algorithm>

namespace exaid {

int editDistance(QStringView a, QStringView b)
{
    // Three rows of the usual table; the oldest is needed for swapped neighbours.
    const qsizetype width = b.size() + 1;
    QList<int> beforeLast(width);
    QList<int> last(width);
    QList<int> row(width);
    for (qsizetype j = 0; j < width; ++j)
        last[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j < width; ++j) {
            const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last[width - 1];
}

QString nearestName(const QString &name, const QStringList &known)
{
    QString best;
    int bestDistance = static_cast<int>(name.size() / 3) + 1;
    for (const QString &candidate : known) {
        const int distance = editDistance(name, candidate);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    if (!best.isEmpty())
        return best;
    // "KIMI_TIMEOUT" is far from "KIMI_TIMEOUT_SECS" by letters, but not by meaning.
    for (const QString &candidate : known) {
        if (name.size() >= 8 && candidate.startsWith(name + u'_') &&
            (best.isEmpty() || candidate.size() < best.size()))
            best = candidate;
    }
    return best;
}

} // namespace exaid
