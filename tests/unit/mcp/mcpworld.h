#pragma once

// An MCP front end on simulated time with a scripted engine behind it, and a channel that records.

#include "core/frontends/accesstoken.h"
#include "core/frontends/mcp/mcpchannel.h"
#include "core/frontends/mcp/mcpfrontend.h"
#include "core/frontends/mcp/mcppeer.h"
#include "core/frontends/resumedesk.h"
#include "core/monitoring/eventlog.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/manualtime.h"
#include "core/tools/toolcatalog.h"
#include "core/tools/tooldefinitions.h"
#include "fakecallservice.h"

#include <QJsonDocument>

namespace exaid::mcp {

class RecordingChannel final : public McpChannel
{
public:
    void send(const QJsonObject &message, const QByteArray &) override { sent.append(message); }
    void sendFinal(const QJsonObject &message) override
    {
        sent.append(message);
        finals.append(message);
    }
    void dropRequest() override { ++dropped; }
    void hangUp(std::chrono::milliseconds) override { ++hangUps; }

    QJsonObject last() const { return sent.isEmpty() ? QJsonObject() : sent.last(); }
    QJsonObject result() const { return last()[u"result"].toObject(); }
    int errorCode() const { return last()[u"error"].toObject()[u"code"].toInt(); }

    QList<QJsonObject> sent;
    QList<QJsonObject> finals;
    int dropped = 0;
    int hangUps = 0;
};

// A tool of the scripted engine, for the catalog.
class NamedTool final : public Tool
{
public:
    explicit NamedTool(const QString &name)
    {
        m_definition.name = name;
        m_definition.title = name;
        m_definition.description = QStringLiteral("A tool of the test.");
        m_definition.inputSchema = {{QStringLiteral("type"), QStringLiteral("object")}};
        m_definition.openWorld = true;
        m_definition.outputSchema = outputSchemaOf(ToolOutput::Answer);
    }
    const ToolDefinition &definition() const override { return m_definition; }
    Result<CallPlan> plan(const QJsonObject &) const override { return CallPlan(); }
    std::unique_ptr<ToolRun> start(const ToolInput &, ToolEvents &) const override { return nullptr; }

private:
    ToolDefinition m_definition;
};

class McpWorld
{
public:
    explicit McpWorld(bool withFixtures = false)
        : conformance(withFixtures)
    {
        for (const char *name : {"echo", "hang", "wait"})
            tools.add(std::make_unique<NamedTool>(QString::fromLatin1(name)));
    }

    QJsonObject request(const QJsonValue &id, const QString &method, QJsonObject params, McpEra era) const
    {
        if (era == McpEra::Modern) {
            QJsonObject meta = params[u"_meta"].toObject();
            meta.insert(QString(MetaVersion), QString(ModernVersion));
            meta.insert(QString(MetaCapabilities), capabilities);
            meta.insert(QString(MetaClientInfo), QJsonObject{{QStringLiteral("name"), clientName}});
            params.insert(QStringLiteral("_meta"), meta);
        }
        return rpcRequest(id, method, params);
    }
    static QJsonObject callOf(const QString &tool, const QJsonObject &arguments, const QJsonObject &meta = {})
    {
        QJsonObject params{{QStringLiteral("name"), tool}, {QStringLiteral("arguments"), arguments}};
        if (!meta.isEmpty())
            params.insert(QStringLiteral("_meta"), meta);
        return params;
    }
    void say(const QJsonObject &message) { peer.receive(toLine(message), channel); }
    void initialize(const QString &version = QString(LatestLegacyVersion))
    {
        say(rpcRequest(0, QStringLiteral("initialize"),
                       {{QStringLiteral("protocolVersion"), version},
                        {QStringLiteral("capabilities"), capabilities},
                        {QStringLiteral("clientInfo"), QJsonObject{{QStringLiteral("name"), clientName}}}}));
    }

    // As a client of that era, from the beginning on; what was said so far is forgotten.
    void begin(McpEra era)
    {
        if (era == McpEra::Legacy)
            initialize();
        channel.sent.clear();
        channel.finals.clear();
    }
    // Asks under a fresh id and gives back what was said last, if that is its answer.
    QJsonObject ask(const QString &method, const QJsonObject &params, McpEra era)
    {
        const int id = ++lastId;
        say(request(id, method, params, era));
        return channel.last()[u"id"] == id ? channel.last() : QJsonObject();
    }
    QJsonObject call(const QString &tool, const QJsonObject &arguments, McpEra era)
    {
        return ask(QStringLiteral("tools/call"), callOf(tool, arguments), era);
    }
    static QString textOf(const QJsonObject &result, int block = 0)
    {
        return result[u"content"][block][u"text"].toString();
    }
    CallId liveCall() const { return calls.live().begin()->first; }

    const bool conformance;
    QString clientName = QStringLiteral("test");
    QJsonObject capabilities;
    QStringList modelNames{QStringLiteral("glm-4.6"), QStringLiteral("kimi-k2"), QStringLiteral("k2")};
    int lastId = 100;
    Snapshot snapshot;
    quint64 modelsRevision = 0;
    ManualClock clock;
    ManualTime time{clock};
    ServerSettings settings;
    FakeCallService calls{time};
    SessionRegistry sessions{clock, 5};
    EventLog events{clock};
    ToolCatalog tools;
    AccessToken token{Secret()};
    ResumeDesk desk{settings, time, calls, sessions, events};
    McpFrontEnd frontEnd{{settings,
                          time,
                          calls,
                          sessions,
                          tools,
                          events,
                          token,
                          desk,
                          [this] { return modelNames; },
                          conformance,
                          {[this] { return snapshot; }, [this] { return modelsRevision; }}}};
    RecordingChannel channel;
    McpPeer peer{frontEnd.context(), {QStringLiteral("local"), {}, 42, {}}};
};

} // namespace exaid::mcp
