// API keys and a real keyring: a Secret Service of our own on a bus of our own, where gnome-keyring is
// installed. And the way without one: the settings file, for its owner only.

#include "app/desktop/corethread.h"
#include "app/exaid/keychain.h"
#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/feed/feedstore.h"
#include "gui/feed/settingsclient.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Key = "kimi-key-for-the-keyring-0123456789";

// A daemon with a settings file, and a window's settings of it.
struct World
{
    explicit World(const QString &home, Keychain *keychain)
    {
        sources.envFile = home + "/exaid.env"_L1;
        sources.environment = {{u"HOME"_s, home}, {u"XDG_STATE_HOME"_s, home}};
        sources.commandLine = {{u"EXAI_WS_PORT"_s, u"0"_s}};
        QFile file(sources.envFile);
        if (!file.exists() && (!file.open(QIODevice::WriteOnly) || file.write("# ours\n") < 0))
            qFatal("can't write the settings file");
        file.close();
        core = std::make_unique<CoreThread>(loadSettings(sources), sources,
                                            SettingsDesk::Surroundings{{}, keychain});
        QObject::connect(core.get(), &CoreThread::started, &store, [this](MonitorHub *hub) {
            feed = std::make_unique<LocalMonitorFeed>(*hub);
            store.follow(feed.get());
        });
        core->start();
    }
    ~World()
    {
        store.follow(nullptr);
        feed.reset();
    }
    QByteArray content() const
    {
        QFile file(sources.envFile);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // What the daemon says to this key; empty: it is set.
    QString set(const QString &name, const QByteArray &key)
    {
        std::optional<QString> told;
        settings.apply({{{name, Secret(key)}}, {}}, &settings, [&](const Result<SettingsOutcome> &done) {
            told = !done                    ? done.error().code
                   : done->errors.isEmpty() ? QString()
                                            : done->errors.constFirst().message;
        });
        if (!QTest::qWaitFor([&] { return told.has_value(); }, 15'000))
            return u"no answer"_s;
        return *told;
    }

    SettingsSources sources;
    const SystemClock clock;
    SystemTimerService timers{clock};
    std::unique_ptr<CoreThread> core; // before the feed, which reads its hub
    std::unique_ptr<MonitorFeed> feed;
    FeedStore store{timers};
    SettingsClient settings{store};
};

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void aSecretComesBack();
    void aKeyGoesToTheKeyring();
    void aRefusedChangeLeavesTheKeyringAlone();
    void aMissingKeyIsAnError();
    void withoutAKeyringTheFileIsForItsOwnerOnly(); // last: it takes the keyring away

private:
    static bool keyringIsThere();

    std::unique_ptr<QTemporaryDir> m_home;
    QTemporaryDir m_keyrings;
    QProcess m_bus;
    QProcess m_daemon;
    std::unique_ptr<Keychain> m_keychain;
    bool m_hasKeyring = false;
};

void TestKeychain::initTestCase()
{
    // A bus that starts nobody by itself: with the system's own a second, locked keyring would come.
    QFile config(m_keyrings.filePath(u"bus.conf"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("<busconfig><type>session</type><listen>unix:tmpdir=" + m_keyrings.path().toUtf8() +
                 "</listen><policy context=\"default\"><allow send_destination=\"*\" "
                 "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
                 "<allow own=\"*\"/></policy></busconfig>");
    config.close();
    m_bus.start(u"dbus-daemon"_s, {u"--config-file"_s, config.fileName(), u"--nofork"_s, u"--nopidfile"_s,
                                   u"--print-address"_s});
    QVERIFY2(m_bus.waitForStarted() && m_bus.waitForReadyRead(), "dbus-daemon does not start: install dbus");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readAllStandardOutput().trimmed());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QLatin1String(name), m_keyrings.path());
    m_daemon.setProcessEnvironment(environment);
    m_daemon.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    m_hasKeyring = m_daemon.waitForStarted();
    if (m_hasKeyring) {
        m_daemon.write("password of the test");
        m_daemon.closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(keyringIsThere(), 20'000);
    }
    m_keychain = systemKeychain();
}

bool TestKeychain::keyringIsThere()
{
    QProcess asker;
    asker.start(u"dbus-send"_s,
                {u"--session"_s, u"--print-reply"_s, u"--reply-timeout=1000"_s,
                 u"--dest=org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                 u"org.freedesktop.DBus.NameHasOwner"_s, u"string:org.freedesktop.secrets"_s});
    return asker.waitForFinished() && asker.readAllStandardOutput().contains("boolean true");
}

void TestKeychain::cleanupTestCase()
{
    m_keychain.reset();
    for (QProcess *process : {&m_daemon, &m_bus}) {
        process->kill();
        process->waitForFinished();
    }
}

void TestKeychain::aSecretComesBack()
{
    if (!m_hasKeyring)
        QSKIP("gnome-keyring is not installed");
    QByteArray awkward("ä\0 =#\n\"", 9);
    for (const QByteArray &secret : {Key, awkward, QByteArray(4'000, 'k')}) {
        std::optional<Status> written;
        m_keychain->write(u"EXAID_TEST"_s, Secret(secret), this,
                          [&](const Status &status) { written = status; });
        QTRY_VERIFY_WITH_TIMEOUT(written, 10'000);
        QVERIFY2(*written, qPrintable(*written ? QString() : written->error().message));
        std::optional<Result<Secret>> read;
        m_keychain->read(u"EXAID_TEST"_s, this, [&](const Result<Secret> &secretRead) { read = secretRead; });
        QTRY_VERIFY_WITH_TIMEOUT(read, 10'000);
        QVERIFY2(*read, qPrintable(*read ? QString() : read->error().message));
        QCOMPARE(read->value(), Secret(secret));
    }
}

void TestKeychain::aKeyGoesToTheKeyring()
{
    if (!m_hasKeyring)
        QSKIP("gnome-keyring is not installed");
    World world(m_home->path(), m_keychain.get());
    QTRY_VERIFY(world.store.isLive());
    world.settings.setActive(true);
    QTRY_VERIFY(world.settings.hasView());
    QVERIFY(world.settings.view().usesKeychain);
    QCOMPARE(world.set(u"KIMI_API_KEY"_s, Key), QString());
    QCOMPARE(world.content(), "# ours\nKIMI_API_KEY=keychain\n");
    QTRY_VERIFY(world.settings.view().find(u"KIMI_API_KEY"_s)->isGiven());
    QVERIFY(world.settings.view().usesKeychain);
    QTRY_VERIFY(world.settings.view().awaitingRestart.contains(u"KIMI_API_KEY"_s));
    // The next daemon has it.
    SettingsSources sources = world.sources;
    const LoadedSettings loaded = loadWithKeychain(sources, *m_keychain);
    QVERIFY(loaded.errors.isEmpty());
    QCOMPARE(loaded.settings.provider(u"kimi"_s)->apiKey, Secret(Key));
}

void TestKeychain::aRefusedChangeLeavesTheKeyringAlone()
{
    if (!m_hasKeyring)
        QSKIP("gnome-keyring is not installed");
    World world(m_home->path(), m_keychain.get());
    QTRY_VERIFY(world.store.isLive());
    world.settings.setActive(true);
    QTRY_VERIFY(world.settings.hasView());
    QCOMPARE(world.set(u"GLM_API_KEY"_s, "glm-key-that-works-0123456789"), QString());
    QFile file(world.sources.envFile);
    QVERIFY(file.open(QIODevice::Append) && file.write("# by hand\n") > 0);
    file.close();
    QCOMPARE(world.set(u"GLM_API_KEY"_s, "glm-key-that-came-too-late-01"), u"conflict"_s);
    std::optional<Result<Secret>> read;
    m_keychain->read(u"GLM_API_KEY"_s, this, [&](const Result<Secret> &secret) { read = secret; });
    QTRY_VERIFY_WITH_TIMEOUT(read, 10'000);
    QCOMPARE(read->value(), Secret("glm-key-that-works-0123456789"));
}

void TestKeychain::aMissingKeyIsAnError()
{
    if (!m_hasKeyring)
        QSKIP("gnome-keyring is not installed");
    std::optional<Result<Secret>> read;
    m_keychain->read(u"EXAID_NEVER_SET"_s, this, [&](const Result<Secret> &secret) { read = secret; });
    QTRY_VERIFY_WITH_TIMEOUT(read, 10'000);
    QCOMPARE(read->error().code, u"keychain_failed"_s);
    QVERIFY(!read->error().hint.isEmpty());
}

void TestKeychain::withoutAKeyringTheFileIsForItsOwnerOnly()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
    World world(m_home->path(), m_keychain.get());
    QVERIFY(QFile::setPermissions(world.sources.envFile, QFile::Permissions(0x6644))); // readable for all
    QTRY_VERIFY(world.store.isLive());
    world.settings.setActive(true);
    QTRY_VERIFY(world.settings.hasView());
    QCOMPARE(world.set(u"KIMI_API_KEY"_s, Key), QString());
    QCOMPARE(world.content(), "# ours\nKIMI_API_KEY=" + Key + "\n");
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(world.sources.envFile) & others));
    QTRY_VERIFY(!world.settings.view().keychainProblem.isEmpty()); // the window says where it is, and why
    QVERIFY(!world.settings.view().usesKeychain);
    QCOMPARE(loadSettings(world.sources).settings.provider(u"kimi"_s)->apiKey, Secret(Key));
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
