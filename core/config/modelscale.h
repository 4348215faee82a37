#pragma once

// Entries "model=factor" of the settings <PROVIDER>_MODEL_TIME_SCALES. Pure.

#include "core/result.h"

#include <QStringList>
#include <optional>

namespace exaid {

struct ModelScale
{
    QString model;
    double factor = 1;
};

// The error says what is wrong with the entry.
Result<ModelScale> parseModelScale(const QString &entry);
// Any case; nothing: not named, or not understood.
std::optional<double> modelScaleIn(const QStringList &entries, const QString &model);

} // namespace exaid
