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

QTEST_GUILESS_MAIN(TestModelCatalog)
#include "tst_modelcatalog.moc"
