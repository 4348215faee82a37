#pragma once

// Which providers calls may go to: those allowed and usable (with a key, or the user's own), or the simulator
// in their place. Pure; any thread.

#include "core/config/settings.h"
#include "core/result.h"

namespace exaid {

struct ProviderSelection
{
    QList<ProviderSettings> providers;
    QList<Error> errors;   // code: the setting's name
    QList<Error> warnings; // code: the setting's name
};

// `all`: settings with an entry for each provider known, allowed or not.
ProviderSelection selectProviders(const Settings &all);

} // namespace exaid
