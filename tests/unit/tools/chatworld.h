#pragma once

// The built-in tools over fake providers: "one" (model-a: web, thinking; model-b: neither) and "two" without
// a key.

#include "core/conversations/conversationstore.h"
#include "core/monitoring/eventlog.h"
#include "core/time/manualtime.h"
#include "core/tools/maketoolcatalog.h"
#include "tests/unit/tools/fakeprovider.h"

#include <QJsonArray>
#include <QTemporaryDir>

namespace exaid::test {

inline ProviderSettings chatProviderSettings(const QString &id, const QString &defaultModel)
{
    ProviderSettings p;
    p.id = id;
    p.displayName = id.toUpper();
    p.kind = ProviderKind::Glm;
    p.baseUrl = QStringLiteral("https://user:pw-in-url@") + id + QStringLiteral(".example/v1");
    p.apiKey = Secret(QByteArrayLiteral("sk-secret-of-") + id.toUtf8());
    p.maxOutputTokens = 1'000;
    p.clocks.connect = 1s;
    p.clocks.firstToken = 2s;
    p.clocks.stall = 3s;
    p.clocks.total = {10s, 20s, 30s, 40s};
    p.defaultModel = defaultModel;
    return p;
}

inline QJsonObject chatModel(const QString &id, const QString &provider, bool able)
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("provider"), provider},
            {QStringLiteral("aliases"), QJsonArray{QString(id + QStringLiteral("-alias"))}},
            {QStringLiteral("context"), 8'000},
            {QStringLiteral("max_output"), 2'000},
            {QStringLiteral("thinking"), able},
            {QStringLiteral("web_search"), able},
            {QStringLiteral("time_scale"), able ? 1.0 : 1.5}};
}

inline ModelCatalog chatModels(const QList<ProviderSettings> &providers)
{
    QJsonObject always = chatModel(QStringLiteral("model-always"), QStringLiteral("one"), false);
    always.insert(QStringLiteral("thinks_always"), true);
    const QJsonArray models{chatModel(QStringLiteral("model-a"), QStringLiteral("one"), true),
                            chatModel(QStringLiteral("model-b"), QStringLiteral("one"), false), always,
                            chatModel(QStringLiteral("model-c"), QStringLiteral("two"), true)};
    return std::move(ModelCatalog::load({{QStringLiteral("models"), models}}, providers)).value();
}

struct ChatWorld
{
    explicit ChatWorld(const std::function<void(Settings &)> &change = {})
    {
        settings.providers = {chatProviderSettings(QStringLiteral("one"), QStringLiteral("model-b")),
                              chatProviderSettings(QStringLiteral("two"), QStringLiteral("model-c"))};
        settings.tools.defaultModel = QStringLiteral("model-a");
        settings.tools.allowedRoots = {dir.path()};
        settings.tools.maxPromptChars = 1'000;
        settings.tools.testTools = true;
        if (change)
            change(settings);
        auto fakeOne = std::make_unique<FakeProvider>(QStringLiteral("one"));
        auto fakeTwo = std::make_unique<FakeProvider>(QStringLiteral("two"), false);
        one = fakeOne.get();
        two = fakeTwo.get();
        providers.add(std::move(fakeOne));
        providers.add(std::move(fakeTwo));
        models = std::make_unique<ModelCatalog>(chatModels(settings.providers));
        catalog = makeToolCatalog(
            {settings, *models, providers, conversations, [this] { return snapshot; }, events, time, pool});
    }

    // As the engine does it: find, validate, plan.
    Result<ToolInput> input(const QString &tool, const QJsonObject &arguments,
                            const QString &session = QStringLiteral("alice"))
    {
        const auto found = catalog->find(tool);
        if (!found)
            return found.error();
        const auto valid = catalog->validate(**found, arguments);
        if (!valid)
            return valid.error();
        const auto plan = (*found)->plan(*valid);
        if (!plan)
            return plan.error();
        return ToolInput{CallId{++lastCall}, SessionId{1}, session, *valid, *plan};
    }

    std::unique_ptr<ToolRun> start(const QString &tool, const ToolInput &input, ToolEvents &recorder)
    {
        return (*catalog->find(tool))->start(input, recorder);
    }

    QTemporaryDir dir;
    Settings settings;
    ManualClock clock;
    ManualTime time{clock};
    EventLog events{clock};
    ConversationLimits limits;
    ConversationStore conversations{clock, limits};
    QThreadPool pool;
    ProviderSet providers;
    FakeProvider *one = nullptr, *two = nullptr;
    std::unique_ptr<ModelCatalog> models;
    Snapshot snapshot;
    std::unique_ptr<ToolCatalog> catalog;
    quint64 lastCall = 0;
};

} // namespace exaid::test
