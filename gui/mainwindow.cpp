#include "gui/mainwindow.h"

#include "gui/actions.h"
#include "gui/dialogs/daemoncommands.h"
#include "gui/feed/feedstore.h"
#include "gui/icons.h"
#include "gui/pages/callspage.h"
#include "gui/pages/chartspage.h"
#include "gui/pages/eventspage.h"
#include "gui/pages/overviewpage.h"
#include "gui/pages/sessionspage.h"
#include "gui/pages/settingspage.h"
#include "gui/pages/slotspage.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QTabWidget>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int StateVersion = 2; // of the remembered layout; raise it when columns change

} // namespace

MainWindow::MainWindow(FeedStore &store, Actions &actions, QSettings &state, QWidget *parent)
    : QMainWindow(parent)
    , m_store(store)
    , m_actions(actions)
    , m_state(state)
    , m_pages(new QTabWidget(this))
    , m_overview(new OverviewPage(store, actions, this))
    , m_slots(new SlotsPage(store, actions, this))
    , m_sessions(new SessionsPage(store, actions, this))
    , m_calls(new CallsPage(store, actions, this))
    , m_charts(new ChartsPage(store, actions, this))
    , m_events(new EventsPage(store, actions, this))
    , m_settings(new SettingsPage(store, actions, this))
    , m_lastEvent(new QLabel(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(icons::application());
    makePages();
    makeMenus();
    m_lastEvent->setObjectName(u"lastEvent"_s);
    m_lastEvent->setTextFormat(Qt::PlainText);
    m_lastEvent->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    statusBar()->addWidget(m_lastEvent, 1);

    connect(&store, &FeedStore::eventsArrived, this, &MainWindow::showEvents);
    connect(&store, &FeedStore::snapshotChanged, this, &MainWindow::refreshTitle);
    connect(actions.closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(actions.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(actions.aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
    refreshTitle();
    resize(1120, 820);
    restoreState();
}

void MainWindow::makePages()
{
    m_pages->setObjectName(u"pages"_s);
    m_pages->setAccessibleName(tr("Pages"));
    m_pages->setDocumentMode(true);
    setCentralWidget(m_pages);
    connect(m_overview, &OverviewPage::said, this, &MainWindow::say);
    connect(m_slots, &SlotsPage::said, this, &MainWindow::say);
    connect(new DaemonCommands(m_store, m_actions, this), &DaemonCommands::said, this, &MainWindow::say);
    connect(m_sessions, &SessionsPage::said, this, &MainWindow::say);
    const auto showCalls = [this](const QString &filter) {
        m_pages->setCurrentWidget(m_calls);
        m_calls->showFiltered(filter);
    };
    connect(m_sessions, &SessionsPage::callsWanted, this, showCalls);
    connect(m_events, &EventsPage::callsWanted, this, showCalls);
    connect(m_calls, &CallsPage::said, this, &MainWindow::say);
    connect(m_charts, &ChartsPage::said, this, &MainWindow::say);
    connect(m_charts, &ChartsPage::eventsWanted, this, [this](const EventSpan &span, const QString &words) {
        m_pages->setCurrentWidget(m_events);
        m_events->showSpan(span, words);
    });
    connect(m_settings, &SettingsPage::said, this, &MainWindow::say);
    const std::pair<QWidget *, QAction *> pages[] = {
        {m_overview, m_actions.showOverview}, {m_slots, m_actions.showSlots},
        {m_sessions, m_actions.showSessions}, {m_calls, m_actions.showCalls},
        {m_charts, m_actions.showCharts},     {m_events, m_actions.showEvents},
        {m_settings, m_actions.showSettings}};
    for (const auto &[page, action] : pages) {
        m_pages->addTab(page, action->text());
        connect(action, &QAction::triggered, this,
                [this, shown = page] { m_pages->setCurrentWidget(shown); });
    }
    const auto check = [this] { m_actions.pages->actions().at(m_pages->currentIndex())->setChecked(true); };
    connect(m_pages, &QTabWidget::currentChanged, this, check);
    check();
}

void MainWindow::makeMenus()
{
    QMenu *daemon = menuBar()->addMenu(tr("&Daemon"));
    daemon->addAction(m_actions.auditNow);
    daemon->addAction(m_actions.pauseIntake);
    daemon->addAction(m_actions.stopDaemon);
    daemon->addSeparator();
    daemon->addMenu(tr("Pro&file"))->addActions(m_actions.profiles->actions());
    daemon->addMenu(tr("Start at &Login"))->addActions(m_actions.starts->actions());
    daemon->addSeparator();
    daemon->addAction(m_actions.closeWindow);
    daemon->addAction(m_actions.quit);
    QMenu *calls = menuBar()->addMenu(tr("&Calls"));
    calls->addAction(m_actions.findCall);
    calls->addAction(m_actions.callOfEvent);
    calls->addAction(m_actions.copyRows);
    calls->addAction(m_actions.copyCell);
    calls->addAction(m_actions.copyJson);
    calls->addAction(m_actions.exportCsv);
    calls->addAction(m_actions.exportJson);
    calls->addSeparator();
    calls->addAction(m_actions.killCalls);
    calls->addAction(m_actions.killSession);
    calls->addSeparator();
    calls->addAction(m_actions.askBeforeKill);
    QMenu *session = menuBar()->addMenu(tr("&Session"));
    session->addAction(m_actions.limitSession);
    session->addAction(m_actions.batchSession);
    session->addAction(m_actions.callsOfSession);
    session->addSeparator();
    session->addAction(m_actions.disconnectSession);
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addActions(m_actions.pages->actions());
    view->addSeparator();
    QMenu *colours = view->addMenu(tr("&Colours"));
    colours->addActions(m_actions.themes->actions());
    QMenu *messages = view->addMenu(tr("Tray &Messages"));
    messages->addActions(m_actions.notices);
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(m_actions.setUp);
    help->addAction(m_actions.diagnostics);
    help->addSeparator();
    help->addAction(m_actions.about);
    help->addAction(m_actions.aboutQt);
}

void MainWindow::saveState()
{
    m_state.setValue(u"window/version"_s, StateVersion);
    m_state.setValue(u"window/geometry"_s, saveGeometry());
    m_state.setValue(u"window/page"_s, m_pages->currentIndex());
    m_state.setValue(u"window/tables"_s, m_overview->splitter()->saveState());
    m_state.setValue(u"window/calls"_s, m_overview->callsPane()->table()->horizontalHeader()->saveState());
    m_state.setValue(u"window/sessions"_s,
                     m_overview->sessionsPane()->table()->horizontalHeader()->saveState());
    m_state.setValue(u"window/allSessions"_s, m_sessions->pane()->table()->horizontalHeader()->saveState());
    m_state.setValue(u"window/history"_s, m_calls->table()->horizontalHeader()->saveState());
    m_state.setValue(u"window/callDetails"_s, m_calls->splitter()->saveState());
}

void MainWindow::restoreState()
{
    if (m_state.value(u"window/version"_s).toInt() != StateVersion)
        return;
    restoreGeometry(m_state.value(u"window/geometry"_s).toByteArray());
    m_pages->setCurrentIndex(m_state.value(u"window/page"_s).toInt());
    m_overview->splitter()->restoreState(m_state.value(u"window/tables"_s).toByteArray());
    m_overview->callsPane()->table()->horizontalHeader()->restoreState(
        m_state.value(u"window/calls"_s).toByteArray());
    m_overview->sessionsPane()->table()->horizontalHeader()->restoreState(
        m_state.value(u"window/sessions"_s).toByteArray());
    m_sessions->pane()->table()->horizontalHeader()->restoreState(
        m_state.value(u"window/allSessions"_s).toByteArray());
    m_calls->table()->horizontalHeader()->restoreState(m_state.value(u"window/history"_s).toByteArray());
    m_calls->splitter()->restoreState(m_state.value(u"window/callDetails"_s).toByteArray());
}

void MainWindow::say(const QString &text)
{
    statusBar()->showMessage(text, 8'000);
}

void MainWindow::comeForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    event->ignore();
    Q_EMIT closeRequested();
}

void MainWindow::showEvents(const QList<MonitorEvent> &events)
{
    for (const MonitorEvent &event : events) {
        if (event.level == EventLevel::Info)
            continue;
        const QString time =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.wallMs).time(), QLocale::ShortFormat);
        m_lastEvent->setText(event.level == EventLevel::Error
                                 ? tr("%1  Error: %2", "time, message").arg(time, event.message)
                                 : tr("%1  Warning: %2", "time, message").arg(time, event.message));
        m_lastEvent->setToolTip(event.message);
    }
}

void MainWindow::refreshTitle()
{
    const Snapshot &snapshot = m_store.snapshot();
    const QString title = m_store.hasData() && snapshot.port > 0
                              ? tr("exaid – %1:%2", "window title: address, port")
                                    .arg(snapshot.address, QString::number(snapshot.port))
                              : tr("exaid");
    if (title != windowTitle())
        setWindowTitle(title);
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"aboutBox"_s);
    box->setWindowTitle(tr("About exaid"));
    box->setIconPixmap(icons::application().pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setText(tr("exaid %1").arg(QApplication::applicationVersion()));
    QString details = tr("One daemon for all your agents, with fair and visible limits.");
    if (m_store.hasData())
        details += u'\n' + tr("Connected daemon: version %1, process %2.")
                               .arg(m_store.snapshot().version, QString::number(m_store.snapshot().pid));
    box->setInformativeText(details);
    box->open();
}

} // namespace exaid
