#pragma once

// The Help menu's two commands that reach beyond the window: setting up (also offered once, at the first
// start without a key), and the diagnostics bundle. GUI thread; all references must outlive it.

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QSettings>
#include <memory>

namespace exaid {

class Actions;
class FeedStore;
class LoginStart;
class MainWindow;
class SetupWizard;
struct SetupOffers;
struct ZipEntry;

class DesktopHelp final : public QObject
{
    Q_OBJECT
public:
    // `envFile`: the settings file that was given to the program; empty: the usual one.
    DesktopHelp(FeedStore &store, Actions &actions, MainWindow &window, QSettings &state,
                const QString &envFile);
    ~DesktopHelp() override;

    // At the first start with a daemon that has no key: shows the wizard, once.
    void offerSetup();

private:
    void offerNow();
    void prepareSetup();
    void showSetup(const SetupOffers &offers);
    void collect();
    void showBundle(const QJsonObject &fromDaemon, const QString &problem);
    void save(const QString &path, const QList<ZipEntry> &entries);

    FeedStore &m_store;
    MainWindow &m_window;
    QSettings &m_state;
    const QString m_envFile;
    std::unique_ptr<LoginStart> m_login;
    QPointer<SetupWizard> m_wizard;
};

} // namespace exaid
