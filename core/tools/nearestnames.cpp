#include "core/tools/nearestnames.h"

#include "core/config/nearestname.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace exaid {

namespace {

// Longer names are typed by nobody, and the cost grows with the square.
constexpr qsizetype LongestCompared = 64;

} // namespace

QStringList nearestNames(const QString &wanted, const QStringList &names, int atMost)
{
    const QString typed = wanted.left(LongestCompared).toLower();
    if (typed.isEmpty())
        return {};
    std::vector<std::pair<int, QString>> near;
    for (const QString &name : names) {
        const QString known = name.left(LongestCompared).toLower();
        const bool contained = typed.size() >= 3 && (known.contains(typed) || typed.contains(known));
        const int distance = contained ? 1 : editDistance(typed, known);
        if (distance <= std::max<qsizetype>(2, known.size() / 3))
            near.emplace_back(distance, name);
    }
    std::ranges::stable_sort(near, {}, &std::pair<int, QString>::first);
    QStringList best;
    for (const auto &[distance, name] : near) {
        if (best.size() < atMost)
            best.append(name);
    }
    return best;
}

} // namespace exaid
