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

    bool partialMode = false;   // goes on with a message of its own that is marked as partial
    bool textToolCalls = false; // may write tool calls into its text
    bool contextCache = false;  // Moonshot's headers for kept prompt beginnings
    QByteArray filePurpose;     // of uploads whose text is to be read out; empty: keeps no files

    static ProviderProfile of(ProviderKind kind);
};

// Always streamed: that is what makes a hang visible. followUp: messages of earlier rounds.
QJsonObject chatRequestBody(const ProviderProfile &profile, const ProviderSettings &settings,
                            const ModelInfo &model, const CompletionRequest &request,
                            const QJsonArray &followUp = {});

// The two halves of a Kimi search round: the model's own message, and its arguments handed back unchanged.
QJsonArray searchRoundMessages(const ChatStream &round);
// Every call is for the built-in search.
bool isSearchRound(const ProviderProfile &profile, const QList<ChatToolCall> &calls);

// What makes the model go on where its answer stopped at the output limit. text: its answer so far.
QJsonArray continuationMessages(const ProviderProfile &profile, const QString &text,
                                const QString &reasoning);

// For a search that the model asked for in its text: its own words, and what the search found.
QJsonArray textSearchMessages(const QString &text, const ChatToolCall &call, const QString &found);
// The query of such a call; empty: there is none.
QString searchQueryOf(const ChatToolCall &call);
// The provider's search endpoint, asked and understood. found: at most some thousand characters.
QJsonObject searchRequestBody(const QString &query, int count);
QString searchFindings(const QJsonObject &answer);

// The names of the functions that a request offers, the provider's own search included.
QStringList offeredTools(const ProviderProfile &profile, const CompletionRequest &request);

} // namespace exaid
