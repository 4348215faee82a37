#include "core/tools/nearestnames.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace exaid {

namespace {

// Longer names are typed by nobody, and the cost grows with the square.
constexpr qsizetype LongestCompared = 64;

qsizetype editDistance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i);
        for (size_t j = 1; j < row.size(); ++j) {
            const bool same = a.at(i - 1) == b.at(static_cast<qsizetype>(j) - 1);
            const qsizetype replaced = diagonal + (same ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QStringList nearestNames(const QString &wanted, const QStringList &names, int atMost)
{
    const QString typed = wanted.left(LongestCompared).toLower();
    if (typed.isEmpty())
        return {};
    std::vector<std::pair<qsizetype, QString>> near;
    for (const QString &name : names) {
        const QString known = name.left(LongestCompared).toLower();
        const bool contained = typed.size() >= 3 && (known.contains(typed) || typed.contains(known));
        const qsizetype distance = contained ? 1 : editDistance(typed, known);
        if (distance <= std::max<qsizetype>(2, known.size() / 3))
            near.emplace_back(distance, name);
    }
    std::ranges::stable_sort(near, {}, &std::pair<qsizetype, QString>::first);
    QStringList best;
    for (const auto &[distance, name] : near) {
        if (best.size() < atMost)
            best.append(name);
    }
    return best;
}

} // namespace exaid
