#include "core/config/settingsstore.h"
#include "core/config/unusednames.h"
#include "tests/unit/config/settingsfixture.h"

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestSettingsStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysCanBeInTheKeychain();
    void aKeychainThatFailsIsNoMissingKey();
    void theKeychainIsAskedOnlyWhenTheSettingsSaySo();
    void pain34_defaultConfigurationStarts();
    void pain38_noExternalServiceIsNeeded();
    void profilesHaveTheirOwnDefaults();
    void laterSourcesWin();
    void emptyMeansNotSet();
    void defaultsAreInherited();
    void pain8_everyTimeoutIsRead_data();
    void pain8_everyTimeoutIsRead();
    void pain8_unknownNamesAreReported_data();
    void pain8_unknownNamesAreReported();
    void foreignNamesAreLeftAlone();
    void unknownNameOnTheCommandLineIsAnError();
    void unusedNamesAreExplained();
    void aliasesThatDisagreeAreAnError();
    void aliasesThatAgreeAreFine();
    void commandLineMayOverruleAnAlias();
    void simulatorStandsInWithoutKeys();
    void withAKeyOnlyProvidersWithKeysAreUsed();
    void simulatorCanBeForced();
    void allowedProvidersAreChecked();
    void customProvider();
    void customProviderOfAnotherProgramIsIgnored();
    void pathsAreResolved();
    void namedEnvFileMustExist();
    void envFileIsFound();
    void allErrorsAreReportedTogether();
    void badLinesAreErrorsWithTheirNumber();
    void everySettingIsExplained();
    void pain28_secretsAppearNowhere();
};

void TestSettingsStore::pain34_defaultConfigurationStarts()
{
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load();
    VERIFY_NO_PROBLEM(loaded.errors);
    VERIFY_NO_PROBLEM(loaded.warnings);
    QCOMPARE(loaded.settings.server.port, 8079);
    QCOMPARE(loaded.settings.server.host, u"127.0.0.1"_s);
    QCOMPARE(loaded.settings.providers.size(), 2);
    for (const ProviderSettings &provider : loaded.settings.providers)
        QVERIFY(provider.simulated);
}

void TestSettingsStore::pain38_noExternalServiceIsNeeded()
{
    SettingsFixture fixture;
    const LoadedSettings loaded =
        fixture.load("SUPABASE_URL=https://example.org\nREDIS_URL=redis://example.org\n");
    VERIFY_NO_PROBLEM(loaded.errors);
    VERIFY_PROBLEM(loaded.warnings, u"SUPABASE_URL"_s, u"no external service is needed"_s);
    VERIFY_PROBLEM(loaded.warnings, u"REDIS_URL"_s, u"no external service is needed"_s);
}

void TestSettingsStore::profilesHaveTheirOwnDefaults()
{
    SettingsFixture fixture;
    const Settings development = fixture.load().settings;
    QCOMPARE(development.limits.globalInflight, 5);
    QCOMPARE(development.limits.sessionInflight, 2);
    QCOMPARE(development.limits.maxSessions, 5);
    QCOMPARE(development.provider(u"glm"_s)->maxInflight, 2);
    QCOMPARE(development.provider(u"kimi"_s)->maxInflight, 3);

    const LoadedSettings loaded = fixture.load("EXAI_WS_GLM_MAX_INFLIGHT=3\nEXAI_PROFILE=production\n");
    VERIFY_NO_PROBLEM(loaded.errors);
    const Settings &production = loaded.settings;
    QCOMPARE(production.limits.globalInflight, 24);
    QCOMPARE(production.limits.sessionInflight, 8);
    QCOMPARE(production.limits.maxSessions, 100);
    QCOMPARE(production.provider(u"glm"_s)->maxInflight, 3);
    QCOMPARE(production.provider(u"kimi"_s)->maxInflight, 6);
    QCOMPARE(fixture.explained(loaded, u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s)->source, u"profile production"_s);
    QCOMPARE(fixture.explained(loaded, u"EXAI_WS_GLM_MAX_INFLIGHT"_s)->defaultValue, u"4"_s);
}

void TestSettingsStore::laterSourcesWin()
{
    SettingsFixture fixture;
    const QByteArray env = "EXAI_WS_PORT=9001\nMAX_CONNECTIONS=901\nEXAI_WS_MAX_BYTES=900001\n";
    fixture.environment.insert(u"EXAI_WS_PORT"_s, u"9002"_s);
    fixture.environment.insert(u"MAX_CONNECTIONS"_s, u"902"_s);
    fixture.commandLine.insert(u"EXAI_WS_PORT"_s, u"9003"_s);
    const LoadedSettings loaded = fixture.load(env);
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.server.port, 9003);
    QCOMPARE(loaded.settings.server.maxConnections, 902);
    QCOMPARE(loaded.settings.server.maxFrameBytes, 900'001);
    QCOMPARE(fixture.explained(loaded, u"EXAI_WS_PORT"_s)->source, u"command line"_s);
    QCOMPARE(fixture.explained(loaded, u"EXAI_WS_PORT"_s)->defaultValue, u"8079"_s);
    QCOMPARE(fixture.explained(loaded, u"MAX_CONNECTIONS"_s)->source, u"environment"_s);
    QCOMPARE(fixture.explained(loaded, u"EXAI_WS_MAX_BYTES"_s)->source,
             fixture.dir.filePath(u"test.env"_s) + u":3");
    QCOMPARE(fixture.explained(loaded, u"MAX_CONNECTIONS_PER_IP"_s)->source, u"default"_s);
}

void TestSettingsStore::emptyMeansNotSet()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"EXAI_WS_PORT"_s, QString());
    fixture.environment.insert(u"EXAI_WS_TOKEN"_s, u" "_s); // must not take the file's token away
    const LoadedSettings loaded =
        fixture.load("EXAI_WS_PORT=9001\nEXAI_WS_TOKEN=0123456789abcdef\nKIMI_TIMEOUT_SECS=\n");
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.server.port, 9001);
    QCOMPARE(loaded.settings.server.token.reveal(), QByteArray("0123456789abcdef"));
    QCOMPARE(loaded.settings.provider(u"kimi"_s)->clocks.totalFor(WorkClass::Plain), Duration(240s));
}

void TestSettingsStore::defaultsAreInherited()
{
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load("EXAI_STALL_TIMEOUT_SECS=33\nGLM_STALL_TIMEOUT_SECS=44\n");
    QCOMPARE(loaded.settings.provider(u"kimi"_s)->clocks.stall, Duration(33s));
    QCOMPARE(loaded.settings.provider(u"glm"_s)->clocks.stall, Duration(44s));
    QCOMPARE(fixture.explained(loaded, u"KIMI_STALL_TIMEOUT_SECS"_s)->source,
             u"as EXAI_STALL_TIMEOUT_SECS"_s);
    QCOMPARE(fixture.explained(loaded, u"GLM_STALL_TIMEOUT_SECS"_s)->defaultValue, u"33"_s);
}

void TestSettingsStore::pain8_everyTimeoutIsRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("workClass");
    QTest::addColumn<int>("standard");
    const QStringList forms{u"_TIMEOUT_SECS"_s, u"_WEB_SEARCH_TIMEOUT_SECS"_s, u"_THINKING_TIMEOUT_SECS"_s,
                            u"_WEB_THINKING_TIMEOUT_SECS"_s};
    for (const QString &provider : {u"KIMI"_s, u"GLM"_s}) {
        for (int i = 0; i < 4; ++i)
            QTest::newRow(qPrintable(provider + forms.at(i)))
                << QString(provider + forms.at(i)) << i << 240 + 60 * i;
    }
}

void TestSettingsStore::pain8_everyTimeoutIsRead()
{
    QFETCH(QString, name);
    QFETCH(int, workClass);
    QFETCH(int, standard);
    SettingsFixture fixture;
    const QString id = name.section(u'_', 0, 0).toLower();
    const auto total = [&](const LoadedSettings &loaded) {
        return loaded.settings.provider(id)->clocks.totalFor(static_cast<WorkClass>(workClass));
    };
    QCOMPARE(total(fixture.load()), Duration(std::chrono::seconds(standard)));
    QCOMPARE(total(fixture.load(name.toUtf8() + "=77.5\n")), Duration(77'500ms));
}

void TestSettingsStore::pain8_unknownNamesAreReported_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("hint");
    QTest::newRow("letters swapped") << u"EXAI_WS_PROT"_s << u"Did you mean EXAI_WS_PORT?"_s;
    QTest::newRow("letter missing") << u"KIMI_TIMEOUT_SEC"_s << u"Did you mean KIMI_TIMEOUT_SECS?"_s;
    QTest::newRow("prefix wrong") << u"EXIA_WS_PORT"_s << u"Did you mean EXAI_WS_PORT?"_s;
    QTest::newRow("no prefix") << u"MAX_CONNECTION"_s << u"Did you mean MAX_CONNECTIONS?"_s;
    QTest::newRow("lower case") << u"exai_ws_port"_s << u"Did you mean EXAI_WS_PORT?"_s;
    QTest::newRow("nothing near") << u"EXAI_TELEPATHY"_s << u"exaid config"_s;
    QTest::newRow("session") << u"SESSION_MAX_CONCURENT"_s << u"Did you mean SESSION_MAX_CONCURRENT?"_s;
}

void TestSettingsStore::pain8_unknownNamesAreReported()
{
    QFETCH(QString, name);
    QFETCH(QString, hint);
    SettingsFixture inFile;
    const LoadedSettings fromFile = inFile.load(name.toUtf8() + "=5\n");
    VERIFY_NO_PROBLEM(fromFile.errors);
    QCOMPARE(fromFile.warnings.size(), 1);
    VERIFY_PROBLEM(fromFile.warnings, name, hint);
    QVERIFY(fromFile.warnings.at(0).source.endsWith("test.env:1"_L1));

    SettingsFixture inEnvironment;
    inEnvironment.environment.insert(name, u"5"_s);
    const LoadedSettings fromEnvironment = inEnvironment.load();
    if (name != "EXIA_WS_PORT"_L1) // two letters off and without our prefix: may well be somebody else's
        VERIFY_PROBLEM(fromEnvironment.warnings, name, hint);
}

void TestSettingsStore::foreignNamesAreLeftAlone()
{
    SettingsFixture fixture;
    for (const QString &name :
         {u"PATH"_s, u"SESSION_MANAGER"_s, u"REDIS_URL"_s, u"LOG_LEVEL"_s, u"DESKTOP_SESSION"_s, u"LANG"_s})
        fixture.environment.insert(name, u"x"_s);
    VERIFY_NO_PROBLEM(fixture.load("PYTHONPATH=/x\nDATABASE_URL=y\n").warnings);
}

void TestSettingsStore::unknownNameOnTheCommandLineIsAnError()
{
    SettingsFixture fixture;
    fixture.commandLine.insert(u"EXAI_WS_PROT"_s, u"1"_s);
    VERIFY_PROBLEM(fixture.load().errors, u"EXAI_WS_PROT"_s, u"Did you mean EXAI_WS_PORT?"_s);
}

void TestSettingsStore::unusedNamesAreExplained()
{
    QByteArray env;
    int count = 0;
    for (const UnusedName &unused : unusedNames()) {
        QVERIFY2(unused.reason.size() > 10, qPrintable(unused.pattern));
        env += QString(unused.pattern).replace(u'*', u"X"_s).toUtf8() + "=1\n";
        ++count;
    }
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load(env);
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.warnings.size(), count);
    for (const SettingProblem &problem : loaded.warnings)
        QVERIFY2(problem.message.startsWith("is known but not used here: "_L1),
                 qPrintable(problem.name + problem.message));
}

void TestSettingsStore::aliasesThatDisagreeAreAnError()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"MOONSHOT_API_KEY"_s, u"sk-other"_s);
    const LoadedSettings loaded = fixture.load("KIMI_API_KEY=sk-one\n");
    VERIFY_PROBLEM(loaded.errors, u"KIMI_API_KEY"_s, u"KIMI_API_KEY"_s);
    VERIFY_PROBLEM(loaded.errors, u"KIMI_API_KEY"_s, u"MOONSHOT_API_KEY"_s);
    QVERIFY(!fixture.listed(loaded.errors).contains(u"sk-"_s));
    QVERIFY(
        !fixture.load("KIMI_API_URL=https://a.example\nKIMI_BASE_URL=https://b.example\n").errors.isEmpty());
}

void TestSettingsStore::aliasesThatAgreeAreFine()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"ZHIPUAI_API_KEY"_s, u"sk-one"_s);
    const LoadedSettings loaded = fixture.load("GLM_API_KEY=sk-one\n");
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.provider(u"glm"_s)->apiKey.reveal(), QByteArray("sk-one"));
}

void TestSettingsStore::commandLineMayOverruleAnAlias()
{
    SettingsFixture fixture;
    fixture.commandLine.insert(u"KIMI_BASE_URL"_s, u"http://127.0.0.1:5"_s);
    const LoadedSettings loaded = fixture.load("KIMI_API_URL=https://a.example\n");
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.provider(u"kimi"_s)->baseUrl, u"http://127.0.0.1:5"_s);
}

void TestSettingsStore::simulatorStandsInWithoutKeys()
{
    SettingsFixture fixture;
    const LoadedSettings kimiOnly = fixture.load("ALLOWED_PROVIDERS=Kimi\n");
    VERIFY_NO_PROBLEM(kimiOnly.errors);
    QCOMPARE(kimiOnly.settings.providers.size(), 1);
    QVERIFY(kimiOnly.settings.provider(u"kimi"_s)->simulated);
    QCOMPARE(kimiOnly.settings.tools.defaultModel, u"kimi-k2-0905-preview"_s);

    const LoadedSettings off = fixture.load("EXAI_SIMULATOR=off\n");
    VERIFY_PROBLEM(off.errors, u"EXAI_SIMULATOR"_s, u"KIMI_API_KEY_FILE"_s);
}

void TestSettingsStore::withAKeyOnlyProvidersWithKeysAreUsed()
{
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load("MOONSHOT_API_KEY=sk-one\n");
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.providers.size(), 1);
    const ProviderSettings *kimi = loaded.settings.provider(u"kimi"_s);
    QVERIFY(kimi && !kimi->simulated);
    QCOMPARE(kimi->baseUrl, u"https://api.moonshot.ai/v1"_s);
    QCOMPARE(loaded.settings.tools.defaultModel, u"kimi-k2-0905-preview"_s);
    QCOMPARE(fixture.explained(loaded, u"DEFAULT_MODEL"_s)->source, u"default of KIMI"_s);
    QCOMPARE(fixture.load("MOONSHOT_API_KEY=sk-one\nDEFAULT_MODEL=x\n").settings.tools.defaultModel, u"x"_s);
}

void TestSettingsStore::simulatorCanBeForced()
{
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load("GLM_API_KEY=sk-one\nEXAI_SIMULATOR=on\n");
    QCOMPARE(loaded.settings.providers.size(), 2);
    for (const ProviderSettings &provider : loaded.settings.providers)
        QVERIFY(provider.simulated);
}

void TestSettingsStore::allowedProvidersAreChecked()
{
    SettingsFixture fixture;
    VERIFY_PROBLEM(fixture.load("ALLOWED_PROVIDERS=kimmi\n").errors, u"ALLOWED_PROVIDERS"_s,
                   u"Did you mean kimi?"_s);
    VERIFY_PROBLEM(fixture.load("ALLOWED_PROVIDERS=openrouter\n").errors, u"ALLOWED_PROVIDERS"_s,
                   u"OPENROUTER_BASE_URL"_s);
    const LoadedSettings keyless = fixture.load("ALLOWED_PROVIDERS=kimi,glm\nGLM_API_KEY=sk-one\n");
    VERIFY_NO_PROBLEM(keyless.errors);
    VERIFY_PROBLEM(keyless.warnings, u"ALLOWED_PROVIDERS"_s, u"kimi is allowed but has no key"_s);
}

void TestSettingsStore::customProvider()
{
    SettingsFixture fixture;
    const LoadedSettings loaded =
        fixture.load("MY_LLM_BASE_URL=http://127.0.0.1:11434/v1/\nMY_LLM_MODELS=small, large\n"
                     "MY_LLM_MAX_INFLIGHT=4\nMY_LLM_TIMEOUT_SECS=900\nMY_LLM_TIMEOUT=5\n"
                     "EXAI_STALL_TIMEOUT_SECS=50\n");
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.providers.size(), 1); // it is usable, so nothing is simulated
    const ProviderSettings *provider = loaded.settings.provider(u"my_llm"_s);
    QVERIFY(provider);
    QCOMPARE(provider->kind, ProviderKind::Custom);
    QCOMPARE(provider->displayName, u"MY_LLM"_s);
    QCOMPARE(provider->baseUrl, u"http://127.0.0.1:11434/v1"_s);
    QCOMPARE(provider->models, (QStringList{u"small"_s, u"large"_s}));
    QCOMPARE(provider->defaultModel, u"small"_s);
    QCOMPARE(provider->maxInflight, 4);
    QCOMPARE(provider->clocks.totalFor(WorkClass::Plain), Duration(900s));
    QCOMPARE(provider->clocks.stall, Duration(50s));
    QVERIFY(!provider->simulated);
    QCOMPARE(loaded.settings.tools.defaultModel, u"small"_s);
    VERIFY_PROBLEM(loaded.warnings, u"MY_LLM_TIMEOUT"_s, u"MY_LLM_TIMEOUT_SECS"_s);

    VERIFY_PROBLEM(fixture.load("MY_LLM_BASE_URL=http://127.0.0.1:1\n").errors, u"MY_LLM_MODELS"_s,
                   u"no model is named"_s);
    VERIFY_PROBLEM(fixture.load("SESSION_BASE_URL=http://127.0.0.1:1\n").errors, u"SESSION_BASE_URL"_s,
                   u"can't be the name"_s);
}

void TestSettingsStore::customProviderOfAnotherProgramIsIgnored()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"ACME_BASE_URL"_s, u"https://acme.example"_s);
    LoadedSettings loaded = fixture.load();
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.providers.size(), 2);
    fixture.environment.insert(u"ACME_MODELS"_s, u"m1"_s);
    loaded = fixture.load();
    VERIFY_NO_PROBLEM(loaded.errors);
    QVERIFY(loaded.settings.provider(u"acme"_s));
    VERIFY_PROBLEM(loaded.warnings, u"ACME_API_KEY"_s, u"acme.example"_s);
}

void TestSettingsStore::pathsAreResolved()
{
    SettingsFixture fixture;
    const QString home = fixture.dir.path();
    FileSettings files = fixture.load().settings.files;
    QCOMPARE(files.stateDir, QString(home + u"/.local/state/exaid"));
    QCOMPARE(files.healthFile, QString(home + u"/.local/state/exaid/ws_daemon.health.json"));
    QCOMPARE(files.callLog, QString(home + u"/.local/state/exaid/calls.jsonl"));
    QCOMPARE(files.eventLog, QString());
    fixture.environment.insert(u"XDG_STATE_HOME"_s, u"/x/state"_s);
    QCOMPARE(fixture.load().settings.files.stateDir, u"/x/state/exaid"_s);
    files = fixture.load("EXAI_STATE_DIR=~/s\nEXAI_CALL_LOG=/l/calls\n").settings.files;
    QCOMPARE(files.healthFile, QString(home + u"/s/ws_daemon.health.json"));
    QCOMPARE(files.callLog, u"/l/calls"_s);
}

void TestSettingsStore::namedEnvFileMustExist()
{
    SettingsSources sources;
    sources.envFile = u"/nowhere/settings.env"_s;
    VERIFY_PROBLEM(loadSettings(sources).errors, u"ENV_FILE"_s, u"/nowhere/settings.env"_s);
    sources.envFile = u"/tmp"_s;
    VERIFY_PROBLEM(loadSettings(sources).errors, u"ENV_FILE"_s, u"/tmp"_s);
    sources.envFile.clear();
    sources.environment.insert(u"ENV_FILE"_s, u"/nowhere/other.env"_s);
    VERIFY_PROBLEM(loadSettings(sources).errors, u"ENV_FILE"_s, u"/nowhere/other.env"_s);
}

void TestSettingsStore::envFileIsFound()
{
    SettingsFixture fixture;
    QVERIFY(QDir(fixture.dir.path()).mkpath(u".config/exaid"_s));
    fixture.write(u".config/exaid/.env"_s, "EXAI_WS_PORT=9005\n");
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(fixture.dir.path()));
    const LoadedSettings fromConfig = fixture.load();
    fixture.write(u".env"_s, "EXAI_WS_PORT=9006\n");
    const LoadedSettings fromHere = fixture.load();
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(fromConfig.settings.server.port, 9005);
    QVERIFY(fromConfig.envFile.endsWith("/.config/exaid/.env"_L1));
    QCOMPARE(fromHere.settings.server.port, 9006);
}

void TestSettingsStore::allErrorsAreReportedTogether()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"KIMI_TIMEOUT_SECS"_s, u"soon"_s);
    fixture.commandLine.insert(u"EXAI_PROFILE"_s, u"staging"_s);
    const LoadedSettings loaded =
        fixture.load("EXAI_WS_PORT=99999\nnonsense\nEXAI_WS_TOKEN=short\nEXAI_WS_SESSION_MAX_INFLIGHT=9\n");
    VERIFY_PROBLEM(loaded.errors, u"EXAI_WS_PORT"_s, u"0 to 65535"_s);
    VERIFY_PROBLEM(loaded.errors, u"KIMI_TIMEOUT_SECS"_s, u"not a number"_s);
    VERIFY_PROBLEM(loaded.errors, u"EXAI_PROFILE"_s, u"development, production"_s);
    VERIFY_PROBLEM(loaded.errors, u"EXAI_WS_TOKEN"_s, u"shorter than 16"_s);
    VERIFY_PROBLEM(loaded.errors, u"EXAI_WS_SESSION_MAX_INFLIGHT"_s, u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s);
    VERIFY_PROBLEM(loaded.errors, u"ENV_FILE"_s, u"NAME=value"_s);
    QCOMPARE(loaded.errors.size(), 6);
    for (const SettingProblem &problem : loaded.errors) {
        QVERIFY(!problem.source.isEmpty());
        QVERIFY(!problem.hint.isEmpty());
    }
}

void TestSettingsStore::badLinesAreErrorsWithTheirNumber()
{
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load("A=1\nA=2\nB=\"x\n");
    QCOMPARE(loaded.errors.size(), 1);
    QCOMPARE(loaded.errors.at(0).source, QString(fixture.dir.filePath(u"test.env"_s) + u":3"));
    QCOMPARE(loaded.warnings.size(), 1);
    QCOMPARE(loaded.warnings.at(0).source, QString(fixture.dir.filePath(u"test.env"_s) + u":2"));
}

void TestSettingsStore::everySettingIsExplained()
{
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load();
    for (const ExplainedSetting &setting : loaded.explained) {
        QVERIFY(!setting.help.isEmpty() && !setting.range.isEmpty() && !setting.source.isEmpty() &&
                !setting.group.isEmpty());
        if (setting.name != "EXAI_PROFILE"_L1)
            QVERIFY2(setting.value == setting.defaultValue, qPrintable(setting.name + u": " + setting.value));
    }
    QVERIFY(!fixture.explained(loaded, u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s)->needsRestart);
    QVERIFY(fixture.explained(loaded, u"EXAI_WS_PORT"_s)->needsRestart);
}

void TestSettingsStore::pain28_secretsAppearNowhere()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"GLM_API_KEY"_s, u"glm-hidden-value"_s);
    fixture.environment.insert(u"ZHIPUAI_API_KEY"_s, u"zhipu-hidden-value"_s);
    fixture.commandLine.insert(u"EXAI_WS_TOKEN"_s, u"tok-hidden-value"_s);
    const LoadedSettings loaded =
        fixture.load("KIMI_API_KEY=kimi hidden-value\nEXAI_WS_TOKN=mistyped-hidden-value\n");
    QVERIFY(!loaded.errors.isEmpty());
    QVERIFY(!loaded.warnings.isEmpty());
    QString everything = fixture.listed(loaded.errors) + fixture.listed(loaded.warnings);
    for (const ExplainedSetting &setting : loaded.explained)
        everything += setting.value + setting.defaultValue + setting.source + setting.help + setting.range;
    QVERIFY(!everything.contains(u"hidden-value"_s));
    VERIFY_PROBLEM(loaded.warnings, u"EXAI_WS_TOKEN"_s, u"EXAI_WS_TOKEN_FILE"_s);
}

void TestSettingsStore::keysCanBeInTheKeychain()
{
    SettingsFixture fixture;
    SettingsSources sources;
    sources.envFile =
        fixture.write(u"test.env"_s, "KIMI_API_KEY=keychain\nGLM_API_KEY=glm-in-the-file-0123\n");
    sources.environment = fixture.environment;
    QCOMPARE(loadSettings(sources).keychainNames, QStringList{u"KIMI_API_KEY"_s});
    sources.keychain = KeychainKeys{{u"KIMI_API_KEY"_s, Secret("kimi-in-the-keychain")},
                                    {u"GLM_API_KEY"_s, Secret("glm-in-the-keychain")}};
    const LoadedSettings loaded = loadSettings(sources);
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.provider(u"kimi"_s)->apiKey, Secret("kimi-in-the-keychain"));
    QCOMPARE(loaded.settings.provider(u"glm"_s)->apiKey,
             Secret("glm-in-the-file-0123")); // file before keychain
    QCOMPARE(SettingsFixture::explained(loaded, u"KIMI_API_KEY"_s)->source, u"keychain"_s);
    QCOMPARE(SettingsFixture::explained(loaded, u"KIMI_API_KEY"_s)->value, u"********"_s);
    sources.environment.insert(u"KIMI_API_KEY"_s, u"kimi-in-the-environment"_s); // before both
    QCOMPARE(loadSettings(sources).settings.provider(u"kimi"_s)->apiKey, Secret("kimi-in-the-environment"));
}

void TestSettingsStore::aKeychainThatFailsIsNoMissingKey()
{
    SettingsFixture fixture;
    SettingsSources sources;
    sources.envFile = fixture.write(u"test.env"_s, "KIMI_API_KEY=keychain\n");
    sources.environment = fixture.environment;
    sources.keychain =
        KeychainKeys{{u"KIMI_API_KEY"_s, Error{u"keychain_failed"_s, u"it is locked"_s, u"Unlock it."_s}}};
    VERIFY_PROBLEM(loadSettings(sources).errors, u"KIMI_API_KEY"_s, u"it is locked"_s);
    sources.keychain = KeychainKeys{}; // the file was changed by hand since
    VERIFY_PROBLEM(loadSettings(sources).errors, u"KIMI_API_KEY"_s, u"Restart the daemon"_s);
}

void TestSettingsStore::theKeychainIsAskedOnlyWhenTheSettingsSaySo()
{
    SettingsFixture fixture;
    QVERIFY(fixture.load("KIMI_API_KEY=kimi-in-the-file-0123\n").keychainNames.isEmpty());
    QVERIFY(fixture.load("EXAI_WS_PORT=8100\n").keychainNames.isEmpty());
    fixture.environment.insert(u"KIMI_API_KEY"_s, u"kimi-in-the-environment"_s);
    QVERIFY(fixture.load("MOONSHOT_API_KEY=keychain\nKIMI_API_KEY=keychain\n").keychainNames.isEmpty());
}

QTEST_GUILESS_MAIN(TestSettingsStore)
#include "tst_settingsstore.moc"
