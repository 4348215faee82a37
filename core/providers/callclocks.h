#pragma once

// The limits of one provider call, from the settings: by clock, work class, provider and model. Pure.
//
//   connect       as set: a connection does not wait for the model
//   first token   set × class × provider × model
//   stall         set × class × provider × model; then what the model's history says (StallLearner)
//   total         set for the class × provider × model

#include "core/config/settings.h"
#include "core/providers/provider.h"

namespace exaid {

// builtInScale: the model's own factor, from the table of models. The deadline is left unset.
CompletionLimits limitsOf(const ClockSettings &clocks, WorkClass workClass, const QString &model,
                          double builtInScale);

} // namespace exaid
