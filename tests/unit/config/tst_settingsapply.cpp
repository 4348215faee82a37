// The editor's wishes on their way into the file: validated as a whole, written whole, comments kept.

#include "core/config/settingsapply.h"
#include "settingsfixture.h"

#include <QFileInfo>
#include <QJsonDocument>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

SettingEdit wish(const QString &name, const QByteArray &value)
{
    return {name, Secret(value)};
}

SettingEdit reset(const QString &name)
{
    return {name, std::nullopt};
}

} // namespace

class TestSettingsApply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void changesOneLineAndKeepsTheRest();
    void nothingIsWrittenWhenAnythingIsWrong();
    void anAliasIsChangedWhereItStands();
    void aResetKeyLeavesNoTrace();
    void checkingWritesNothing();
    void aChangeBehindOurBackIsAConflict();
    void theEnvironmentIsNotOverruledInSilence();
    void newFilesAreForTheOwnerOnly();
    void filesWithKeysBecomePrivate();
    void tenVersionsAreKept();
    void goesBackToAVersion();
    void aVersionIsNoPath();
    void codecsKeepEverythingButSecrets();

private:
    SettingsRequest request(const QList<SettingEdit> &edits);
    QByteArray content() const;
    void start(const QByteArray &envFile);

    std::unique_ptr<SettingsFixture> m_fixture;
    SettingsSources m_sources;
    LoadedSettings m_loaded;
};

void TestSettingsApply::init()
{
    m_fixture = std::make_unique<SettingsFixture>();
}

void TestSettingsApply::start(const QByteArray &envFile)
{
    m_sources = {};
    m_sources.envFile = m_fixture->write(u"test.env"_s, envFile);
    m_sources.environment = m_fixture->environment;
    m_loaded = loadSettings(m_sources);
}

SettingsRequest TestSettingsApply::request(const QList<SettingEdit> &edits)
{
    return {m_sources, SettingsFile(m_sources.envFile, m_fixture->dir.filePath(u"versions"_s)),
            m_loaded,  edits,
            {},        SettingsFile::fingerprint(m_loaded.content),
            1'000,     true};
}

QByteArray TestSettingsApply::content() const
{
    QFile file(m_sources.envFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

void TestSettingsApply::changesOneLineAndKeepsTheRest()
{
    start("# ours\nEXAI_WS_PORT=8100\n\n# enough for the team\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6 # six\n");
    const SettingsReply done = carryOut(request({wish(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, "9")}));
    QVERIFY2(!done.failure, qPrintable(done.failure ? done.failure->message : QString()));
    VERIFY_NO_PROBLEM(done.outcome.errors);
    QCOMPARE(content(),
             "# ours\nEXAI_WS_PORT=8100\n\n# enough for the team\nEXAI_WS_GLOBAL_MAX_INFLIGHT=9\n");
    QCOMPARE(done.outcome.changes.size(), 1);
    QCOMPARE(done.outcome.changes.first(),
             (SettingChange{u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"6"_s, u"9"_s, false}));
    QCOMPARE(done.written->settings.limits.globalInflight, 9);
}

void TestSettingsApply::nothingIsWrittenWhenAnythingIsWrong()
{
    const QByteArray before = "EXAI_WS_GLOBAL_MAX_INFLIGHT=6\n";
    start(before);
    // Each by itself is fine; together they contradict each other.
    const SettingsReply done = carryOut(
        request({wish(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, "4"), wish(u"EXAI_WS_SESSION_MAX_INFLIGHT"_s, "5")}));
    VERIFY_PROBLEM(done.outcome.errors, u"EXAI_WS_SESSION_MAX_INFLIGHT"_s, u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s);
    QVERIFY(!done.written);
    QCOMPARE(content(), before);
    QVERIFY(!QFileInfo::exists(m_fixture->dir.filePath(u"versions"_s)));
}

void TestSettingsApply::anAliasIsChangedWhereItStands()
{
    start("MOONSHOT_API_KEY=sk-moonshot-0123456789\n");
    QVERIFY(SettingsFixture::explained(m_loaded, u"KIMI_API_KEY"_s)->aliases.contains(u"MOONSHOT_API_KEY"_s));
    const SettingsReply done = carryOut(request({wish(u"KIMI_API_KEY"_s, "sk-another-0123456789")}));
    VERIFY_NO_PROBLEM(done.outcome.errors);
    QCOMPARE(content(), "MOONSHOT_API_KEY=sk-another-0123456789\n");
}

void TestSettingsApply::aResetKeyLeavesNoTrace()
{
    start("KIMI_API_KEY=sk-moonshot-0123456789\nEXAI_WS_PORT=8100\n");
    const SettingsReply done = carryOut(request({reset(u"KIMI_API_KEY"_s), reset(u"EXAI_WS_PORT"_s)}));
    VERIFY_NO_PROBLEM(done.outcome.errors);
    QCOMPARE(content(), "# EXAI_WS_PORT=8100\n");
}

void TestSettingsApply::checkingWritesNothing()
{
    start("EXAI_WS_PORT=8100\n");
    SettingsRequest check = request({wish(u"EXAI_PROFILE"_s, "production")});
    check.write = false;
    const SettingsReply done = carryOut(check);
    QVERIFY(!done.written);
    QVERIFY(done.outcome.changes.contains(
        SettingChange{u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"5"_s, u"24"_s, false})); // what the profile brings
    QCOMPARE(content(), "EXAI_WS_PORT=8100\n");
}

void TestSettingsApply::aChangeBehindOurBackIsAConflict()
{
    start("EXAI_WS_PORT=8100\n");
    m_fixture->write(u"test.env"_s, "EXAI_WS_PORT=8200\n");
    const SettingsReply done = carryOut(request({wish(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, "9")}));
    QVERIFY(done.failure);
    QCOMPARE(done.failure->code, u"conflict"_s);
    QCOMPARE(content(), "EXAI_WS_PORT=8200\n");
}

void TestSettingsApply::theEnvironmentIsNotOverruledInSilence()
{
    m_fixture->environment.insert(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"7"_s);
    start("EXAI_WS_PORT=8100\n");
    const SettingsReply done = carryOut(request({wish(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, "9")}));
    VERIFY_PROBLEM(done.outcome.errors, u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"environment"_s);
    QVERIFY(!done.written);
}

void TestSettingsApply::newFilesAreForTheOwnerOnly()
{
    m_sources = {};
    m_sources.environment = m_fixture->environment;
    m_sources.envFile.clear();
    m_loaded = loadSettings(m_sources);
    const QString path = m_fixture->dir.filePath(u"new/settings/.env"_s);
    SettingsRequest first = request({wish(u"EXAI_WS_PORT"_s, "8100")});
    first.file = SettingsFile(path, m_fixture->dir.filePath(u"versions"_s));
    const SettingsReply done = carryOut(first);
    QVERIFY2(!done.failure, qPrintable(done.failure ? done.failure->message : QString()));
    QVERIFY(done.written);
    QVERIFY(!(QFileInfo(path).permissions() &
              (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

void TestSettingsApply::filesWithKeysBecomePrivate()
{
    start("EXAI_WS_PORT=8100\n");
    QVERIFY(QFile::setPermissions(m_sources.envFile, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                                         QFile::ReadOther));
    carryOut(request({wish(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, "9")}));
    QVERIFY(QFileInfo(m_sources.envFile).permissions() & QFile::ReadOther); // no key, nobody's business
    m_loaded = loadSettings(m_sources);
    const SettingsReply done = carryOut(request({wish(u"KIMI_API_KEY"_s, "sk-moonshot-0123456789")}));
    VERIFY_NO_PROBLEM(done.outcome.errors);
    QVERIFY(!(QFileInfo(m_sources.envFile).permissions() & (QFile::ReadOther | QFile::ReadGroup)));
    VERIFY_NO_PROBLEM(loadSettings(m_sources).errors);
}

void TestSettingsApply::tenVersionsAreKept()
{
    start("EXAI_WS_GLOBAL_MAX_INFLIGHT=100\n");
    for (int i = 0; i < 14; ++i) {
        SettingsRequest change =
            request({wish(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, QByteArray::number(101 + i))});
        change.wallMs = 5'000; // a clock that stands still must not lose a version
        const SettingsReply done = carryOut(change);
        QVERIFY(done.written);
        m_loaded = *done.written;
    }
    const SettingsFile file = request({}).file;
    const QList<SettingsVersion> versions = file.versions();
    QCOMPARE(versions.size(), SettingsFile::VersionsKept);
    QCOMPARE(file.version(versions.first().id)->reveal(), "EXAI_WS_GLOBAL_MAX_INFLIGHT=113\n");
    const QFileInfo dir(m_fixture->dir.filePath(u"versions"_s));
    QVERIFY(!(dir.permissions() & (QFile::ReadOther | QFile::ReadGroup | QFile::ExeOther | QFile::ExeGroup)));
}

void TestSettingsApply::goesBackToAVersion()
{
    const QByteArray first = "# the first\nEXAI_WS_GLOBAL_MAX_INFLIGHT=6\n";
    start(first);
    m_loaded = *carryOut(request({wish(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, "9")})).written;
    SettingsRequest back = request({});
    back.version = back.file.versions().first().id;
    const SettingsReply done = carryOut(back);
    QVERIFY(done.written);
    QCOMPARE(content(), first);
    QCOMPARE(done.outcome.changes.size(), 1);
    QCOMPARE(back.file.versions().size(), 2); // going back can be taken back
}

void TestSettingsApply::aVersionIsNoPath()
{
    start("EXAI_WS_PORT=8100\n");
    SettingsRequest back = request({});
    back.version = u"../test"_s;
    QCOMPARE(carryOut(back).failure->code, u"no_such_version"_s);
}

void TestSettingsApply::codecsKeepEverythingButSecrets()
{
    start("KIMI_API_KEY=sk-moonshot-0123456789\nEXAI_WS_PORT=99999\n");
    const SettingsView view{m_sources.envFile,  u"abc"_s,
                            m_loaded.explained, m_loaded.warnings,
                            m_loaded.errors,    {u"EXAI_WS_PORT"_s},
                            {{u"17"_s, 17}},    true,
                            u"locked"_s};
    const QJsonObject json = toJson(view);
    QVERIFY(!QJsonDocument(json).toJson().contains("sk-moonshot"));
    const SettingsView back = settingsViewFromJson(json);
    QCOMPARE(back.settings, view.settings);
    QCOMPARE(back.fileErrors, view.fileErrors);
    QCOMPARE(back.versions, view.versions);
    QVERIFY(back.usesKeychain);
    QCOMPARE(back.keychainProblem, view.keychainProblem);
    QCOMPARE(toJson(back), json);
    QCOMPARE(back.find(u"MOONSHOT_API_KEY"_s)->name, u"KIMI_API_KEY"_s);

    const QList<SettingEdit> edits{wish(u"A"_s, "1"), reset(u"B"_s), wish(u"C"_s, "")};
    QCOMPARE(editsFromJson(toJson(edits)), edits);
    const SettingsOutcome outcome{{{u"A"_s, u"1"_s, u"2"_s, true}}, m_loaded.errors, m_loaded.warnings};
    QCOMPARE(settingsOutcomeFromJson(toJson(outcome)), outcome);
}

QTEST_GUILESS_MAIN(TestSettingsApply)
#include "tst_settingsapply.moc"
