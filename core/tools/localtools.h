#pragma once

// The work of the tools that answer without a provider: version, status, health, listmodels,
// provider_capabilities, activity, test_echo. Core thread.

#include "core/tools/localtool.h"
#include "core/tools/statusfacts.h"

#include <QStringList>

namespace exaid {

class EventLog;

struct LocalToolParts
{
    QList<ProviderFacts> providers;
    const ModelCatalog &models;
    const ProviderSet &providerSet;
    std::function<Snapshot()> snapshot;
    const EventLog &events;
    const Clock &clock;
    std::function<QStringList()> toolNames;
};

// Null: there is no local tool of this name.
LocalTool::Work localToolWork(const QString &name, const LocalToolParts &parts);

} // namespace exaid
