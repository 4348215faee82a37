#include "core/tools/websearchrun.h"

#include "core/tools/providertool.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

Result<CallPlan> WebSearchRun::plan(const ChatParts &parts, const QJsonObject &arguments)
{
    ModelInfo engine;
    engine.id = arguments.value("search_engine"_L1).toString();
    engine.provider = u"glm"_s;
    return planFor(parts, engine, WorkClass::Web);
}

void WebSearchRun::begin()
{
    const QJsonObject &arguments = input().arguments;
    QJsonObject body{{u"search_query"_s, arguments.value("search_query"_L1)},
                     {u"search_engine"_s, arguments.value("search_engine"_L1)},
                     {u"count"_s, arguments.value("count"_L1)},
                     {u"search_recency_filter"_s, arguments.value("search_recency_filter"_L1)}};
    // The provider's own word for "all".
    if (body.value("search_recency_filter"_L1) == QJsonValue(u"all"_s))
        body["search_recency_filter"_L1] = u"noLimit"_s;
    for (const QString &name : {u"search_domain_filter"_s, u"request_id"_s, u"user_id"_s}) {
        if (const QString value = arguments.value(name).toString(); !value.isEmpty())
            body.insert(name, value);
    }
    ApiRequest request;
    request.verb = "POST";
    request.path = u"/web_search"_s;
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    call(request, [this](const ApiReply &reply) { found(reply); });
}

void WebSearchRun::found(const ApiReply &reply)
{
    const QJsonObject answered = QJsonDocument::fromJson(reply.body).object();
    if (!answered.value("search_result"_L1).isArray()) {
        const Error error{u"malformed"_s, u"the search answered without a list of hits"_s, {}};
        return finish(ProviderFailed{input().plan.provider, input().plan.model.id, error, 200, {}, true});
    }
    const QJsonArray hits = answered.value("search_result"_L1).toArray();
    finishWith({{u"query"_s, input().arguments.value("search_query"_L1)},
                {u"engine"_s, input().plan.model.id},
                {u"count"_s, hits.size()},
                {u"results"_s, hits}});
}

} // namespace exaid
