#pragma once

// kimi_chat_with_tools: one raw chat, with the caller's own tools. Core thread.

#include "core/tools/providerrun.h"

namespace exaid {

class KimiChatRun final : public ProviderRun
{
    Q_OBJECT
public:
    using ProviderRun::ProviderRun;

    static Result<CallPlan> plan(const ChatParts &parts, const QJsonObject &arguments);

private:
    void begin() override;
    void answered(const Completion &completion, Answer &answer) override;
};

} // namespace exaid
