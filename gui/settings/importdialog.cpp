#include "gui/settings/importdialog.h"

#include "core/config/envfile.h"
#include "core/config/unusednames.h"
#include "gui/settings/settingtexts.h"
#include "gui/widgets/roomydelegate.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString MaskedImport = u"********"_s;

ImportRow importRow(const EnvFile::Entry &entry, const SettingsView &view)
{
    const ExplainedSetting *known = view.find(entry.name);
    // What is not known here may be somebody's key.
    const bool isPlain = (known && !known->secret) || entry.value.trimmed().isEmpty();
    ImportRow row{
        entry.name, known, Secret(entry.value.toUtf8()), isPlain ? entry.value : MaskedImport, entry.line,
        {},         {}};
    if (!row.setting) {
        row.state = ImportState::Unknown;
        const QString reason = reasonUnused(entry.name);
        row.remark = reason.isEmpty() ? ImportDialog::tr("There is no such setting.")
                                      : ImportDialog::tr("Known, but not used here.");
    } else if (row.setting->isOverruled()) {
        row.state = ImportState::Overruled;
        row.remark =
            ImportDialog::tr("Given by the %1, which comes first.").arg(sourceText(*row.setting, view.file));
    } else if (entry.value.trimmed().isEmpty()) {
        row.state = ImportState::Same;
        row.remark = ImportDialog::tr("Empty: counts as not set.");
    } else if (const QString fault = faultOf(*row.setting, entry.value); !fault.isEmpty()) {
        row.state = ImportState::Invalid;
        row.remark = fault;
    } else if (!row.setting->secret && row.setting->value == entry.value.trimmed()) {
        row.state = ImportState::Same;
        row.remark = ImportDialog::tr("As it is now.");
    } else {
        row.state = ImportState::Changes;
        row.remark = row.setting->needsRestart ? ImportDialog::tr("Needs a restart.") : QString();
    }
    return row;
}

} // namespace

QList<ImportRow> importRows(const QByteArray &content, const SettingsView &view)
{
    QList<ImportRow> rows;
    const EnvFile file = EnvFile::parse(content);
    for (const EnvFile::Entry &entry : file.entries()) {
        rows.removeIf([&](const ImportRow &row) { return row.name == entry.name; });
        rows.append(importRow(entry, view));
    }
    for (const EnvFile::Problem &problem : file.errors()) {
        ImportRow row;
        row.line = problem.line;
        row.state = ImportState::Invalid;
        row.remark = ImportDialog::tr("Line %1: %2").arg(QString::number(problem.line), problem.message);
        rows.append(row);
    }
    return rows;
}

ImportDialog::ImportDialog(const QString &path, const QByteArray &content, const SettingsView &view,
                           QWidget *parent)
    : QDialog(parent)
    , m_view(view)
    , m_rows(importRows(content, m_view))
    , m_table(new QTreeWidget(this))
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import Settings"));
    auto *title = new QLabel(
        tr("What %1 says, beside what is in force. Ticked rows go onto the page, where you can look at them "
           "once more before they are applied.")
            .arg(QFileInfo(path).fileName()),
        this);
    title->setWordWrap(true);
    m_table->setObjectName(u"importRows"_s);
    m_table->setAccessibleName(tr("Settings in the file"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setHeaderLabels({tr("Setting"), tr("Now"), tr("In the file"), tr("Remark")});
    fill();
    m_table->setItemDelegate(new RoomyDelegate(m_table));
    m_table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->header()->setStretchLastSection(true);
    auto *buttons = new QDialogButtonBox(this);
    m_take = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_take->setObjectName(u"takeImport"_s);
    m_take->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_table, &QTreeWidget::itemChanged, this, &ImportDialog::refreshButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    refreshButton();
    resize(860, 520);
}

void ImportDialog::fill()
{
    for (const ImportRow &row : m_rows) {
        const QString now = row.setting ? valueText(row.setting->value) : QString();
        auto *item = new QTreeWidgetItem(m_table, {row.name, now, row.shown, row.remark});
        item->setToolTip(3, row.remark);
        if (row.state == ImportState::Changes)
            item->setCheckState(0, Qt::Checked);
        else
            item->setFlags(Qt::ItemIsSelectable |
                           (row.state == ImportState::Same ? Qt::ItemIsEnabled : Qt::NoItemFlags));
    }
}

void ImportDialog::refreshButton()
{
    const auto count = static_cast<int>(chosen().size());
    m_take->setText(tr("&Take %n Row(s)", "button", count));
    m_take->setEnabled(count > 0);
}

QList<ImportRow> ImportDialog::chosen() const
{
    QList<ImportRow> rows;
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        const ImportRow &row = m_rows.at(i);
        if (row.state == ImportState::Changes && m_table->topLevelItem(i)->checkState(0) == Qt::Checked)
            rows.append(row);
    }
    return rows;
}

} // namespace exaid
