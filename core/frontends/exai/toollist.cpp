#include "core/frontends/exai/toollist.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace exaid::exai {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Prose { Full, ToolsOnly, FirstLines };

constexpr qsizetype FirstLineLength = 120;

// A schema without its descriptions. A property that happens to be named "description" is an object and
// stays.
QJsonValue withoutProse(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray kept;
        for (const QJsonValue &item : value.toArray())
            kept.append(withoutProse(item));
        return kept;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    QJsonObject kept;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == "description"_L1 && it.value().isString())
            continue;
        kept.insert(it.key(), withoutProse(it.value()));
    }
    return kept;
}

QString firstLine(const QString &text)
{
    return text.left(text.indexOf(u'\n')).left(FirstLineLength);
}

QJsonArray listWith(const ToolCatalog &catalog, Prose prose)
{
    QJsonArray tools;
    for (const auto &tool : catalog.all()) {
        const ToolDefinition &definition = tool->definition();
        const QJsonValue schema = definition.inputSchema;
        tools.append(
            QJsonObject{{u"name"_s, definition.name},
                        {u"description"_s, prose == Prose::FirstLines ? firstLine(definition.description)
                                                                      : definition.description},
                        {u"inputSchema"_s, prose == Prose::Full ? schema : withoutProse(schema)}});
    }
    return tools;
}

} // namespace

QJsonArray buildToolList(const ToolCatalog &catalog)
{
    QJsonArray tools;
    for (const Prose prose : {Prose::Full, Prose::ToolsOnly, Prose::FirstLines}) {
        tools = listWith(catalog, prose);
        if (QJsonDocument(tools).toJson(QJsonDocument::Compact).size() <= MaxToolListBytes)
            break;
    }
    return tools;
}

} // namespace exaid::exai
