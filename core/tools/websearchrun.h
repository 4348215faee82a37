#pragma once

// glm_web_search: one search at GLM's search endpoint, without a model. Core thread.

#include "core/tools/providerrun.h"

namespace exaid {

class WebSearchRun final : public ProviderRun
{
    Q_OBJECT
public:
    using ProviderRun::ProviderRun;

    static Result<CallPlan> plan(const ChatParts &parts, const QJsonObject &arguments);

private:
    void begin() override;
    void found(const ApiReply &reply);
};

} // namespace exaid
