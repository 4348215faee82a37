#include "core/monitoring/metricnames.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

MetricId MetricNames::idOf(const QString &name)
{
    if (const auto known = m_ids.constFind(name); known != m_ids.cend())
        return *known;
    if (isFull()) // the first number is kept for those without one
        return 0;
    if (m_names.isEmpty()) {
        m_names.append(u"other"_s);
        m_ids.insert(m_names.constFirst(), 0);
        if (name == m_names.constFirst())
            return 0;
    }
    MetricId id = static_cast<MetricId>(m_names.size());
    if (m_free.empty()) {
        m_names.append(name);
    } else {
        id = m_free.back();
        m_free.pop_back();
        m_names[id] = name;
    }
    m_ids.insert(name, id);
    return id;
}

std::optional<MetricId> MetricNames::find(const QString &name) const
{
    const auto known = m_ids.constFind(name);
    return known == m_ids.cend() ? std::nullopt : std::optional(*known);
}

void MetricNames::reclaim(const std::vector<bool> &inUse)
{
    for (qsizetype i = 1; i < m_names.size(); ++i) {
        const bool used = static_cast<size_t>(i) < inUse.size() && inUse[static_cast<size_t>(i)];
        if (used || m_names.at(i).isEmpty())
            continue;
        m_ids.remove(m_names.at(i));
        m_names[i].clear();
        m_free.push_back(static_cast<MetricId>(i));
    }
}

} // namespace exaid
