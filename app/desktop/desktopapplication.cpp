#include "app/desktop/desktopapplication.h"

#include "app/desktop/corethread.h"
#include "app/desktop/daemonprobe.h"
#include "app/desktop/desktophelp.h"
#include "core/config/settingsreport.h"
#include "core/monitoring/localmonitorfeed.h"
#include "core/monitoring/monitorhub.h"
#include "gui/dialogs/profilecommand.h"
#include "gui/feed/monitorurl.h"
#include "gui/feed/remotemonitorfeed.h"
#include "gui/indicatorstyle.h"
#include "gui/mainwindow.h"
#include "gui/theme.h"
#include "gui/tray/trayicon.h"

#include <QActionGroup>
#include <QApplication>
#include <QEvent>
#include <QPixmap>
#include <QStyle>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

DesktopApplication::DesktopApplication(const DesktopOptions &options, const LoadedSettings &loaded,
                                       const SettingsSources &sources, const Clock &clock,
                                       const SettingsDesk::Surroundings &surroundings)
    : m_options(options)
    , m_loaded(loaded)
    , m_sources(sources)
    , m_surroundings(surroundings)
    , m_clock(clock)
    , m_systemPalette(QApplication::palette())
    , m_state(QSettings::IniFormat, QSettings::UserScope, u"exaid"_s, u"desktop"_s)
    , m_timers(clock)
    , m_store(m_timers)
{
    // Otherwise Qt ends the program with the last window, in spite of the tray, and any event loop locker
    // could.
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setQuitLockEnabled(false);
    qApp->installEventFilter(this);

    for (QAction *action : m_actions.themes->actions())
        action->setChecked(action->data().toString() == m_state.value(u"theme"_s, u"system"_s).toString());
    for (QAction *notice : m_actions.notices) {
        const QString key = u"notices/"_s + notice->data().toString();
        notice->setChecked(m_state.value(key, true).toBool());
        connect(notice, &QAction::toggled, this, [this, key](bool on) { m_state.setValue(key, on); });
    }
    // Other styles draw their own boxes, and well.
    if (QApplication::style()->name().compare("fusion"_L1, Qt::CaseInsensitive) == 0)
        QApplication::setStyle(new IndicatorStyle(u"Fusion"_s)); // owned by the application
    applyTheme();
    m_window = std::make_unique<MainWindow>(m_store, m_actions, m_state);
    m_tray = std::make_unique<TrayIcon>(m_store, m_actions);
    m_help = std::make_unique<DesktopHelp>(m_store, m_actions, *m_window, m_state, m_options.envFile);
    connect(new ProfileCommand(m_store, m_actions, m_window.get()), &ProfileCommand::said, m_window.get(),
            &MainWindow::say);
    connectWindow();
}

DesktopApplication::~DesktopApplication()
{
    m_store.follow(nullptr);
}

void DesktopApplication::connectWindow()
{
    connect(m_actions.quit, &QAction::triggered, this, [this] { quit(Asking::Allowed); });
    connect(m_actions.openWindow, &QAction::triggered, m_window.get(), &MainWindow::comeForward);
    connect(m_window.get(), &MainWindow::closeRequested, this, &DesktopApplication::close);
    connect(m_actions.themes, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_state.setValue(u"theme"_s, action->data());
        applyTheme();
    });
    // The session ends: remember, but do not go yet; another program may stop it. If it goes on, we get
    // SIGTERM or Quit.
    connect(
        qApp, &QGuiApplication::commitDataRequest, this, [this] { m_window->saveState(); },
        Qt::DirectConnection);
}

void DesktopApplication::start()
{
    if (!m_options.hidden || !m_tray->available())
        m_window->show();
    if (m_options.screenshot.isEmpty())
        m_help->offerSetup();
    else
        m_screenshotTimer = m_timers.after(m_options.screenshotAfter, [this] { takeScreenshot(); });
    if (!m_loaded.errors.isEmpty())
        showSettingErrors();
    else if (m_options.attach)
        followRemote(*m_options.attach);
    else
        findDaemon();
}

void DesktopApplication::showSettingErrors()
{
    QStringList lines;
    for (const SettingProblem &problem : m_loaded.errors)
        lines << problemText(problem);
    m_store.setFailure({u"bad_settings"_s,
                        tr("No daemon was started: %n setting(s) must be corrected first.", nullptr,
                           static_cast<int>(m_loaded.errors.size())),
                        lines.join(u'\n')});
}

void DesktopApplication::findDaemon()
{
    m_store.setTarget(tr("the daemon"));
    m_probe = std::make_unique<DaemonProbe>(exaid::findDaemon(m_loaded, m_clock).candidates, m_timers);
    connect(m_probe.get(), &DaemonProbe::found, this, [this](const DaemonAddress &address) {
        followRemote(monitorUrl(address.host, static_cast<quint16>(address.port)));
    });
    connect(m_probe.get(), &DaemonProbe::nobody, this, &DesktopApplication::startCore);
    m_probe->start();
}

void DesktopApplication::followRemote(const QUrl &url)
{
    m_store.setTarget(url.toString(QUrl::RemovePath | QUrl::RemoveUserInfo));
    m_feed = std::make_unique<RemoteMonitorFeed>(url, m_loaded.settings.server.token, m_timers);
    m_store.follow(m_feed.get());
}

void DesktopApplication::startCore()
{
    if (m_phase != Phase::Running)
        return;
    m_store.setTarget(tr("the daemon in this program"));
    m_core = std::make_unique<CoreThread>(m_loaded, m_sources, m_surroundings);
    connect(m_core.get(), &CoreThread::started, this, [this](MonitorHub *hub) {
        m_feed = std::make_unique<LocalMonitorFeed>(*hub);
        m_store.follow(m_feed.get());
    });
    connect(m_core.get(), &CoreThread::failed, &m_store, &FeedStore::setFailure);
    connect(m_core.get(), &CoreThread::stopped, this, &DesktopApplication::leave);
    m_core->start();
}

void DesktopApplication::close()
{
    if (!m_tray->available()) {
        quit(Asking::Allowed);
        return;
    }
    m_window->hide();
    if (!m_state.value(u"tray/explained"_s).toBool()) {
        m_state.setValue(u"tray/explained"_s, true);
        m_tray->explainHiding();
    }
}

void DesktopApplication::quit(Asking asking)
{
    if (m_phase == Phase::Left)
        return;
    if (m_phase == Phase::Draining) {
        m_core->drain(); // for the second time: stops at once
        return;
    }
    if (!m_core || !m_core->isServing()) {
        leave();
        return;
    }
    const auto calls = static_cast<int>(m_store.snapshot().calls.size());
    if (asking == Asking::Never || calls == 0) {
        drainCore();
        return;
    }
    if (m_quitDialog)
        return;
    m_window->comeForward();
    m_quitDialog = new QuitDialog(calls, m_window.get());
    m_quitDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_quitDialog, &QuitDialog::chosen, this, &DesktopApplication::answerQuit);
    m_quitDialog->open();
}

void DesktopApplication::answerQuit(QuitDialog::Choice choice)
{
    // Meanwhile the daemon may have stopped for another reason.
    if (choice == QuitDialog::Choice::Stay || m_phase != Phase::Running)
        return;
    drainCore();
    if (choice == QuitDialog::Choice::StopNow)
        m_core->drain();
}

void DesktopApplication::drainCore()
{
    m_phase = Phase::Draining;
    m_core->drain();
}

void DesktopApplication::leave()
{
    if (m_phase == Phase::Left)
        return;
    m_phase = Phase::Left;
    m_window->saveState();
    m_probe.reset();
    m_store.follow(nullptr);
    m_feed.reset();
    // exit(), not quit(): since Qt 6 quit() asks the windows first, and ours say no. Queued: we may be inside
    // a signal of the core.
    QMetaObject::invokeMethod(
        qApp, [code = m_exitCode] { QCoreApplication::exit(code); }, Qt::QueuedConnection);
}

bool DesktopApplication::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::Quit) {
        quit(Asking::Never);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void DesktopApplication::applyTheme()
{
    const QAction *chosen = m_actions.themes->checkedAction();
    theme::apply(chosen ? theme::fromText(chosen->data().toString()) : ThemeChoice::System, m_systemPalette);
}

void DesktopApplication::takeScreenshot()
{
    if (!m_window->grab().save(m_options.screenshot, "PNG")) {
        qWarning("Can't write the picture to %ls.", qUtf16Printable(m_options.screenshot));
        m_exitCode = 1;
    }
    quit(Asking::Never);
}

} // namespace exaid
