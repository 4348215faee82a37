// A daemon with keys everywhere, in use and not, and everything that the bundle would carry away.

#include "app/desktop/corethread.h"
#include "app/desktop/diagnosticsbundle.h"
#include "app/exaid/secretscrubber.h"
#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "core/time/systemtime.h"
#include "gui/dialogs/diagnosticsdialog.h"
#include "gui/feed/feedstore.h"
#include "tests/gui/guitesting.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <archive.h>
#include <archive_entry.h>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray ServerToken = "orchid-lantern-7731-harbour";
const QByteArray UsedKey = "walnut.bicycle.2209.meadow";
const QByteArray UnusedKey = "copper_violin_5518_station";
const QByteArray FormerKey = "velvet-anchor-9082-glacier";

const QList<QByteArray> &planted()
{
    static const QList<QByteArray> all{ServerToken, UsedKey, UnusedKey, FormerKey};
    return all;
}

QMap<QString, QByteArray> unzipped(const QByteArray &bytes)
{
    QMap<QString, QByteArray> files;
    archive *reader = archive_read_new();
    archive_read_support_format_zip(reader);
    if (archive_read_open_memory(reader, bytes.constData(), static_cast<size_t>(bytes.size())) != ARCHIVE_OK)
        return files;
    archive_entry *entry = nullptr;
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        QByteArray content;
        QByteArray block(65'536, Qt::Uninitialized);
        la_ssize_t got = 0;
        while ((got = archive_read_data(reader, block.data(), static_cast<size_t>(block.size()))) > 0)
            content += block.left(got);
        files.insert(QString::fromUtf8(archive_entry_pathname_utf8(entry)), content);
    }
    archive_read_free(reader);
    return files;
}

} // namespace

class TestDiagnostics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void noSecretLeavesTheMachine();
    void withoutADaemonItSaysWhy();
    void bundleIsForTheOwnerOnly();
};

void TestDiagnostics::noSecretLeavesTheMachine()
{
    const QTemporaryDir folder;
    SettingsSources sources;
    sources.envFile = folder.filePath(u"exaid.env"_s);
    sources.environment = {{u"HOME"_s, folder.path()}, {u"XDG_STATE_HOME"_s, folder.path()}};
    sources.commandLine = {{u"EXAI_WS_PORT"_s, u"0"_s}};
    const auto write = [&](const QByteArray &content) {
        QFile file(sources.envFile);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() &&
               file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    };
    const QByteArray common = "EXAI_WS_TOKEN=" + ServerToken + "\nGLM_API_KEY=" + UnusedKey +
                              "\nALLOWED_PROVIDERS=kimi\nEXAI_MODEL_REFRESH_HOURS=0\n";
    QVERIFY(write(common + "KIMI_API_KEY=" + FormerKey + "\n"));

    const SystemClock clock;
    SystemTimerService timers(clock);
    // The log of a program that was careless.
    const auto log = [] {
        QByteArrayList lines;
        for (const QByteArray &secret : planted())
            lines << "2026-11-25 info exaid: the value is " + secret + ", and nobody noticed";
        return lines;
    };
    CoreThread core(loadSettings(sources), sources, {log, nullptr});
    FeedStore store(timers);
    std::unique_ptr<MonitorFeed> feed;
    quint16 port = 0;
    connect(&core, &CoreThread::started, this, [&](MonitorHub *hub, quint16 listening) {
        port = listening;
        feed = std::make_unique<LocalMonitorFeed>(*hub);
        store.follow(feed.get());
    });
    core.start();
    QTRY_VERIFY(store.isLive());

    // A client that gives a key for its name, and settings that hold keys where none belong.
    QWebSocket client;
    connect(&client, &QWebSocket::connected, this, [&] {
        const QJsonObject hello{{u"op"_s, u"hello"_s},
                                {u"token"_s, QString::fromLatin1(ServerToken)},
                                {u"clientInfo"_s, QJsonObject{{u"name"_s, QString::fromLatin1(UsedKey)}}}};
        client.sendTextMessage(QString::fromUtf8(QJsonDocument(hello).toJson()));
    });
    client.open(QUrl(u"ws://127.0.0.1:%1"_s.arg(port)));
    QTRY_COMPARE(store.snapshot().sessions.size(), 1);
    QVERIFY(
        store.snapshot().sessions.first().client.contains(QString::fromLatin1(UsedKey))); // the bait is out
    QVERIFY(write(common + "KIMI_API_KEY=" + UsedKey + "\nEXAI_ALLOWED_HOSTS=" + UnusedKey + "," + FormerKey +
                  "\n"));
    bool wasChanged = false;
    connect(&store, &FeedStore::eventsArrived, this, [&](const QList<MonitorEvent> &events) {
        for (const MonitorEvent &event : events)
            wasChanged = wasChanged || event.kind == "settings_changed"_L1;
    });
    QTRY_VERIFY(wasChanged);

    std::optional<QJsonObject> answer;
    store.ask(u"diagnostics"_s, {}, this, [&](const Result<QJsonObject> &told) {
        QVERIFY2(told, qPrintable(told ? QString() : told.error().message));
        answer = *told;
    });
    QTRY_VERIFY(answer);
    const QList<ZipEntry> entries = bundleEntries(*answer, versionFacts(), {});
    const Result<QByteArray> archive = zipped(entries, u"exaid-diagnostics"_s, 1'700'000'000'000);
    QVERIFY(archive);
    const QMap<QString, QByteArray> files = unzipped(*archive);
    QCOMPARE(files.keys(),
             (QStringList{u"exaid-diagnostics/events.jsonl"_s, u"exaid-diagnostics/log.txt"_s,
                          u"exaid-diagnostics/settings.json"_s, u"exaid-diagnostics/snapshot.json"_s,
                          u"exaid-diagnostics/versions.json"_s}));
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        QVERIFY2(!file->isEmpty(), qPrintable(file.key()));
        for (const QByteArray &secret : planted())
            QVERIFY2(!file->contains(secret), qPrintable(file.key() + u' ' + QString::fromLatin1(secret)));
    }
    // What is needed is there.
    QVERIFY(files.value(u"exaid-diagnostics/log.txt"_s).contains("nobody noticed"));
    QVERIFY(files.value(u"exaid-diagnostics/events.jsonl"_s).contains("settings_changed"));
    QVERIFY(files.value(u"exaid-diagnostics/settings.json"_s).contains("EXAI_WS_GLOBAL_MAX_INFLIGHT"));
    QVERIFY(files.value(u"exaid-diagnostics/settings.json"_s)
                .contains(QByteArray(sources.envFile.toUtf8() + ":1")));
    QVERIFY(files.value(u"exaid-diagnostics/versions.json"_s).contains(qVersion()));

    QList<DiagnosticsDialog::File> shown;
    for (const ZipEntry &entry : entries)
        shown.append({entry.name, QString::fromUtf8(entry.bytes)});
    DiagnosticsDialog dialog(shown, folder.filePath(u"bundle.zip"_s));
    dialog.show();
    auto *list = dialog.findChild<QListWidget *>(u"bundleFiles"_s);
    QCOMPARE(list->count(), 5);
    list->setCurrentRow(1);
    QCOMPARE(dialog.findChild<QPlainTextEdit *>(u"bundleText"_s)->toPlainText().trimmed(),
             shown.at(1).text.trimmed());
    QVERIFY(saveShot(dialog, u"diagnostics"_s));
    store.follow(nullptr);
    feed.reset();
}

void TestDiagnostics::withoutADaemonItSaysWhy()
{
    const QList<ZipEntry> entries = bundleEntries({}, versionFacts(), u"The daemon can't be asked now."_s);
    QCOMPARE(entries.size(), 1);
    QVERIFY(entries.first().bytes.contains("can't be asked"));
}

void TestDiagnostics::bundleIsForTheOwnerOnly()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"bundle.zip"_s);
    QVERIFY(saveZip(path, "PK"));
    QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    const Status failed = saveZip(folder.filePath(u"no/such/place.zip"_s), "PK");
    QCOMPARE(failed.error().code, u"unwritable"_s);
}

QTEST_MAIN(TestDiagnostics)
#include "tst_diagnostics.moc"
