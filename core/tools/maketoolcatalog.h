#pragma once

// Puts the built-in tools together. Start-up, core thread. Everything in the parts but the settings must
// outlive the catalogue.

#include "core/monitoring/snapshot.h"
#include "core/tools/toolcatalog.h"

#include <QThreadPool>
#include <functional>

namespace exaid {

class ConversationStore;
class EventLog;
class ProviderSet;
class TimerService;

struct ToolParts
{
    const Settings &settings; // copied from; no key gets into a tool
    const ModelCatalog &models;
    ProviderSet &providers;
    ConversationStore &conversations;
    std::function<Snapshot()> snapshot;
    const EventLog &events;
    TimerService &timers;
    QThreadPool &pool;
};

// A definition that is not understood is a defect of the build and stops the program.
std::unique_ptr<ToolCatalog> makeToolCatalog(const ToolParts &parts);

} // namespace exaid
