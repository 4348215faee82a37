#include "gui/dialogs/killcommand.h"

#include "gui/actions.h"
#include "gui/dialogs/killdialog.h"
#include "gui/feed/feedstore.h"

#include <QWidget>
#include <algorithm>

namespace exaid {

KillCommand::KillCommand(FeedStore &store, Actions &actions, QWidget *page)
    : QObject(page)
    , m_store(store)
    , m_actions(actions)
    , m_page(page)
{}

void KillCommand::killCalls(const QList<CallSnapshot> &victims)
{
    if (victims.isEmpty())
        return;
    QList<quint64> ids;
    for (const CallSnapshot &call : victims)
        ids << call.id;
    confirm(victims, {}, [this, ids] {
        m_store.cancelCalls(ids);
        Q_EMIT said(tr("%n call(s) killed.", nullptr, static_cast<int>(ids.size())));
    });
}

void KillCommand::killSession(const QString &session)
{
    QList<CallSnapshot> victims;
    std::ranges::copy_if(m_store.snapshot().calls, std::back_inserter(victims),
                         [&](const CallSnapshot &call) { return call.session == session; });
    if (victims.isEmpty())
        return;
    confirm(victims, session, [this, session] {
        m_store.cancelSession(session);
        Q_EMIT said(tr("All calls of session %1 killed.").arg(session));
    });
}

void KillCommand::confirm(const QList<CallSnapshot> &victims, const QString &session,
                          const std::function<void()> &kill)
{
    if (!m_actions.askBeforeKill->isChecked()) {
        kill();
        return;
    }
    auto *dialog = new KillDialog(victims, session, m_store.daemonNowMs(), m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, kill] {
        if (dialog->dontAskAgain())
            m_actions.askBeforeKill->setChecked(false);
        kill();
    });
    dialog->open();
}

} // namespace exaid
