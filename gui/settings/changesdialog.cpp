#include "gui/settings/changesdialog.h"

#include "core/config/settingsreport.h"
#include "gui/charts/charttheme.h"
#include "gui/settings/settingtexts.h"
#include "gui/widgets/roomydelegate.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QTreeWidget *changesTable(const QList<SettingChange> &changes, QWidget *parent)
{
    auto *table = new QTreeWidget(parent);
    table->setObjectName(u"changes"_s);
    table->setAccessibleName(ChangesDialog::tr("Settings that change"));
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAlternatingRowColors(true);
    table->setHeaderLabels({ChangesDialog::tr("Setting"), ChangesDialog::tr("Now"), ChangesDialog::tr("Then"),
                            ChangesDialog::tr("Takes effect")});
    for (const SettingChange &change : changes) {
        auto *item = new QTreeWidgetItem(table, {change.name, valueText(change.from), valueText(change.to),
                                                 change.needsRestart ? ChangesDialog::tr("after a restart")
                                                                     : ChangesDialog::tr("at once")});
        for (int column = 0; column < 4; ++column)
            item->setToolTip(column, item->text(column));
    }
    table->setItemDelegate(new RoomyDelegate(table));
    table->header()->setStretchLastSection(false);
    table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    return table;
}

QString problemsText(const QList<SettingProblem> &problems)
{
    QStringList lines;
    for (const SettingProblem &problem : problems)
        lines << u"⚠ "_s + problemText(problem);
    return lines.join(u'\n');
}

} // namespace

ChangesDialog::ChangesDialog(const QString &question, const SettingsOutcome &outcome, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"changesDialog"_s);
    setWindowTitle(tr("Change Settings"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    auto *title = new QLabel(question, this);
    title->setWordWrap(true);
    QFont bold = font();
    bold.setBold(true);
    title->setFont(bold);
    column->addWidget(title);
    if (outcome.changes.isEmpty())
        column->addWidget(new QLabel(tr("No setting gets another value."), this));
    else
        column->addWidget(changesTable(outcome.changes, this), 1);
    const bool waits = std::ranges::any_of(outcome.changes, &SettingChange::needsRestart);
    if (waits) {
        auto *note =
            new QLabel(tr("What needs a restart is saved now and waits for the daemon's next start."), this);
        note->setWordWrap(true);
        column->addWidget(note);
    }
    if (const QString text = problemsText(outcome.errors + outcome.warnings); !text.isEmpty()) {
        auto *problems = new QLabel(text, this);
        problems->setObjectName(u"changeProblems"_s);
        problems->setWordWrap(true);
        problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
        charttheme::setInk(*problems, charttheme::attention(palette()));
        column->addWidget(problems);
    }
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::AcceptRole);
    apply->setObjectName(u"confirmChanges"_s);
    apply->setEnabled(outcome.errors.isEmpty());
    apply->setDefault(outcome.errors.isEmpty());
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(760, std::min(520, 200 + 26 * static_cast<int>(outcome.changes.size())));
}

} // namespace exaid
