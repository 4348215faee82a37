#include "gui/dialogs/sessionlimitdialog.h"

#include "gui/models/texts.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SessionLimitDialog::SessionLimitDialog(const SessionSnapshot &session, QWidget *parent)
    : QDialog(parent)
    , m_limit(new QSpinBox(this))
{
    setObjectName(u"sessionLimitDialog"_s);
    setWindowTitle(tr("Limit of a Session"));
    auto *question =
        new QLabel(tr("&Calls of %1 that may run at once:").arg(foreignText(session.name)), this);
    question->setTextFormat(Qt::PlainText);
    question->setBuddy(m_limit);
    m_limit->setObjectName(u"sessionLimit"_s);
    m_limit->setAccessibleName(tr("Calls of the session that may run at once"));
    m_limit->setRange(0, 10'000);
    m_limit->setValue(session.limit);
    m_limit->selectAll();
    auto *explanation = new QLabel(
        tr("The limits of the daemon and of the providers hold as well. Calls that run are not cut: a "
           "lower limit takes effect as they end. 0 starts nothing more; what waits goes on waiting. "
           "The limit lasts as long as the session."),
        this);
    explanation->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *reset = buttons->addButton(tr("Use the Common &Limit"), QDialogButtonBox::ResetRole);
    reset->setObjectName(u"sessionLimitReset"_s);
    reset->setEnabled(session.ownLimit);
    auto *line = new QHBoxLayout;
    line->addWidget(question);
    line->addWidget(m_limit);
    line->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addLayout(line);
    column->addWidget(explanation);
    column->addWidget(buttons);
    // By itself it would get the height of another width, on a small screen.
    const int width = std::max(column->totalSizeHint().width(), column->totalMinimumSize().width());
    resize(width, column->totalHeightForWidth(width));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(m_limit->value());
        accept();
    });
    connect(reset, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(std::nullopt);
        accept();
    });
}

} // namespace exaid
