#include "core/providers/providerprofile.h"

#include <QJsonDocument>
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
        return {.search = Search::KimiBuiltin,
                .usageOption = true,
                .partialMode = true,
                .contextCache = true,
                .filePurpose = "file-extract"};
    case ProviderKind::Glm:
        return {.search = Search::GlmTool,
                .usageOption = false,
                .thinkingField = true,
                .textToolCalls = true,
                .filePurpose = "file"};
    case ProviderKind::Custom:
        return {.search = Search::None, .usageOption = true, .filePurpose = {}};
    }
    Q_UNREACHABLE();
}

QJsonObject chatRequestBody(const ProviderProfile &profile, const ProviderSettings &settings,
                            const ModelInfo &model, const CompletionRequest &request,
                            const QJsonArray &followUp)
{
    QJsonArray messages = request.rawMessages;
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
    QJsonArray tools = request.tools;
    if (request.webSearch && model.webSearch) {
        for (const QJsonValue &tool : searchTools(profile.search))
            tools.append(tool);
    }
    if (!tools.isEmpty()) {
        body.insert(u"tools"_s, tools);
        const bool isChosen = !request.toolChoice.isNull() && !request.toolChoice.isUndefined();
        body.insert(u"tool_choice"_s, isChosen ? request.toolChoice : QJsonValue(u"auto"_s));
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

bool isSearchRound(const ProviderProfile &profile, const QList<ChatToolCall> &calls)
{
    return profile.search == ProviderProfile::Search::KimiBuiltin && !calls.isEmpty() &&
           std::ranges::all_of(calls, [](const ChatToolCall &call) { return call.name == u"$web_search"; });
}

QJsonArray continuationMessages(const ProviderProfile &profile, const QString &text, const QString &reasoning)
{
    QJsonObject soFar{{u"role"_s, u"assistant"_s}, {u"content"_s, text}};
    if (!reasoning.isEmpty())
        soFar.insert(u"reasoning_content"_s, reasoning);
    if (profile.partialMode) {
        soFar.insert(u"partial"_s, true);
        return {soFar};
    }
    return {soFar,
            QJsonObject{{u"role"_s, u"user"_s},
                        {u"content"_s, u"Your answer was cut off at its length limit. Go on exactly where it "
                                       "stopped, in the middle of the word if need be; repeat nothing and "
                                       "do not mention the interruption."_s}}};
}

QJsonArray textSearchMessages(const QString &text, const ChatToolCall &call, const QString &found)
{
    QString said = text.trimmed();
    if (said.isEmpty())
        said = u"I search the web: %1"_s.arg(call.arguments);
    return {QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, said}},
            QJsonObject{
                {u"role"_s, u"user"_s},
                {u"content"_s, u"The web search you asked for (%1) found:\n\n%2\n\nAnswer with it, and do "
                               "not search again for the same."_s.arg(call.arguments, found)}}};
}

QString searchQueryOf(const ChatToolCall &call)
{
    const QJsonObject arguments = QJsonDocument::fromJson(call.arguments.toUtf8()).object();
    for (const QLatin1StringView key :
         {"search_query"_L1, "query"_L1, "q"_L1, "keyword"_L1, "keywords"_L1, "input"_L1}) {
        if (const QString query = arguments.value(key).toString().trimmed(); !query.isEmpty())
            return query;
    }
    return {};
}

QJsonObject searchRequestBody(const QString &query, int count)
{
    return {{u"search_engine"_s, u"search-prime"_s},
            {u"search_query"_s, query},
            {u"count"_s, count},
            {u"search_recency_filter"_s, u"noLimit"_s}};
}

QString searchFindings(const QJsonObject &answer)
{
    constexpr qsizetype mostCharacters = 16'000;
    constexpr qsizetype mostOfOne = 2'000;
    QString found;
    for (const QJsonValue &hit : answer.value("search_result"_L1).toArray()) {
        const QString piece = hit["title"_L1].toString() + u"\n" + hit["link"_L1].toString() + u"\n" +
                              hit["content"_L1].toString().left(mostOfOne);
        if (found.size() + piece.size() > mostCharacters)
            break;
        found += piece + u"\n\n";
    }
    return found.isEmpty() ? u"nothing"_s : found.trimmed();
}

QStringList offeredTools(const ProviderProfile &profile, const CompletionRequest &request)
{
    QStringList names;
    for (const QJsonValue &tool : request.tools)
        names << tool["function"_L1]["name"_L1].toString();
    if (request.webSearch && profile.search == ProviderProfile::Search::KimiBuiltin)
        names << u"$web_search"_s;
    if (request.webSearch && profile.search == ProviderProfile::Search::GlmTool)
        names << u"web_search"_s;
    names.removeAll(QString());
    return names;
}

} // namespace exaid
