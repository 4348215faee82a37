#include "core/tools/tooldefinitions.h"

#include "core/tools/jsonschemacheck.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <optional>

// The resources lie in a static library: without this the linker may leave them out.
static void initToolResources()
{
    Q_INIT_RESOURCE(exaid_tools);
    Q_INIT_RESOURCE(exaid_prompts);
    Q_INIT_RESOURCE(exaid_outputs);
}

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestToolName = 40;
constexpr qsizetype LargestDescription = 2'048;
constexpr int MostResultChars = 500'000; // what hosts grant at most

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

struct KnownField
{
    QLatin1StringView name;
    QJsonValue::Type type;
    bool isRequired;
};
constexpr KnownField KnownFields[] = {
    {"name"_L1, QJsonValue::String, true},
    {"title"_L1, QJsonValue::String, true},
    {"description"_L1, QJsonValue::String, true},
    {"inputSchema"_L1, QJsonValue::Object, true},
    {"output"_L1, QJsonValue::String, false},
    {"readOnly"_L1, QJsonValue::Bool, true},
    {"destructive"_L1, QJsonValue::Bool, false},
    {"openWorld"_L1, QJsonValue::Bool, false},
    {"maxResultChars"_L1, QJsonValue::Double, false},
};

std::optional<Error> fieldError(const QJsonObject &object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto known = std::ranges::find(KnownFields, it.key(), &KnownField::name);
        if (known == std::end(KnownFields))
            return badDefinition(u"unknown field '%1'"_s.arg(it.key()));
        if (it.value().type() != known->type)
            return badDefinition(u"'%1' is of another type"_s.arg(it.key()));
    }
    for (const KnownField &field : KnownFields) {
        if (field.isRequired && !object.contains(field.name))
            return badDefinition(u"'%1' is missing"_s.arg(field.name));
    }
    return std::nullopt;
}

// What a field says must also make sense.
std::optional<Error> contentError(const ToolDefinition &definition)
{
    static const QRegularExpression allowedNames(u"^[A-Za-z0-9_-]+$"_s); // what every host takes
    if (!allowedNames.match(definition.name).hasMatch() || definition.name.size() > LongestToolName) {
        return badDefinition(u"'name' must have 1 to %1 letters, digits, _ or -"_s.arg(LongestToolName));
    }
    if (definition.title.isEmpty() || definition.description.isEmpty())
        return badDefinition(u"'%1' needs a title and a description"_s.arg(definition.name));
    if (definition.description.toUtf8().size() > LargestDescription)
        return badDefinition(u"the description of '%1' is longer than %2 bytes"_s.arg(definition.name)
                                 .arg(LargestDescription));
    if (definition.inputSchema.value("type"_L1) != QJsonValue("object"_L1))
        return badDefinition(u"the schema of '%1' must be of type object"_s.arg(definition.name));
    if (definition.maxResultChars < 0 || definition.maxResultChars > MostResultChars)
        return badDefinition(u"'maxResultChars' must be from 0 to %1"_s.arg(MostResultChars));
    if (definition.readOnly && definition.destructive)
        return badDefinition(u"'%1' can't be both readOnly and destructive"_s.arg(definition.name));
    if (const auto check = JsonSchemaCheck::compile(definition.inputSchema); !check)
        return badDefinition(QString(definition.name + u": "_s + check.error().message));
    return std::nullopt;
}

} // namespace

Result<ToolDefinition> parseToolDefinition(const QByteArray &json)
{
    QJsonParseError parsed;
    const QJsonObject object = QJsonDocument::fromJson(json, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return badDefinition(parsed.errorString());
    if (const auto error = fieldError(object))
        return *error;
    ToolDefinition definition;
    definition.name = object.value("name"_L1).toString();
    definition.title = object.value("title"_L1).toString();
    definition.description = object.value("description"_L1).toString();
    definition.inputSchema = object.value("inputSchema"_L1).toObject();
    definition.readOnly = object.value("readOnly"_L1).toBool();
    definition.destructive = object.value("destructive"_L1).toBool();
    definition.openWorld = object.value("openWorld"_L1).toBool();
    definition.maxResultChars = object.value("maxResultChars"_L1).toInt();
    const QString output = object.value("output"_L1).toString(u"answer"_s);
    if (output != "answer"_L1 && output != "json"_L1)
        return badDefinition(u"'output' must be answer or json, not '%1'"_s.arg(output));
    definition.output = output == "json"_L1 ? ToolOutput::Json : ToolOutput::Answer;
    definition.outputSchema = outputSchemaOf(definition.output);
    if (const auto error = contentError(definition))
        return *error;
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

QJsonObject outputSchemaOf(ToolOutput output)
{
    const QString name = output == ToolOutput::Json ? u"json"_s : u"answer"_s;
    const Result<QByteArray> json = resource(u":/exaid/outputs/%1.json"_s.arg(name));
    return json ? QJsonDocument::fromJson(*json).object() : QJsonObject();
}

QString builtInPrompt(const QString &name)
{
    const Result<QByteArray> text = resource(u":/exaid/prompts/%1.md"_s.arg(name));
    return text ? QString::fromUtf8(*text).trimmed() : QString();
}

} // namespace exaid
