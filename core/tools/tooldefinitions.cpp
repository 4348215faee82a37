#include "core/tools/tooldefinitions.h"

#include "core/tools/jsonschemacheck.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

// The resources lie in a static library: without this the linker may leave them out.
static void initToolResources()
{
    Q_INIT_RESOURCE(exaid_tools);
    Q_INIT_RESOURCE(exaid_prompts);
}

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestToolName = 40;
constexpr qsizetype LargestDescription = 2'048;

Error badDefinition(const QString &what)
{
    return Error{u"bad_definition"_s, u"tool definition: "_s + what, {}};
}

Result<QByteArray> resource(const QString &path)
{
    initToolResources();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return badDefinition(u"there is no %1"_s.arg(path));
    return file.readAll();
}

} // namespace

Result<ToolDefinition> parseToolDefinition(const QByteArray &json)
{
    QJsonParseError parsed;
    const QJsonObject object = QJsonDocument::fromJson(json, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return badDefinition(parsed.errorString());
    static const QStringList known{u"name"_s, u"title"_s, u"description"_s, u"inputSchema"_s, u"readOnly"_s};
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            return badDefinition(u"unknown field '%1'"_s.arg(it.key()));
    }
    ToolDefinition definition;
    definition.name = object.value("name"_L1).toString();
    definition.title = object.value("title"_L1).toString();
    definition.description = object.value("description"_L1).toString();
    definition.inputSchema = object.value("inputSchema"_L1).toObject();
    definition.readOnly = object.value("readOnly"_L1).toBool(true);
    if (definition.name.isEmpty() || definition.name.size() > LongestToolName)
        return badDefinition(u"'name' must have 1 to %1 characters"_s.arg(LongestToolName));
    if (definition.title.isEmpty() || definition.description.isEmpty())
        return badDefinition(u"'%1' needs a title and a description"_s.arg(definition.name));
    if (definition.description.toUtf8().size() > LargestDescription)
        return badDefinition(u"the description of '%1' is longer than %2 bytes"_s.arg(definition.name)
                                 .arg(LargestDescription));
    if (definition.inputSchema.value("type"_L1) != QJsonValue("object"_L1))
        return badDefinition(u"the schema of '%1' must be of type object"_s.arg(definition.name));
    if (const auto check = JsonSchemaCheck::compile(definition.inputSchema); !check)
        return badDefinition(QString(definition.name + u": "_s + check.error().message));
    return definition;
}

Result<ToolDefinition> builtInToolDefinition(const QString &name)
{
    const Result<QByteArray> json = resource(u":/exaid/tools/%1.json"_s.arg(name));
    if (!json)
        return json.error();
    const Result<ToolDefinition> definition = parseToolDefinition(*json);
    if (definition && definition->name != name)
        return badDefinition(u"%1.json is named '%2'"_s.arg(name, definition->name));
    return definition;
}

QStringList builtInToolNames()
{
    initToolResources();
    QStringList names;
    for (const QString &file : QDir(u":/exaid/tools"_s).entryList({u"*.json"_s}, QDir::Files, QDir::Name))
        names.append(file.chopped(5));
    return names;
}

QString builtInPrompt(const QString &name)
{
    const Result<QByteArray> text = resource(u":/exaid/prompts/%1.md"_s.arg(name));
    return text ? QString::fromUtf8(*text).trimmed() : QString();
}

} // namespace exaid
