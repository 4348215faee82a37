#include "core/frontends/mcp/toollisting.h"

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

QJsonObject toolListing(const ToolDefinition &definition)
{
    QJsonObject annotations{{u"title"_s, definition.title},
                            {u"readOnlyHint"_s, definition.readOnly},
                            {u"openWorldHint"_s, definition.openWorld}};
    if (!definition.readOnly)
        annotations.insert(u"destructiveHint"_s, definition.destructive);
    QJsonObject tool{{u"name"_s, definition.name},
                     {u"title"_s, definition.title},
                     {u"description"_s, definition.description},
                     {u"inputSchema"_s, definition.inputSchema},
                     {u"annotations"_s, annotations}};
    if (!definition.outputSchema.isEmpty())
        tool.insert(u"outputSchema"_s, definition.outputSchema);
    if (definition.maxResultChars > 0)
        tool.insert(u"_meta"_s, QJsonObject{{u"anthropic/maxResultSizeChars"_s, definition.maxResultChars}});
    return tool;
}

} // namespace exaid::mcp
