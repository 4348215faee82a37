#include "gui/dialogs/quitdialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QuitDialog::QuitDialog(int runningCalls, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"quitDialog"_s);
    setWindowTitle(tr("Quit exaid"));
    auto *question = new QLabel(tr("%n call(s) still running or waiting.", nullptr, runningCalls), this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    question->setFont(large);
    auto *meaning = new QLabel(
        tr("The daemon runs inside this window and ends with it. It can refuse new calls, let these finish "
           "and then quit; or cancel them now."),
        this);
    meaning->setWordWrap(true);
    meaning->setMinimumWidth(fontMetrics().averageCharWidth() * 56);

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *finish = buttons->addButton(tr("&Finish Calls, Then Quit"), QDialogButtonBox::AcceptRole);
    QPushButton *stop = buttons->addButton(tr("&Stop Now"), QDialogButtonBox::DestructiveRole);
    QPushButton *stay = buttons->addButton(tr("&Don't Quit"), QDialogButtonBox::RejectRole);
    finish->setObjectName(u"quitFinish"_s);
    stop->setObjectName(u"quitStop"_s);
    stay->setObjectName(u"quitStay"_s);
    finish->setDefault(true);
    stop->setAutoDefault(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    column->addWidget(question);
    column->addWidget(meaning);
    column->addWidget(buttons);

    connect(finish, &QPushButton::clicked, this, &QDialog::accept);
    connect(stop, &QPushButton::clicked, this, [this] { done(2); });
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this](int result) {
        Q_EMIT chosen(result == Accepted ? Choice::FinishCalls
                      : result == 2      ? Choice::StopNow
                                         : Choice::Stay);
    });
}

} // namespace exaid
