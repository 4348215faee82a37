#include "core/config/modelscale.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

Result<ModelScale> parseModelScale(const QString &entry)
{
    const qsizetype sign = entry.lastIndexOf(u'=');
    bool isNumber = false;
    const double factor = sign < 0 ? 0 : entry.sliced(sign + 1).trimmed().toDouble(&isNumber);
    const QString model = sign < 0 ? QString() : entry.first(sign).trimmed();
    if (model.isEmpty() || !isNumber || !(factor >= 0.1 && factor <= 100)) {
        return Error{u"invalid_setting"_s, u"'%1' is not model=factor"_s.arg(entry),
                     u"Write for example kimi-thinking-preview=2; the factor may be 0.1 to 100."_s};
    }
    return ModelScale{model, factor};
}

std::optional<double> modelScaleIn(const QStringList &entries, const QString &model)
{
    for (const QString &entry : entries) {
        const auto scale = parseModelScale(entry);
        if (scale && scale->model.compare(model, Qt::CaseInsensitive) == 0)
            return scale->factor;
    }
    return std::nullopt;
}

} // namespace exaid
