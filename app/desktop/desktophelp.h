#pragma once

// The Help menu's two commands that reach beyond the window: setting up (also offered once, at the first
// start without a key), and the diagnostics bundle. GUI thread; all references must outlive it.

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QSettings>

namespace exaid {

class Actions;
class FeedStore;
class MainWindow;
class SetupWizard;
struct SetupOffers;
struct ZipEntry;
enum class StartAtLogin;

class DesktopHelp final : public QObject
{
    Q_OBJECT
public:
    DesktopHelp(FeedStore &store, Actions &actions, MainWindow &window, QSettings &state);

    // At the first start with a daemon that has no key: shows the wizard, once.
    void offerSetup();

private:
    void offerNow();
    void prepareSetup();
    void showSetup(const SetupOffers &offers);
    void setStart(StartAtLogin start);
    void collect();
    void showBundle(const QJsonObject &fromDaemon, const QString &problem);
    void save(const QString &path, const QList<ZipEntry> &entries);

    FeedStore &m_store;
    MainWindow &m_window;
    QSettings &m_state;
    QPointer<SetupWizard> m_wizard;
};

} // namespace exaid
