#pragma once

// The pieces of status, health, listmodels and provider_capabilities, as JSON. Only measured values; no
// secret, and nothing of other sessions but their number. Pure; core thread.

#include "core/config/settings.h"
#include "core/monitoring/snapshot.h"
#include "core/providers/modelcatalog.h"
#include "core/tools/tool.h"

#include <QJsonArray>
#include <QJsonObject>

namespace exaid {

class ProviderSet;

// What local tools may know of a provider's settings: no key, and of the address only the host.
struct ProviderFacts
{
    QString id;
    QString displayName;
    QString host;
    int maxOutputTokens = 0;
    ClockSettings clocks;
    QString defaultModel;
};
QList<ProviderFacts> providerFacts(const QList<ProviderSettings> &providers);

// Capacity, use and queue of each pool the session's calls go through: global, providers, its own.
QJsonObject limitsJson(const Snapshot &snapshot, const QString &session);
QJsonObject countersJson(const CounterSnapshot &counters);
// The session's calls that run or wait now.
QJsonArray ownCallsJson(const Snapshot &snapshot, const QString &session);

QJsonObject modelJson(const ModelInfo &model);
// Display names of the configured providers, ids of the models they offer.
QJsonArray configuredProviders(const ProviderSet &providers);
QJsonArray availableModels(const ProviderSet &providers, const ModelCatalog &models);
// With limits and clocks if `advanced`.
QJsonArray providersJson(const QList<ProviderFacts> &facts, const ProviderSet &providers,
                         const ModelCatalog &models, const Snapshot &snapshot, bool advanced);

} // namespace exaid
