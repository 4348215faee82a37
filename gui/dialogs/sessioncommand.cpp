#include "gui/dialogs/sessioncommand.h"

#include "gui/dialogs/sessionlimitdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/models/texts.h"

#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SessionCommand::SessionCommand(FeedStore &store, QWidget *page)
    : QObject(page)
    , m_store(store)
    , m_page(page)
{}

void SessionCommand::confirmDisconnect(const SessionSnapshot &session)
{
    const auto calls = std::ranges::count(m_store.snapshot().calls, session.name, &CallSnapshot::session);
    auto *box = new QMessageBox(m_page);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"disconnectBox"_s);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Disconnect Session"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Disconnect session %1?").arg(foreignText(session.name)));
    box->setInformativeText(tr(
        "%n call(s) will be cancelled and their provider requests aborted. This can't be undone; the agent "
        "may connect again.",
        nullptr, static_cast<int>(calls)));
    auto *confirm = box->addButton(tr("&Disconnect"), QMessageBox::AcceptRole);
    confirm->setObjectName(u"disconnectConfirm"_s);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(confirm, &QPushButton::clicked, this, [this, name = session.name] { cutConnections(name); });
    box->open();
}

void SessionCommand::askLimit(const SessionSnapshot &session)
{
    auto *dialog = new SessionLimitDialog(session, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SessionLimitDialog::chosen, this,
            [this, name = session.name](std::optional<int> limit) { setLimit(name, limit); });
    dialog->open();
}

void SessionCommand::setLimit(const QString &session, std::optional<int> limit)
{
    QJsonObject question{{u"session"_s, session}};
    if (limit)
        question.insert(u"limit"_s, *limit);
    send(u"session_limit"_s, question, [session](const QJsonObject &answer) {
        return tr("Session %1 may run %2 calls at once; before: %3.")
            .arg(foreignText(session), QString::number(answer[u"new"].toInt()),
                 QString::number(answer[u"old"].toInt()));
    });
}

void SessionCommand::setBatch(const QString &session, bool batch)
{
    send(u"session_priority"_s,
         {{u"session"_s, session}, {u"priority"_s, batch ? u"batch"_s : u"interactive"_s}},
         [session, batch](const QJsonObject &) {
             return batch ? tr("New calls of session %1 are batch work.").arg(foreignText(session))
                          : tr("New calls of session %1 are interactive.").arg(foreignText(session));
         });
}

void SessionCommand::cutConnections(const QString &session)
{
    send(u"session_disconnect"_s, {{u"session"_s, session}}, [session](const QJsonObject &answer) {
        return tr("Session %1 was disconnected; %n call(s) cancelled.", nullptr, answer[u"calls"].toInt())
            .arg(foreignText(session));
    });
}

void SessionCommand::send(const QString &op, const QJsonObject &question,
                          const std::function<QString(const QJsonObject &)> &done)
{
    m_store.ask(op, question, this, [this, done](const Result<QJsonObject> &answer) {
        Q_EMIT said(answer ? done(*answer) : tr("That did not work: %1").arg(answer.error().message));
    });
}

} // namespace exaid
