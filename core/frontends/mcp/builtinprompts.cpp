#include "core/frontends/mcp/builtinprompts.h"

#include "core/frontends/mcp/mcpdata.h"
#include "core/frontends/mcp/mcpexchange.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString PromptsFile = QStringLiteral("prompts.json");

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(u"\\{([a-z_]+)\\}"_s);
    return expression;
}

Error badPrompt(const QString &name, const QString &what)
{
    return Error{u"bad_prompts"_s, u"prompt '%1': %2"_s.arg(name, what), {}};
}

} // namespace

BuiltInPrompts::BuiltInPrompts()
    : m_prompts(QJsonDocument::fromJson(mcpData(PromptsFile)).array())
{}

std::optional<Error> BuiltInPrompts::problem(const QByteArray &json)
{
    const QJsonArray prompts = QJsonDocument::fromJson(json).array();
    if (prompts.isEmpty())
        return badPrompt({}, u"there are none"_s);
    for (const QJsonValue &prompt : prompts) {
        const QString name = prompt[u"name"].toString();
        if (prompt.toObject().keys() !=
            QStringList{u"arguments"_s, u"description"_s, u"name"_s, u"text"_s, u"title"_s})
            return badPrompt(name, u"has name, title, description, arguments and text"_s);
        QStringList known;
        for (const QJsonValue &argument : prompt[u"arguments"].toArray())
            known.append(argument[u"name"].toString());
        auto named = placeholder().globalMatch(prompt[u"text"].toString());
        while (named.hasNext()) {
            if (const QString field = named.next().captured(1); !known.contains(field))
                return badPrompt(name, u"names no argument {%1}"_s.arg(field));
        }
    }
    return std::nullopt;
}

QJsonArray BuiltInPrompts::list() const
{
    QJsonArray listed;
    for (const QJsonValue &prompt : m_prompts) {
        QJsonObject shown = prompt.toObject();
        shown.remove(u"text"_s);
        listed.append(shown);
    }
    return listed;
}

void BuiltInPrompts::get(McpExchange &exchange, const QString &name, const QJsonObject &arguments)
{
    for (const QJsonValue &prompt : m_prompts) {
        if (prompt[u"name"].toString() != name)
            continue;
        exchange.reply(
            {{u"description"_s, prompt[u"description"]},
             {u"messages"_s, QJsonArray{userMessage(filledIn(prompt[u"text"].toString(), arguments))}}});
        return;
    }
}

QString BuiltInPrompts::filledIn(const QString &text, const QJsonObject &arguments)
{
    static const QRegularExpression optionalPart(u"\\[\\[(.*?)\\]\\]"_s,
                                                 QRegularExpression::DotMatchesEverythingOption);
    QString shape;
    qsizetype from = 0;
    for (auto part = optionalPart.globalMatch(text); part.hasNext();) {
        const auto match = part.next();
        const auto field = placeholder().match(match.captured(1));
        const bool isWanted = !arguments[field.captured(1)].toString().isEmpty();
        shape += text.mid(from, match.capturedStart() - from);
        shape += isWanted ? match.captured(1) : QString();
        from = match.capturedEnd();
    }
    shape += text.mid(from);
    // In one pass: what a person wrote is never read as a placeholder.
    QString filled;
    from = 0;
    for (auto field = placeholder().globalMatch(shape); field.hasNext();) {
        const auto match = field.next();
        filled += shape.mid(from, match.capturedStart() - from) + arguments[match.captured(1)].toString();
        from = match.capturedEnd();
    }
    filled += shape.mid(from);
    return filled;
}

} // namespace exaid::mcp
