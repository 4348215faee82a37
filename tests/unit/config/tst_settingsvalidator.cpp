#include "core/config/settingsvalidator.h"
#include "tests/unit/config/settingsfixture.h"

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestSettingsValidator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contradictionsAreErrors_data();
    void contradictionsAreErrors();
    void doubtsAreWarnings_data();
    void doubtsAreWarnings();
    void goodCombinationsPass_data();
    void goodCombinationsPass();
    void pain27_shortTokenStopsTheStart();
    void secretFilesAreRead();
    void secretFileProblems_data();
    void secretFileProblems();
    void secretGivenTwiceIsAnError();
    void envFileWithASecretMustBePrivate_data();
    void envFileWithASecretMustBePrivate();
    void systemdCredentialsAreTrusted();
    void knowsLoopback_data();
    void knowsLoopback();
};

void TestSettingsValidator::contradictionsAreErrors_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *tag, const char *env, const QString &name, const QString &part) {
        QTest::newRow(tag) << QByteArray(env) << name << part;
    };
    row("session above global", "EXAI_WS_SESSION_MAX_INFLIGHT=6\n", u"EXAI_WS_SESSION_MAX_INFLIGHT"_s,
        u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s);
    row("queue of a session above all", "EXAI_QUEUE_TOTAL=10\n", u"EXAI_QUEUE_PER_SESSION"_s,
        u"EXAI_QUEUE_TOTAL"_s);
    row("outbox marks", "EXAI_WS_OUTBOX_HARD_BYTES=1048576\n", u"EXAI_WS_OUTBOX_SOFT_BYTES"_s,
        u"EXAI_WS_OUTBOX_HARD_BYTES"_s);
    row("open without token", "EXAI_WS_HOST=0.0.0.0\n", u"EXAI_WS_TOKEN"_s, u"reached from other machines"_s);
    row("open on one interface", "EXAI_WS_HOST=192.168.1.5\n", u"EXAI_WS_TOKEN"_s, u"192.168.1.5"_s);
    row("open on all of v6", "EXAI_WS_HOST=::\n", u"EXAI_WS_TOKEN"_s, u"EXAI_WS_TOKEN_FILE"_s);
    row("short token", "EXAI_WS_TOKEN=0123456789abcde\n", u"EXAI_WS_TOKEN"_s, u"16 characters"_s);
    row("any origin", "EXAI_ALLOWED_ORIGINS=https://a.example,*\n", u"EXAI_ALLOWED_ORIGINS"_s,
        u"every web page"_s);
    row("key in clear", "KIMI_API_KEY=sk-x\nKIMI_API_URL=http://api.example/v1\n", u"KIMI_API_URL"_s,
        u"in clear"_s);
    row("prompts in clear", "A_BASE_URL=http://api.example/v1\nA_MODELS=m\n", u"A_BASE_URL"_s, u"in clear"_s);
    row("custom without models", "A_BASE_URL=https://api.example/v1\n", u"A_MODELS"_s, u"no model"_s);
}

void TestSettingsValidator::contradictionsAreErrors()
{
    QFETCH(QByteArray, env);
    QFETCH(QString, name);
    QFETCH(QString, part);
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load(env);
    VERIFY_PROBLEM(loaded.errors, name, part);
    QCOMPARE(loaded.errors.size(), 1);
    QVERIFY(!loaded.errors.at(0).hint.isEmpty());
}

void TestSettingsValidator::doubtsAreWarnings_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *tag, const char *env, const QString &name, const QString &part) {
        QTest::newRow(tag) << QByteArray(env) << name << part;
    };
    row("provider above global", "EXAI_WS_KIMI_MAX_INFLIGHT=6\n", u"EXAI_WS_KIMI_MAX_INFLIGHT"_s,
        u"never reached"_s);
    row("address above all", "MAX_CONNECTIONS=300\nMAX_CONNECTIONS_PER_IP=301\n", u"MAX_CONNECTIONS_PER_IP"_s,
        u"MAX_CONNECTIONS is 300"_s);
    row("loopback above all", "MAX_CONNECTIONS=100\n", u"EXAI_MAX_CONNECTIONS_LOOPBACK"_s,
        u"MAX_CONNECTIONS is 100"_s);
    row("stall above totals", "GLM_STALL_TIMEOUT_SECS=500\n", u"GLM_STALL_TIMEOUT_SECS"_s,
        u"never reached"_s);
    row("prompt above message", "EXAI_WS_MAX_BYTES=65536\n", u"EXAI_MAX_PROMPT_CHARS"_s,
        u"EXAI_WS_MAX_BYTES"_s);
}

void TestSettingsValidator::doubtsAreWarnings()
{
    QFETCH(QByteArray, env);
    QFETCH(QString, name);
    QFETCH(QString, part);
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load(env);
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.warnings.size(), 1);
    VERIFY_PROBLEM(loaded.warnings, name, part);
}

void TestSettingsValidator::goodCombinationsPass_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::newRow("open with token") << QByteArray("EXAI_WS_HOST=0.0.0.0\nEXAI_WS_TOKEN=0123456789abcdef\n");
    QTest::newRow("loopback v6") << QByteArray("EXAI_WS_HOST=::1\n");
    QTest::newRow("localhost") << QByteArray("EXAI_WS_HOST=localhost\n");
    QTest::newRow("http to this machine")
        << QByteArray("KIMI_API_KEY=x\nKIMI_API_URL=http://127.0.0.1:8000\n");
    QTest::newRow("http to localhost")
        << QByteArray("KIMI_API_KEY=x\nKIMI_API_URL=http://localhost:8000/v1\n");
    QTest::newRow("http to loopback v6") << QByteArray("KIMI_API_KEY=x\nKIMI_API_URL=http://[::1]:8000/v1\n");
    QTest::newRow("production") << QByteArray("EXAI_PROFILE=production\n");
    QTest::newRow("no queue") << QByteArray("EXAI_QUEUE_PER_SESSION=0\nEXAI_QUEUE_TOTAL=0\n");
    QTest::newRow("session as global") << QByteArray("EXAI_WS_SESSION_MAX_INFLIGHT=5\n");
}

void TestSettingsValidator::goodCombinationsPass()
{
    QFETCH(QByteArray, env);
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load(env);
    VERIFY_NO_PROBLEM(loaded.errors);
    VERIFY_NO_PROBLEM(loaded.warnings);
}

void TestSettingsValidator::pain27_shortTokenStopsTheStart()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"EXAI_WS_TOKEN"_s, u"fifteen-letters"_s);
    const LoadedSettings loaded = fixture.load();
    VERIFY_PROBLEM(loaded.errors, u"EXAI_WS_TOKEN"_s, u"shorter than 16"_s);
    QVERIFY(!fixture.listed(loaded.errors).contains(u"fifteen"_s));
    fixture.environment.insert(u"EXAI_WS_TOKEN"_s, u"sixteen--letters"_s);
    VERIFY_NO_PROBLEM(fixture.load().errors);
}

void TestSettingsValidator::secretFilesAreRead()
{
    SettingsFixture fixture;
    const QString token = fixture.write(u"token"_s, "0123456789abcdef\n");
    const QString key = fixture.write(u"key"_s, "  sk-from-file\r\n");
    const LoadedSettings loaded =
        fixture.load(QString(u"EXAI_WS_TOKEN_FILE=%1\nGLM_API_KEY_FILE=%2\n"_s.arg(token, key)).toUtf8());
    VERIFY_NO_PROBLEM(loaded.errors);
    QCOMPARE(loaded.settings.server.token.reveal(), QByteArray("0123456789abcdef"));
    QCOMPARE(loaded.settings.provider(u"glm"_s)->apiKey.reveal(), QByteArray("sk-from-file"));
    QVERIFY(!loaded.settings.provider(u"glm"_s)->simulated);
    QCOMPARE(fixture.explained(loaded, u"GLM_API_KEY"_s)->source, u"file "_s + key);
    QCOMPARE(fixture.explained(loaded, u"GLM_API_KEY"_s)->value, u"********"_s);
}

void TestSettingsValidator::secretFileProblems_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("permissions");
    QTest::addColumn<QString>("part");
    const int own = QFile::ReadOwner | QFile::WriteOwner;
    QTest::newRow("others read") << QByteArray("0123456789abcdef") << int(own | QFile::ReadOther)
                                 << u"chmod 600"_s;
    QTest::newRow("group reads") << QByteArray("0123456789abcdef") << int(own | QFile::ReadGroup)
                                 << u"chmod 600"_s;
    QTest::newRow("others write") << QByteArray("0123456789abcdef") << int(own | QFile::WriteOther)
                                  << u"chmod 600"_s;
    QTest::newRow("empty") << QByteArray(" \n") << own << u"is empty"_s;
    QTest::newRow("two words") << QByteArray("0123456789 abcdef") << own << u"more than one word"_s;
    QTest::newRow("huge") << QByteArray(70'000, 'x') << own << u"longer than"_s;
}

void TestSettingsValidator::secretFileProblems()
{
#ifndef Q_OS_UNIX
    QSKIP("file permissions are those of Unix");
#endif
    QFETCH(QByteArray, content);
    QFETCH(int, permissions);
    QFETCH(QString, part);
    SettingsFixture fixture;
    const QString path = fixture.write(u"token"_s, content, QFile::Permissions(permissions));
    fixture.environment.insert(u"EXAI_WS_TOKEN_FILE"_s, path);
    const LoadedSettings loaded = fixture.load();
    VERIFY_PROBLEM(loaded.errors, u"EXAI_WS_TOKEN_FILE"_s, part);
    QVERIFY(fixture.listed(loaded.errors).contains(path));
    QVERIFY(!fixture.listed(loaded.errors).contains(u"0123456789"_s));
    fixture.environment.insert(u"EXAI_WS_TOKEN_FILE"_s, u"/nowhere/token"_s);
    VERIFY_PROBLEM(fixture.load().errors, u"EXAI_WS_TOKEN_FILE"_s, u"is not a file"_s);
}

void TestSettingsValidator::secretGivenTwiceIsAnError()
{
    SettingsFixture fixture;
    const QString path = fixture.write(u"key"_s, "sk-x");
    fixture.environment.insert(u"KIMI_API_KEY_FILE"_s, path);
    fixture.environment.insert(u"MOONSHOT_API_KEY"_s, u"sk-y"_s);
    VERIFY_PROBLEM(fixture.load().errors, u"KIMI_API_KEY_FILE"_s, u"KIMI_API_KEY is set as well"_s);
}

void TestSettingsValidator::envFileWithASecretMustBePrivate_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<int>("permissions");
    QTest::addColumn<bool>("fine");
    const int own = QFile::ReadOwner | QFile::WriteOwner;
    const int open = own | QFile::ReadGroup | QFile::ReadOther;
    QTest::newRow("secret, private") << QByteArray("KIMI_API_KEY=x\n") << own << true;
    QTest::newRow("secret, open") << QByteArray("KIMI_API_KEY=x\n") << open << false;
    QTest::newRow("alias of a secret, open") << QByteArray("ZHIPUAI_API_KEY=x\n") << open << false;
    QTest::newRow("token, group") << QByteArray("EXAI_WS_TOKEN=0123456789abcdef\n")
                                  << int(own | QFile::ReadGroup) << false;
    QTest::newRow("no secret, open") << QByteArray("EXAI_WS_PORT=1\n") << open << true;
    QTest::newRow("empty secret, open") << QByteArray("KIMI_API_KEY=\n") << open << true;
}

void TestSettingsValidator::envFileWithASecretMustBePrivate()
{
#ifndef Q_OS_UNIX
    QSKIP("file permissions are those of Unix");
#endif
    QFETCH(QByteArray, env);
    QFETCH(int, permissions);
    QFETCH(bool, fine);
    SettingsFixture fixture;
    SettingsSources sources;
    sources.envFile = fixture.write(u"open.env"_s, env, QFile::Permissions(permissions));
    const LoadedSettings loaded = loadSettings(sources);
    QCOMPARE(loaded.errors.isEmpty(), fine);
    if (!fine)
        QCOMPARE(loaded.errors.at(0).hint, u"chmod 600 "_s + sources.envFile);
}

// systemd protects them by the directory, and shows the mask of an ACL where the group's bits are.
void TestSettingsValidator::systemdCredentialsAreTrusted()
{
    SettingsFixture fixture;
    const QString path = fixture.write(u"token"_s, "0123456789abcdef", QFile::ReadOwner | QFile::ReadGroup);
    fixture.environment.insert(u"EXAI_WS_TOKEN_FILE"_s, path);
    QVERIFY(!fixture.load().errors.isEmpty());
    fixture.environment.insert(u"CREDENTIALS_DIRECTORY"_s, fixture.dir.path());
    VERIFY_NO_PROBLEM(fixture.load().errors);
}

void TestSettingsValidator::knowsLoopback_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("loopback");
    QTest::newRow("v4") << u"127.0.0.1"_s << true;
    QTest::newRow("v4 other") << u"127.1.2.3"_s << true;
    QTest::newRow("v6") << u"::1"_s << true;
    QTest::newRow("v6 in brackets") << u"[::1]"_s << true;
    QTest::newRow("name") << u"localhost"_s << true;
    QTest::newRow("any v4") << u"0.0.0.0"_s << false;
    QTest::newRow("any v6") << u"::"_s << false;
    QTest::newRow("looks like it") << u"localhost.example.org"_s << false;
    QTest::newRow("number in a name") << u"127.0.0.1.example.org"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestSettingsValidator::knowsLoopback()
{
    QFETCH(QString, host);
    QTEST(isLoopbackHost(host), "loopback");
}

QTEST_GUILESS_MAIN(TestSettingsValidator)
#include "tst_settingsvalidator.moc"
