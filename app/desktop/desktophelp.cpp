#include "app/desktop/desktophelp.h"

#include "app/desktop/agentconfigs.h"
#include "app/desktop/diagnosticsbundle.h"
#include "app/desktop/loginstart.h"
#include "app/exaid/secretscrubber.h"
#include "core/config/settingsstore.h"
#include "core/poolwork.h"
#include "gui/actions.h"
#include "gui/dialogs/diagnosticsdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/mainwindow.h"
#include "gui/wizard/setupwizard.h"

#include <QDateTime>
#include <QDir>
#include <QGuiApplication>
#include <QScreen>
#include <QStandardPaths>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

Autostart autostart()
{
    return {processEnvironment(), QCoreApplication::applicationFilePath()};
}

// Looks at the disk; worker pool.
SetupOffers offersNow(const QString &envFile)
{
    SetupOffers offers;
    LoginStart::fill(autostart(), offers);
    offers.agents = agentConfigs(processEnvironment(), QCoreApplication::applicationDirPath(), envFile);
    return offers;
}

QJsonObject windowFacts(const FeedStore &store)
{
    QJsonObject facts = versionFacts();
    facts.insert(u"platform"_s, QGuiApplication::platformName());
    facts.insert(u"link"_s, store.isLive() ? u"live"_s : u"not live"_s);
    facts.insert(u"target"_s, store.target());
    facts.insert(u"problem"_s, store.problem());
    if (const QScreen *screen = QGuiApplication::primaryScreen()) {
        facts.insert(u"screen"_s, u"%1 × %2, scale %3"_s.arg(screen->size().width())
                                      .arg(screen->size().height())
                                      .arg(screen->devicePixelRatio()));
    }
    return facts;
}

} // namespace

DesktopHelp::DesktopHelp(FeedStore &store, Actions &actions, MainWindow &window, QSettings &state,
                         const QString &envFile)
    : m_store(store)
    , m_window(window)
    , m_state(state)
    , m_envFile(envFile)
    , m_login(std::make_unique<LoginStart>(autostart(), actions))
{
    connect(m_login.get(), &LoginStart::said, &window, &MainWindow::say);
    connect(actions.setUp, &QAction::triggered, this, &DesktopHelp::prepareSetup);
    connect(actions.diagnostics, &QAction::triggered, this, &DesktopHelp::collect);
}

DesktopHelp::~DesktopHelp() = default;

void DesktopHelp::offerSetup()
{
    if (!m_state.value(u"setup/offered"_s).toBool())
        connect(&m_store, &FeedStore::snapshotChanged, this, &DesktopHelp::offerNow);
}

void DesktopHelp::offerNow()
{
    if (!m_window.isVisible())
        return; // started into the tray: when the window comes
    disconnect(&m_store, &FeedStore::snapshotChanged, this, &DesktopHelp::offerNow);
    m_state.setValue(u"setup/offered"_s, true);
    if (m_store.snapshot().simulated)
        prepareSetup();
}

void DesktopHelp::prepareSetup()
{
    if (m_wizard) {
        m_wizard->raise();
        m_wizard->activateWindow();
        return;
    }
    runOnPool(
        *QThreadPool::globalInstance(), this, [envFile = m_envFile] { return offersNow(envFile); },
        [this](const SetupOffers &offers) { showSetup(offers); });
}

void DesktopHelp::showSetup(const SetupOffers &offers)
{
    if (m_wizard)
        return;
    m_wizard = new SetupWizard(m_store, offers, &m_window);
    m_wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_wizard, &SetupWizard::startChosen, m_login.get(), &LoginStart::choose);
    connect(m_wizard, &SetupWizard::said, &m_window, &MainWindow::say);
    m_wizard->show(); // the window behind it stays usable
}

void DesktopHelp::collect()
{
    m_store.ask(u"diagnostics"_s, {}, this, [this](const Result<QJsonObject> &answer) {
        if (answer)
            showBundle(*answer, {});
        else
            showBundle({}, answer.error().message);
    });
}

void DesktopHelp::showBundle(const QJsonObject &fromDaemon, const QString &problem)
{
    const QList<ZipEntry> entries = bundleEntries(fromDaemon, windowFacts(m_store), problem);
    QList<DiagnosticsDialog::File> files;
    for (const ZipEntry &entry : entries)
        files.append({entry.name, QString::fromUtf8(entry.bytes)});
    const QString name = u"exaid-%1.zip"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s));
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto *dialog = new DiagnosticsDialog(files, folder.filePath(name), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DiagnosticsDialog::saveRequested, this,
            [this, entries](const QString &path) { save(path, entries); });
    dialog->open();
}

void DesktopHelp::save(const QString &path, const QList<ZipEntry> &entries)
{
    const auto write = [path, entries]() -> Status {
        const Result<QByteArray> archive =
            zipped(entries, u"exaid-diagnostics"_s, QDateTime::currentMSecsSinceEpoch());
        return archive ? saveZip(path, *archive) : Status(archive.error());
    };
    runOnPool(*QThreadPool::globalInstance(), this, write, [this, path](const Status &done) {
        m_window.say(done ? tr("Saved as %1.").arg(path) : done.error().message + u' ' + done.error().hint);
    });
}

} // namespace exaid
