#include "core/frontends/mcp/mcpcompletion.h"

#include "core/frontends/mcp/mcpexchange.h"
#include "core/frontends/mcp/toolquery.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostValues = 100;

QStringList idsIn(const Outcome &outcome)
{
    QStringList ids;
    if (const auto *answer = std::get_if<Answer>(&outcome)) {
        const QJsonObject json = QJsonDocument::fromJson(answer->text.toUtf8()).object();
        for (const QJsonValue &thread : json[u"threads"].toArray())
            ids.append(thread[u"continuation_id"].toString());
    }
    return ids;
}

} // namespace

QJsonObject completionOf(const QStringList &names, const QString &typed)
{
    QStringList first;
    QStringList second;
    for (const QString &name : names) {
        if (name.startsWith(typed, Qt::CaseInsensitive))
            first.append(name);
        else if (name.contains(typed, Qt::CaseInsensitive))
            second.append(name);
    }
    const QStringList all = first + second;
    const QJsonObject completion{{u"values"_s, QJsonArray::fromStringList(all.mid(0, MostValues))},
                                 {u"total"_s, all.size()},
                                 {u"hasMore"_s, all.size() > MostValues}};
    return {{u"completion"_s, completion}};
}

McpCompletion::McpCompletion(Names models)
    : m_models(std::move(models))
{}

QStringList McpCompletion::methods(McpEra) const
{
    return {u"completion/complete"_s};
}

void McpCompletion::declare(QJsonObject &capabilities, McpEra) const
{
    capabilities.insert(u"completions"_s, QJsonObject());
}

std::unique_ptr<McpJob> McpCompletion::serve(McpExchange &exchange)
{
    const QJsonObject reference = exchange.params()[u"ref"].toObject();
    const QJsonObject argument = exchange.params()[u"argument"].toObject();
    const QString type = reference[u"type"].toString();
    const QString name = argument[u"name"].toString();
    const QString typed = argument[u"value"].toString();
    if ((type != "ref/prompt"_L1 && type != "ref/resource"_L1) || name.isEmpty()) {
        exchange.fail({InvalidParams, u"\"ref\" must be a prompt or a resource, \"argument\" have a name"_s});
        return nullptr;
    }
    if (name == "continuation_id"_L1) {
        return ToolQuery::start(exchange, u"threads"_s, {}, [typed](McpExchange &e, const Outcome &outcome) {
            e.reply(completionOf(idsIn(outcome), typed));
        });
    }
    if (name == "model"_L1) {
        exchange.reply(completionOf(m_models(), typed));
    } else if (name == "models"_L1) { // a list: the last of it is being typed
        const qsizetype comma = typed.lastIndexOf(u',') + 1;
        QStringList whole;
        for (const QString &model : m_models())
            whole.append(QString(typed.left(comma) + model));
        exchange.reply(completionOf(whole, QString(typed.left(comma) + typed.mid(comma).trimmed())));
    } else {
        exchange.reply(completionOf({}, typed));
    }
    return nullptr;
}

} // namespace exaid::mcp
