#include "app/mcpbridge/relaybook.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DaemonLost = -32000;

QByteArray cancelLine(const QByteArray &id, const QByteArray &why)
{
    const QByteArray reason =
        QJsonDocument(QJsonArray{QString::fromUtf8(why)}).toJson(QJsonDocument::Compact);
    return R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":)" + id +
           R"(,"reason":)" + reason.sliced(1, reason.size() - 2) + "}}";
}

QString uriOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line)[u"params"][u"uri"].toString();
}

} // namespace

QByteArray errorLine(const QByteArray &id, int code, const QByteArray &message)
{
    const QByteArray error =
        QJsonDocument(QJsonObject{{u"code"_s, code}, {u"message"_s, QString::fromUtf8(message)}})
            .toJson(QJsonDocument::Compact);
    return R"({"jsonrpc":"2.0","id":)" + (id.isEmpty() ? QByteArray("null") : id) + R"(,"error":)" + error +
           '}';
}

RelayBook::HostLine RelayBook::fromHost(const QByteArray &line, const QList<MessageGlance> &messages,
                                        bool isConnected)
{
    HostLine verdict;
    bool anyForDaemon = messages.isEmpty(); // not JSON-RPC: the daemon says so
    for (const MessageGlance &message : messages) {
        if (message.isRequest()) {
            note(line, message);
            verdict.requests.append(message.id);
            verdict.needsDaemon = true;
            anyForDaemon = true;
        } else if (!message.method.isEmpty()) {
            if (message.method == "notifications/initialized")
                m_initialized = line;
            if (message.method == "notifications/cancelled")
                noteCancelled(line);
            anyForDaemon = anyForDaemon || isConnected;
        } else if (message.isAnswer && !message.id.isEmpty()) {
            anyForDaemon = m_asked.remove(message.id) || anyForDaemon;
        } else {
            anyForDaemon = true; // neither: the daemon knows what to say
        }
    }
    verdict.isForDaemon = anyForDaemon;
    verdict.needsDaemon = verdict.needsDaemon || (anyForDaemon && messages.isEmpty());
    return verdict;
}

void RelayBook::note(const QByteArray &line, const MessageGlance &message)
{
    Open &open = m_open[message.id];
    open = {};
    if (message.method == "initialize") {
        m_initialize = {message.id, line};
        m_initialized.clear();
        m_logLevel = {};
        m_subscribed.clear();
        m_isGreeted = false;
    } else if (message.method == "logging/setLevel") {
        m_logLevel = {message.id, line};
    } else if (message.method == "resources/subscribe") {
        m_subscribed[uriOf(line)] = {message.id, line};
    } else if (message.method == "resources/unsubscribe") {
        m_subscribed.erase(uriOf(line));
    } else if (message.method == "subscriptions/listen") {
        open.renewal = line;
    }
}

void RelayBook::noteCancelled(const QByteArray &line)
{
    const QJsonValue id = QJsonDocument::fromJson(line)[u"params"][u"requestId"];
    const QByteArray array = QJsonDocument(QJsonArray{id}).toJson(QJsonDocument::Compact);
    m_open.erase(array.sliced(1, array.size() - 2));
}

void RelayBook::sent(const QList<QByteArray> &requests)
{
    for (const QByteArray &id : requests) {
        if (const auto open = m_open.find(id); open != m_open.end())
            open->second.isSent = true;
    }
}

bool RelayBook::fromDaemon(const QList<MessageGlance> &messages)
{
    bool isForHost = messages.isEmpty();
    for (const MessageGlance &message : messages) {
        if (!message.method.isEmpty()) {
            if (!message.id.isEmpty())
                m_asked.insert(message.id);
            isForHost = true;
            continue;
        }
        if (m_swallowed.remove(message.id))
            continue;
        m_open.erase(message.id);
        m_isGreeted = m_isGreeted || message.id == m_initialize.id;
        isForHost = true;
    }
    return isForHost;
}

QList<QByteArray> RelayBook::lose(const QByteArray &why)
{
    QList<QByteArray> lines;
    for (auto it = m_open.begin(); it != m_open.end();) {
        Open &open = it->second;
        if (!open.isSent || !open.renewal.isEmpty()) {
            ++it;
            continue;
        }
        lines.append(errorLine(it->first, DaemonLost, why));
        it = m_open.erase(it);
    }
    for (const QByteArray &id : std::as_const(m_asked))
        lines.append(cancelLine(id, why));
    m_asked.clear();
    m_swallowed.clear();
    return lines;
}

QList<QByteArray> RelayBook::refuse(const QList<QByteArray> &requests, const QByteArray &why)
{
    QList<QByteArray> lines;
    for (const QByteArray &id : requests) {
        if (m_open.erase(id) > 0)
            lines.append(errorLine(id, DaemonLost, why));
    }
    return lines;
}

void RelayBook::replayStep(const Step &step, QList<QByteArray> &lines)
{
    if (step.line.isEmpty())
        return;
    lines.append(step.line);
    m_swallowed.insert(step.id);
}

QList<QByteArray> RelayBook::replay()
{
    QList<QByteArray> lines;
    if (m_isGreeted) {
        replayStep(m_initialize, lines);
        if (!m_initialized.isEmpty())
            lines.append(m_initialized);
        replayStep(m_logLevel, lines);
        for (const auto &[uri, step] : m_subscribed)
            replayStep(step, lines);
    }
    for (const auto &[id, open] : m_open) {
        if (open.isSent && !open.renewal.isEmpty())
            lines.append(open.renewal);
    }
    return lines;
}

} // namespace exaid
