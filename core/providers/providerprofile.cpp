#include "core/providers/providerprofile.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonArray searchTools(ProviderProfile::Search search)
{
    switch (search) {
    case ProviderProfile::Search::None:
        return {};
    case ProviderProfile::Search::KimiBuiltin:
        return {QJsonObject{{u"type"_s, u"builtin_function"_s},
                            {u"function"_s, QJsonObject{{u"name"_s, u"$web_search"_s}}}}};
    case ProviderProfile::Search::GlmTool:
        return {QJsonObject{{u"type"_s, u"web_search"_s},
                            {u"web_search"_s, QJsonObject{{u"enable"_s, true},
                                                          {u"search_engine"_s, u"search_pro_jina"_s},
                                                          {u"search_recency_filter"_s, u"noLimit"_s},
                                                          {u"content_size"_s, u"medium"_s},
                                                          {u"result_sequence"_s, u"after"_s},
                                                          {u"search_result"_s, true}}}}};
    }
    Q_UNREACHABLE();
}

} // namespace

ProviderProfile ProviderProfile::of(ProviderKind kind)
{
    switch (kind) {
    case ProviderKind::Kimi:
        return {.search = Search::KimiBuiltin, .usageOption = true, .thinkingField = false};
    case ProviderKind::Glm:
        return {.search = Search::GlmTool, .usageOption = false, .thinkingField = true};
    case ProviderKind::Custom:
        return {.search = Search::None, .usageOption = true, .thinkingField = false};
    }
    Q_UNREACHABLE();
}

QJsonObject chatRequestBody(const ProviderProfile &profile, const ProviderSettings &settings,
                            const ModelInfo &model, const CompletionRequest &request,
                            const QJsonArray &followUp)
{
    QJsonArray messages;
    for (const ChatMessage &message : request.messages)
        messages.append(QJsonObject{{u"role"_s, message.role}, {u"content"_s, message.content}});
    for (const QJsonValue &message : followUp)
        messages.append(message);

    QJsonObject body{{u"model"_s, request.model}, {u"messages"_s, messages}, {u"stream"_s, true}};
    if (profile.usageOption)
        body.insert(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
    if (request.temperature && !model.fixedTemperature)
        body.insert(u"temperature"_s, std::clamp(*request.temperature, 0.0, model.maxTemperature));

    int maxTokens = request.maxTokens.value_or(settings.maxOutputTokens);
    if (model.maxOutputTokens > 0)
        maxTokens = std::min(maxTokens, model.maxOutputTokens);
    if (maxTokens > 0)
        body.insert(u"max_tokens"_s, maxTokens);

    // Said also when off: several models think unless told not to, and thinking has time limits of its own.
    if (model.thinking && (profile.thinkingField || model.thinkingSwitch))
        body.insert(u"thinking"_s, QJsonObject{{u"type"_s, request.thinking ? u"enabled"_s : u"disabled"_s}});
    if (request.webSearch && model.webSearch && profile.search != ProviderProfile::Search::None) {
        body.insert(u"tools"_s, searchTools(profile.search));
        body.insert(u"tool_choice"_s, u"auto"_s);
    }
    return body;
}

QJsonArray searchRoundMessages(const ChatStream &round)
{
    QJsonArray calls;
    QJsonArray answers;
    for (const ChatToolCall &call : round.toolCalls()) {
        const QJsonObject function{{u"name"_s, call.name}, {u"arguments"_s, call.arguments}};
        calls.append(QJsonObject{{u"id"_s, call.id}, {u"type"_s, call.type}, {u"function"_s, function}});
        answers.append(QJsonObject{{u"role"_s, u"tool"_s},
                                   {u"tool_call_id"_s, call.id},
                                   {u"name"_s, call.name},
                                   {u"content"_s, call.arguments}});
    }
    QJsonObject assistant{
        {u"role"_s, u"assistant"_s}, {u"content"_s, round.text()}, {u"tool_calls"_s, calls}};
    // A thinking model refuses the next round without its own thoughts.
    if (!round.reasoning().isEmpty())
        assistant.insert(u"reasoning_content"_s, round.reasoning());
    QJsonArray messages{assistant};
    for (const QJsonValue &answer : std::as_const(answers))
        messages.append(answer);
    return messages;
}

bool isSearchRound(const ProviderProfile &profile, const ChatStream &round)
{
    return profile.search == ProviderProfile::Search::KimiBuiltin && !round.toolCalls().isEmpty() &&
           std::ranges::all_of(round.toolCalls(),
                               [](const ChatToolCall &call) { return call.name == u"$web_search"; });
}

} // namespace exaid
