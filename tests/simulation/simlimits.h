#pragma once

// The limits of a simulated life, made from a seed.

#include "core/admission/admissiontypes.h"

#include <array>

namespace exaid::simulation {

constexpr quint32 Providers = 3;
// A call's route as the model sees it: its provider, or the thinking model of the first one, which may have a
// limit.
constexpr quint32 ThinkingRoute = Providers;
constexpr quint32 Routes = Providers + 1;

const QString &providerName(quint32 provider);
const QString &thinkingModel();

AdmissionLimits limitsFrom(quint32 seed);

} // namespace exaid::simulation
