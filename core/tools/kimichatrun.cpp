#include "core/tools/kimichatrun.h"

#include "core/tools/providertool.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonArray kimiMessages(const QJsonValue &given)
{
    QJsonArray messages;
    for (const QJsonValue &message : given.isArray() ? given.toArray() : QJsonArray{given}) {
        if (message.isString())
            messages.append(QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, message}});
        else
            messages.append(message);
    }
    return messages;
}

} // namespace

Result<CallPlan> KimiChatRun::plan(const ChatParts &parts, const QJsonObject &arguments)
{
    const Result<ModelInfo> model = modelOf(parts, u"kimi"_s, arguments.value("model"_L1).toString());
    if (!model)
        return model.error();
    qsizetype characters = 0;
    for (const QJsonValue &message : kimiMessages(arguments.value("messages"_L1))) {
        if (message["role"_L1].toString().isEmpty())
            return invalidToolArgument(u"messages"_s, u"each message needs a role"_s);
        characters += message["content"_L1].toString().size();
    }
    // About four characters a token: what can't fit is not sent.
    if (model->contextTokens > 0 && characters / 8 > model->contextTokens) {
        return invalidToolArgument(
            u"messages"_s, u"%1 characters are more than model %2 can read"_s.arg(characters).arg(model->id),
            u"send fewer or shorter messages"_s);
    }
    const bool web = arguments.value("use_websearch"_L1).toBool() && model->webSearch;
    return planFor(parts, *model, workClassOf(web, model->thinksAlways));
}

void KimiChatRun::begin()
{
    const QJsonObject &arguments = input().arguments;
    const ModelInfo &model = input().plan.model;
    CompletionRequest request;
    request.model = model.id;
    request.rawMessages = kimiMessages(arguments.value("messages"_L1));
    request.tools = arguments.value("tools"_L1).toArray();
    request.toolChoice = arguments.value("tool_choice"_L1);
    request.temperature = arguments.value("temperature"_L1).toDouble(0.6);
    if (const int limit = outputLimit(model, providerSettings()); limit > 0)
        request.maxTokens = limit;
    request.webSearch =
        input().plan.workClass == WorkClass::Web || input().plan.workClass == WorkClass::WebThinking;
    request.thinking = model.thinksAlways;
    request.cacheKey = input().sessionName + u":kimi_chat_with_tools"_s;
    complete(request, arguments.value("stream"_L1).toBool());
}

void KimiChatRun::answered(const Completion &completion, Answer &answer)
{
    QJsonArray calls;
    for (const ChatToolCall &call : completion.toolCalls) {
        calls.append(QJsonObject{
            {u"id"_s, call.id},
            {u"type"_s, call.type},
            {u"function"_s, QJsonObject{{u"name"_s, call.name}, {u"arguments"_s, call.arguments}}}});
    }
    QJsonObject json{{u"model"_s, answer.model},
                     {u"content"_s, completion.text},
                     {u"tool_calls"_s, calls},
                     {u"finish_reason"_s, completion.finishReason}};
    if (!completion.reasoning.isEmpty())
        json.insert(u"reasoning_content"_s, completion.reasoning);
    if (const auto &usage = completion.usage) {
        json.insert(u"usage"_s, QJsonObject{{u"prompt_tokens"_s, usage->promptTokens},
                                            {u"completion_tokens"_s, usage->completionTokens}});
    }
    answer.text = QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented));
}

} // namespace exaid
