#include "gui/dialogs/killdialog.h"

#include "gui/icons.h"
#include "gui/models/texts.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

KillDialog::KillDialog(const QList<CallSnapshot> &victims, const QString &session, qint64 daemonNowMs,
                       QWidget *parent)
    : QDialog(parent)
    , m_dontAsk(new QCheckBox(tr("&Don't ask again until exaid is closed"), this))
{
    setObjectName(u"killDialog"_s);
    const auto count = static_cast<int>(victims.size());
    setWindowTitle(tr("Kill Calls"));
    auto *question =
        new QLabel(session.isEmpty()
                       ? tr("Kill %n call(s)?", nullptr, count)
                       : tr("Kill all %n call(s) of session %1?", nullptr, count).arg(foreignText(session)),
                   this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    question->setFont(large);
    question->setWordWrap(true);

    auto *list = new QListWidget(this);
    list->setObjectName(u"killList"_s);
    list->setAccessibleName(tr("Calls that will be killed"));
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setTextElideMode(Qt::ElideRight);
    for (const CallSnapshot &call : victims) {
        const QString what = call.provider.isEmpty()
                                 ? call.tool
                                 : tr("%1 on %2", "tool, provider").arg(call.tool, call.provider);
        auto *item = new QListWidgetItem(icons::phase(call.phase),
                                         tr("%1: %2, %3 for %4", "session, tool, phase, how long")
                                             .arg(call.session, what, phaseText(call.phase),
                                                  durationText(daemonNowMs - call.phaseSinceMs)),
                                         list);
        item->setToolTip(
            tr("Call %1, request %2").arg(QString::number(call.id), foreignText(call.requestId)));
    }
    const int rowHeight = fontMetrics().height() + 8;
    list->setIconSize(QSize(fontMetrics().height(), fontMetrics().height()));
    list->setUniformItemSizes(true);
    for (int row = 0; row < list->count(); ++row)
        list->item(row)->setSizeHint(QSize(0, rowHeight));
    list->setFixedHeight(rowHeight * qBound(1, count, 8) + 2 * list->frameWidth());
    list->setMinimumWidth(fontMetrics().averageCharWidth() * 72);

    auto *meaning = new QLabel(
        tr("The request to the provider is aborted at once and its answer so far is thrown away; the "
           "provider may charge for it all the same. The agent is told that you cancelled the call. "
           "This can't be undone."),
        this);
    meaning->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *yes =
        buttons->addButton(tr("&Kill %n Call(s)", "button", count), QDialogButtonBox::AcceptRole);
    yes->setObjectName(u"killConfirm"_s);
    yes->setIcon(icons::kill());
    yes->setAutoDefault(false);
    QPushButton *no = buttons->addButton(tr("Keep &Running"), QDialogButtonBox::RejectRole);
    no->setObjectName(u"killReject"_s);
    no->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    column->addWidget(question);
    column->addWidget(list);
    column->addWidget(meaning);
    column->addWidget(m_dontAsk);
    column->addStretch();
    column->addWidget(buttons);
    no->setFocus();
}

bool KillDialog::dontAskAgain() const
{
    return m_dontAsk->isChecked();
}

} // namespace exaid
