#pragma once

// How a provider's dialect of the OpenAI chat API differs from the others': data, and the request body made
// from it. Pure.

#include "core/config/settings.h"
#include "core/providers/chatstream.h"
#include "core/providers/modelcatalog.h"
#include "core/providers/provider.h"

#include <QJsonArray>
#include <QJsonObject>

namespace exaid {

struct ProviderProfile
{
    enum class Search {
        None,
        KimiBuiltin, // the model asks for "$web_search", the client hands the arguments back
        GlmTool      // the provider searches by itself
    };

    Search search = Search::None;
    bool usageOption = true;    // stream_options.include_usage is known; otherwise usage comes by itself
    bool thinkingField = false; // "thinking": {"type": …} for every model that can think

    static ProviderProfile of(ProviderKind kind);
};

// Always streamed: that is what makes a hang visible. followUp: messages of earlier rounds of a search loop.
QJsonObject chatRequestBody(const ProviderProfile &profile, const ProviderSettings &settings,
                            const ModelInfo &model, const CompletionRequest &request,
                            const QJsonArray &followUp = {});

// The two halves of a Kimi search round: the model's own message, and its arguments handed back unchanged.
QJsonArray searchRoundMessages(const ChatStream &round);
// Every call of the round is for the built-in search.
bool isSearchRound(const ProviderProfile &profile, const ChatStream &round);

} // namespace exaid
