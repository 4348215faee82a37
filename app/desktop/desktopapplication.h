#pragma once

// Puts the desktop program together: finds a running daemon or runs one on its own thread, feeds the window
// and the tray from it, and decides when the program ends. There is one way out, quit(); everything that
// wants to end comes there. GUI thread; made after QApplication, lives as long as it.

#include "app/desktop/desktopoptions.h"
#include "app/exaid/settingsdesk.h"
#include "core/config/settingsstore.h"
#include "core/time/systemtime.h"
#include "gui/actions.h"
#include "gui/dialogs/quitdialog.h"
#include "gui/feed/feedstore.h"

#include <QObject>
#include <QPalette>
#include <QPointer>
#include <QSettings>
#include <memory>

namespace exaid {

class CoreThread;
class DaemonProbe;
class DesktopHelp;
class MainWindow;
class TrayIcon;

class DesktopApplication final : public QObject
{
    Q_OBJECT
public:
    // `loaded` may have errors: the window then says which, and no daemon is started.
    // The keychain in `surroundings` must outlive it.
    DesktopApplication(const DesktopOptions &options, const LoadedSettings &loaded,
                       const SettingsSources &sources, const Clock &clock,
                       const SettingsDesk::Surroundings &surroundings);
    ~DesktopApplication() override;

    void start();
    // Another start of the program asks for the window.
    void comeForward() { m_actions.openWindow->trigger(); }

    enum class Asking { Allowed, Never };
    // Ends the program: asks first if calls of our own daemon would die, lets them finish, stops the daemon,
    // leaves. Asked again while it finishes: stops at once.
    void quit(Asking asking);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Phase { Running, Draining, Left };

    void connectWindow();
    void findDaemon();
    void followRemote(const QUrl &url);
    void startCore();
    void showSettingErrors();
    void close();
    void answerQuit(QuitDialog::Choice choice);
    void drainCore();
    void leave();
    void applyTheme();
    void takeScreenshot();

    const DesktopOptions m_options;
    const LoadedSettings m_loaded;
    const SettingsSources m_sources;
    const SettingsDesk::Surroundings m_surroundings;
    const Clock &m_clock;
    const QPalette m_systemPalette;
    QSettings m_state;
    SystemTimerService m_timers;
    Phase m_phase = Phase::Running;
    int m_exitCode = 0;
    std::unique_ptr<CoreThread> m_core;  // null: the daemon is another process
    std::unique_ptr<MonitorFeed> m_feed; // reads m_core's hub: dies before it
    std::unique_ptr<DaemonProbe> m_probe;
    FeedStore m_store;
    Actions m_actions;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<TrayIcon> m_tray;
    std::unique_ptr<DesktopHelp> m_help;
    QPointer<QuitDialog> m_quitDialog;
    Timer m_screenshotTimer;
};

} // namespace exaid
