#include "tests/support/mockreply.h"

#include "core/providers/promptdirective.h"

#include <QHash>
#include <QJsonArray>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;

QString MockRequest::model() const
{
    return json.value("model"_L1).toString();
}

QString MockRequest::lastUserMessage() const
{
    const QJsonArray messages = json.value("messages"_L1).toArray();
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        const QJsonObject message = messages.at(i).toObject();
        if (message.value("role"_L1).toString() == "user"_L1)
            return message.value("content"_L1).toString();
    }
    return {};
}

QString MockRequest::providerPath() const
{
    const QList<QByteArray> parts = path.split('/');
    return parts.size() > 2 && parts.at(1) != "v1" ? QString::fromUtf8(parts.at(1)) : QString();
}

MockReply MockReply::fromDirective(const QString &message)
{
    MockReply reply;
    const auto directive = PromptDirective::find(u"mock"_s, message);
    if (!directive)
        return reply;
    const PromptDirective &d = *directive;
    reply.delay = d.duration(u"delay"_s, reply.delay);
    reply.first = d.duration(u"first"_s, reply.first);
    reply.gap = d.duration(u"gap"_s, reply.gap);
    reply.tokens = d.integer(u"tokens"_s, reply.tokens);
    reply.tokenBytes = d.integer(u"token_bytes"_s, 0);
    reply.reasoning = d.integer(u"reasoning"_s, 0);
    reply.searchRounds = d.integer(u"search"_s, 0);
    reply.oversize = d.integer(u"oversize"_s, 0);
    for (const QString &status : d.text(u"status"_s).split(u',', Qt::SkipEmptyParts))
        reply.statuses.append(status.toInt());
    reply.status = reply.statuses.value(0, 200);
    reply.errorCode = d.text(u"code"_s);
    if (d.has(u"type"_s)) {
        reply.errorType = d.text(u"type"_s);
        reply.contentType = reply.errorType.toUtf8();
    }
    if (d.has(u"retry_after"_s))
        reply.retryAfter = d.text(u"retry_after"_s).toUtf8();
    if (d.has(u"message"_s))
        reply.message = d.text(u"message"_s);
    static const QHash<QString, MockHang> hangs{{u"headers"_s, MockHang::Headers},
                                                {u"first"_s, MockHang::First},
                                                {u"mid"_s, MockHang::Mid},
                                                {QString(), MockHang::Headers}};
    if (d.has(u"hang"_s))
        reply.hang = hangs.value(d.text(u"hang"_s), MockHang::Headers);
    static const QHash<QString, MockKill> kills{{u"fin"_s, MockKill::Fin},
                                                {u"rst"_s, MockKill::Rst},
                                                {u"think_fin"_s, MockKill::ThinkFin},
                                                {u"fin_once"_s, MockKill::FinOnce},
                                                {u"half_status"_s, MockKill::HalfStatus},
                                                {u"partial_body"_s, MockKill::PartialBody},
                                                {u"redirect"_s, MockKill::Redirect}};
    reply.kill = kills.value(d.text(u"kill"_s), MockKill::None);
    reply.json = d.has(u"json"_s);
    reply.malformed = d.has(u"malformed"_s);
    reply.noDone = d.has(u"no_done"_s);
    reply.noFinish = d.has(u"no_finish"_s);
    reply.cutLength = d.has(u"cut_length"_s);
    reply.endlessHeader = d.has(u"endless_header"_s);
    reply.trickle = d.has(u"trickle"_s);
    reply.keepalive = d.has(u"keepalive"_s);
    reply.errorEvent = d.has(u"error_event"_s);
    reply.filtered = d.has(u"filtered"_s);
    reply.close = d.has(u"close"_s);
    reply.gzip = d.has(u"gzip"_s);
    reply.garbage = d.has(u"garbage"_s);
    reply.length = d.has(u"length"_s);
    reply.stamp = d.has(u"stamp"_s);
    return reply;
}

} // namespace exaid::test
