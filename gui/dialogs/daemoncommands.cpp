#include "gui/dialogs/daemoncommands.h"

#include "gui/actions.h"
#include "gui/feed/feedstore.h"

#include <QMessageBox>
#include <QPushButton>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

DaemonCommands::DaemonCommands(FeedStore &store, Actions &actions, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_actions(actions)
    , m_window(window)
{
    connect(actions.pauseIntake, &QAction::triggered, this, &DaemonCommands::pause);
    connect(actions.stopDaemon, &QAction::triggered, this, &DaemonCommands::askToStop);
    connect(&store, &FeedStore::snapshotChanged, this, &DaemonCommands::refresh);
    connect(&store, &FeedStore::linkChanged, this, &DaemonCommands::refresh);
    refresh();
}

void DaemonCommands::pause(bool paused)
{
    m_store.setIntakePaused(paused);
    Q_EMIT said(paused ? tr("No call gets a slot until you resume. Running calls go on.")
                       : tr("Calls get slots again."));
}

void DaemonCommands::askToStop()
{
    auto *box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"stopDaemonBox"_s);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Stop the Daemon"));
    const auto calls = static_cast<int>(m_store.snapshot().calls.size());
    box->setText(calls == 0 ? tr("Stop the daemon? No call runs.")
                            : tr("Stop the daemon when its %n call(s) have ended?", nullptr, calls));
    box->setInformativeText(
        tr("New calls are refused at once, for every agent. Running and waiting calls may "
           "finish within EXAI_DRAIN_TIMEOUT_SECS; what is left then is cancelled."));
    QPushButton *stop = box->addButton(tr("&Finish and Stop"), QMessageBox::DestructiveRole);
    stop->setObjectName(u"stopDaemonConfirm"_s);
    QPushButton *keep = box->addButton(tr("&Keep Serving"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(stop, &QPushButton::clicked, this, [this] {
        m_store.stopDaemon();
        Q_EMIT said(tr("The daemon finishes its calls and stops."));
    });
    box->open();
}

void DaemonCommands::refresh()
{
    const bool serving = m_store.isLive() && m_store.snapshot().state == "serving"_L1;
    m_actions.pauseIntake->setEnabled(serving);
    m_actions.pauseIntake->setChecked(m_store.isLive() && m_store.snapshot().paused);
    m_actions.stopDaemon->setEnabled(serving);
    m_actions.auditNow->setEnabled(m_store.isLive());
}

} // namespace exaid
