#include "core/tools/chatarguments.h"

#include <QJsonArray>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

bool ChatArguments::namesModel() const
{
    return !model.isEmpty() && model.compare("auto"_L1, Qt::CaseInsensitive) != 0;
}

ChatArguments ChatArguments::from(const QJsonObject &arguments)
{
    ChatArguments a;
    a.prompt = arguments.value("prompt"_L1).toString();
    for (const QJsonValue &file : arguments.value("files"_L1).toArray())
        a.files.append(file.toString());
    a.model = arguments.value("model"_L1).toString().trimmed();
    if (const QJsonValue temperature = arguments.value("temperature"_L1); temperature.isDouble())
        a.temperature = temperature.toDouble();
    a.thinkingMode = arguments.value("thinking_mode"_L1).toString();
    if (const QJsonValue web = arguments.value("use_websearch"_L1); web.isBool())
        a.webSearch = web.toBool();
    a.continuation.value = arguments.value("continuation_id"_L1).toString();
    return a;
}

} // namespace exaid
