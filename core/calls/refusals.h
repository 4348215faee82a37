#pragma once

// What a refusal by admission means to the caller, in words that name the limit and say when to come back.
// Pure.

#include "core/admission/admissiontypes.h"
#include "core/outcome.h"

namespace exaid {

struct RefusalContext
{
    QString provider;
    QString model;
    Duration queueTimeout{};
};

Outcome outcomeOf(const Refusal &refusal, const RefusalContext &context);

} // namespace exaid
