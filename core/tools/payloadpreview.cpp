#include "core/tools/payloadpreview.h"

#include "core/providers/providerprofile.h"

#include <QJsonArray>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

LocalTool::Work payloadPreview(ProviderSettings glm, const ModelCatalog &models)
{
    glm.apiKey = Secret();
    return [glm, &models](const ToolInput &input) -> Result<LocalReply> {
        const QJsonObject &arguments = input.arguments;
        const QString name = arguments.value("model"_L1).toString();
        const Result<ModelInfo> model = models.resolve(name);
        if (!model || model->provider != glm.id) {
            return Error{u"VALIDATION_ERROR"_s,
                         u"Validation failed for 'model': %1 is no model of GLM"_s.arg(name.left(100)),
                         u"see listmodels"_s};
        }
        CompletionRequest request;
        request.model = model->id;
        if (const QString system = arguments.value("system_prompt"_L1).toString(); !system.isEmpty())
            request.messages.append({u"system"_s, system});
        request.messages.append({u"user"_s, arguments.value("prompt"_L1).toString()});
        request.temperature = arguments.value("temperature"_L1).toDouble();
        request.webSearch = arguments.value("use_websearch"_L1).toBool();
        request.tools = arguments.value("tools"_L1).toArray();
        request.toolChoice = arguments.value("tool_choice"_L1);
        return jsonReply(chatRequestBody(ProviderProfile::of(ProviderKind::Glm), glm, *model, request));
    };
}

} // namespace exaid
