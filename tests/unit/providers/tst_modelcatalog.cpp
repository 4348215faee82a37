#include "core/outcome.h"
#include "core/providers/modelcatalog.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestModelCatalog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInListIsSound();
    void resolves_data();
    void resolves();
    void unknownNameSuggestsTheNearest();
    void keepsModelsOfConfiguredProvidersOnly();
    void settingsAddModels();
    void idWinsOverAliasAndTheEarlierProvider();
    void badListsAreErrors();
    void learnsFromTheProvidersOwnList();
    void pricesAreData();

private:
    static QList<ProviderSettings> bothProviders();
};

QList<ProviderSettings> TestModelCatalog::bothProviders()
{
    ProviderSettings kimi;
    kimi.id = u"kimi"_s;
    kimi.kind = ProviderKind::Kimi;
    ProviderSettings glm;
    glm.id = u"glm"_s;
    glm.kind = ProviderKind::Glm;
    return {kimi, glm};
}

void TestModelCatalog::builtInListIsSound()
{
    const auto catalog = ModelCatalog::loadBuiltIn(bothProviders());
    QVERIFY(catalog);
    QVERIFY(catalog->all().size() >= 20);
    QSet<QString> names;
    for (const ModelInfo &model : catalog->all()) {
        QVERIFY2(model.contextTokens >= 8192 && model.maxOutputTokens >= 2048, qPrintable(model.id));
        QVERIFY2(model.thinking || (!model.thinksAlways && !model.thinkingSwitch), qPrintable(model.id));
        QCOMPARE(model.timeScale, 1.0);
        for (const QString &name : QStringList{model.id} + model.aliases) {
            QVERIFY2(!names.contains(name), qPrintable(name));
            names << name;
            QCOMPARE(catalog->resolve(name)->id, model.id);
        }
    }
    QVERIFY(!catalog->resolve(u"glm-4.5-flash"_s)->thinking);
    QVERIFY(catalog->resolve(u"kimi-thinking-preview"_s)->thinksAlways);
}

void TestModelCatalog::resolves_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("provider");
    QTest::newRow("id") << "glm-4.6" << "glm-4.6" << "glm";
    QTest::newRow("alias") << "kimi-k2" << "kimi-k2-0905-preview" << "kimi";
    QTest::newRow("any case") << "GLM-4.5-Flash" << "glm-4.5-flash" << "glm";
    QTest::newRow("blanks around") << " kimi-thinking " << "kimi-thinking-preview" << "kimi";
    QTest::newRow("with provider") << "glm/glm-4.5" << "glm-4.5" << "glm";
    QTest::newRow("alias x") << "glm-4.5-x" << "glm-4.5-air" << "glm";
}

void TestModelCatalog::resolves()
{
    QFETCH(QString, name);
    QFETCH(QString, id);
    QFETCH(QString, provider);
    const auto catalog = ModelCatalog::loadBuiltIn(bothProviders());
    QVERIFY(catalog);
    const auto model = catalog->resolve(name);
    QVERIFY(model);
    QCOMPARE(model->id, id);
    QCOMPARE(model->provider, provider);
}

void TestModelCatalog::unknownNameSuggestsTheNearest()
{
    const auto catalog = ModelCatalog::loadBuiltIn(bothProviders());
    const auto model = catalog->resolve(u"glm-4.5-flsh"_s);
    QVERIFY(!model);
    QCOMPARE(model.error().code, u"VALIDATION_ERROR"_s);
    QVERIFY(model.error().message.contains(u"glm-4.5-flsh"_s));
    QVERIFY(model.error().hint.contains(u"glm-4.5-flash"_s));
    QVERIFY(!catalog->resolve(QString()));
    QVERIFY(!catalog->resolve(QString(1'000'000, u'x')));
    QVERIFY(catalog->resolve(QString(1'000'000, u'x')).error().message.size() < 300);
}

void TestModelCatalog::keepsModelsOfConfiguredProvidersOnly()
{
    const auto catalog = ModelCatalog::loadBuiltIn({bothProviders().at(1)});
    QVERIFY(catalog);
    QVERIFY(catalog->of(u"kimi"_s).isEmpty());
    QVERIFY(!catalog->of(u"glm"_s).isEmpty());
    QVERIFY(!catalog->resolve(u"kimi-k2"_s));
    const auto none = ModelCatalog::loadBuiltIn({});
    QVERIFY(none);
    QVERIFY(!none->resolve(u"glm-4.6"_s).error().hint.isEmpty());
}

void TestModelCatalog::settingsAddModels()
{
    QList<ProviderSettings> providers = bothProviders();
    providers[1].models = {u"glm-9"_s, u"glm-4.6"_s};
    ProviderSettings local;
    local.id = u"local"_s;
    local.kind = ProviderKind::Custom;
    local.models = {u"llama"_s, u"qwen"_s};
    local.defaultModel = u"mistral"_s;
    providers << local;
    const auto catalog = ModelCatalog::loadBuiltIn(providers);
    QVERIFY(catalog);
    QCOMPARE(catalog->of(u"local"_s).size(), 3);
    QCOMPARE(catalog->of(u"local"_s).first().id, u"llama"_s);
    QCOMPARE(catalog->resolve(u"qwen"_s)->provider, u"local"_s);
    QCOMPARE(catalog->resolve(u"glm-9"_s)->provider, u"glm"_s);
    QCOMPARE(catalog->resolve(u"glm-4.6"_s)->contextTokens, 200'000); // named again: still the known one
}

void TestModelCatalog::idWinsOverAliasAndTheEarlierProvider()
{
    const auto row = [](const QString &id, const QString &provider, const QJsonArray &aliases) {
        return QJsonObject{{u"id"_s, id}, {u"provider"_s, provider}, {u"aliases"_s, aliases}};
    };
    const QJsonObject list{
        {u"models"_s,
         QJsonArray{row(u"a"_s, u"kimi"_s, {u"b"_s, u"shared"_s}), row(u"b"_s, u"glm"_s, {u"shared"_s}),
                    row(u"twice"_s, u"glm"_s, {}), row(u"twice"_s, u"kimi"_s, {})}}};
    const auto catalog = ModelCatalog::load(list, bothProviders());
    QVERIFY(catalog);
    QCOMPARE(catalog->resolve(u"b"_s)->provider, u"glm"_s);
    QCOMPARE(catalog->resolve(u"shared"_s)->id, u"a"_s);
    QCOMPARE(catalog->resolve(u"twice"_s)->provider, u"kimi"_s); // listed later, but its provider comes first
    QCOMPARE(catalog->resolve(u"glm/twice"_s)->provider, u"glm"_s);
}

void TestModelCatalog::badListsAreErrors()
{
    QCOMPARE(ModelCatalog::load({}, bothProviders()).error().code, u"malformed_models"_s);
    const QJsonObject noId{{u"models"_s, QJsonArray{QJsonObject{{u"provider"_s, u"glm"_s}}}}};
    QCOMPARE(ModelCatalog::load(noId, bothProviders()).error().code, u"malformed_models"_s);
}

void TestModelCatalog::learnsFromTheProvidersOwnList()
{
    ModelCatalog catalog = std::move(ModelCatalog::loadBuiltIn(bothProviders())).value();
    const ModelCatalog copy = catalog;
    const auto before = catalog.all().size();
    const QJsonObject list{
        {u"data"_s, QJsonArray{QJsonObject{{u"id"_s, u"kimi-k3"_s}, {u"context_length"_s, 500'000}},
                               QJsonObject{{u"id"_s, u"Kimi-K2.6"_s}}, QJsonObject{{u"object"_s, u"?"_s}}}}};
    const auto added = catalog.learn(u"kimi"_s, list);
    QVERIFY(added);
    QCOMPARE(*added, QStringList{u"kimi-k3"_s});
    QCOMPARE(catalog.all().size(), before + 1);
    QCOMPARE(copy.resolve(u"kimi/KIMI-K3"_s)->contextTokens, 500'000); // copies know it too
    QVERIFY(copy.resolve(u"kimi-k3"_s)->learned);
    QVERIFY(!catalog.resolve(u"kimi-k2.6"_s)->unlisted);
    QVERIFY(catalog.resolve(u"kimi-latest"_s)->unlisted);
    QVERIFY(!catalog.resolve(u"glm-4.6"_s)->unlisted); // another provider's
    QVERIFY(catalog.learn(u"kimi"_s, list)->isEmpty());
    QCOMPARE(catalog.all().size(), before + 1);
    QCOMPARE(catalog.learn(u"kimi"_s, {}).error().code, u"malformed_models"_s);
}

void TestModelCatalog::pricesAreData()
{
    const QJsonObject list{
        {u"models"_s,
         QJsonArray{
             QJsonObject{{u"id"_s, u"priced"_s},
                         {u"provider"_s, u"kimi"_s},
                         {u"price"_s, QJsonObject{{u"input"_s, 2}, {u"output"_s, 10}, {u"search"_s, 0.005}}}},
             QJsonObject{{u"id"_s, u"unpriced"_s}, {u"provider"_s, u"kimi"_s}}}}};
    const auto catalog = ModelCatalog::load(list, bothProviders());
    QVERIFY(!catalog->resolve(u"unpriced"_s)->price);
    const ModelPrice price = *catalog->resolve(u"priced"_s)->price;
    TokenUsage usage;
    usage.promptTokens = 500'000;
    usage.completionTokens = 100'000;
    usage.cachedTokens = 900'000; // more than there were: a provider's mistake must not make it negative
    QCOMPARE(price.of(usage, 2), 1.0 + 1.0 + 0.01);
}

QTEST_GUILESS_MAIN(TestModelCatalog)
#include "tst_modelcatalog.moc"
