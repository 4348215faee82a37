#pragma once

// The tools with real providers before a mock server, and one call of one of them.

#include "core/conversations/conversationstore.h"
#include "core/monitoring/eventlog.h"
#include "core/providers/providerfactory.h"
#include "core/providers/providerset.h"
#include "core/time/systemtime.h"
#include "core/tools/maketoolcatalog.h"
#include "tests/support/mockprovider.h"
#include "tests/unit/tools/toolrecorder.h"

#include <QTemporaryDir>
#include <QTest>

namespace exaid::test {

// The tools as the daemon puts them together, with two real providers in front of a mock server.
struct ToolWorld
{
    ToolWorld()
    {
        settings.providers = {
            provider(QStringLiteral("kimi"), ProviderKind::Kimi, QStringLiteral("kimi-k2-0905-preview")),
            provider(QStringLiteral("glm"), ProviderKind::Glm, QStringLiteral("glm-4.5-flash"))};
        settings.tools.allowedRoots = {dir.path()};
        models =
            std::make_unique<ModelCatalog>(std::move(ModelCatalog::loadBuiltIn(settings.providers)).value());
        for (const ProviderSettings &p : settings.providers)
            providers.add(makeProvider(p, *models, timers));
        catalog = makeToolCatalog(
            {settings, *models, providers, conversations, [] { return Snapshot(); }, events, timers, pool});
    }

    ProviderSettings provider(const QString &id, ProviderKind kind, const QString &model)
    {
        ProviderSettings p;
        p.id = id;
        p.displayName = id.toUpper();
        p.kind = kind;
        p.baseUrl = mock.baseUrl(id);
        p.apiKey = Secret("sk-a-key-for-" + id.toLatin1());
        p.defaultModel = model;
        return p;
    }

    MockProvider mock;
    QTemporaryDir dir;
    Settings settings;
    SystemClock clock;
    SystemTimerService timers{clock};
    EventLog events{clock};
    ConversationStore conversations{clock};
    QThreadPool pool;
    ProviderSet providers;
    std::unique_ptr<ModelCatalog> models;
    std::unique_ptr<ToolCatalog> catalog;
};

struct ToolCall
{
    ToolCall(ToolWorld &world, const QString &name, const QJsonObject &arguments,
             const QString &session = QStringLiteral("alice"))
    {
        const Tool &tool = **world.catalog->find(name);
        const auto valid = world.catalog->validate(tool, arguments);
        const auto plan = tool.plan(*valid);
        if (!plan)
            qFatal("%s", qUtf8Printable(plan.error().message));
        run = tool.start({CallId{++lastCall}, SessionId{1}, session, *valid, *plan}, events);
        run->prepare();
        if (!QTest::qWaitFor([this] { return events.preparedCount == 1; }))
            qFatal("not prepared");
        run->execute(Deadline(world.timers.now() + std::chrono::seconds(30)));
    }

    Outcome outcome()
    {
        if (!QTest::qWaitFor([this] { return events.finishedCount > 0; }, 10'000))
            qFatal("not finished");
        return *events.outcome;
    }

    inline static quint64 lastCall = 0;
    ToolRecorder events;
    std::unique_ptr<ToolRun> run;
};

} // namespace exaid::test
