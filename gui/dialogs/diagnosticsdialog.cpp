#include "gui/dialogs/diagnosticsdialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

DiagnosticsDialog::DiagnosticsDialog(const QList<File> &files, const QString &suggestedPath, QWidget *parent)
    : QDialog(parent)
    , m_suggestedPath(suggestedPath)
{
    setObjectName(u"diagnosticsDialog"_s);
    setWindowTitle(tr("Diagnostics Bundle"));
    auto *meaning = new QLabel(
        tr("One zip file with what helps to find a fault. Keys and tokens are taken out; prompts and answers "
           "were never in it. Names of sessions, models and paths are: look before you pass it on."),
        this);
    meaning->setWordWrap(true);
    auto *list = new QListWidget(this);
    list->setObjectName(u"bundleFiles"_s);
    list->setAccessibleName(tr("Files in the bundle"));
    auto *text = new QPlainTextEdit(this);
    text->setObjectName(u"bundleText"_s);
    text->setAccessibleName(tr("Content of the selected file"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    for (const File &file : files) {
        auto *item = new QListWidgetItem(
            tr("%1 (%2)", "file, size")
                .arg(file.name, QLocale().formattedDataSize(file.text.toUtf8().size(), 0)),
            list);
        item->setData(Qt::UserRole, file.text);
    }
    list->setFixedWidth(fontMetrics().averageCharWidth() * 30);
    connect(list, &QListWidget::currentItemChanged, text, [text](const QListWidgetItem *item) {
        text->setPlainText(item ? item->data(Qt::UserRole).toString() : QString());
    });
    list->setCurrentRow(0);
    auto *middle = new QHBoxLayout;
    middle->addWidget(list);
    middle->addWidget(text, 1);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    save->setObjectName(u"saveBundle"_s);
    save->setDefault(true);
    buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    connect(save, &QPushButton::clicked, this, &DiagnosticsDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    column->addWidget(meaning);
    column->addLayout(middle, 1);
    column->addWidget(buttons);
    resize(860, 560);
}

void DiagnosticsDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the Bundle"), m_suggestedPath, tr("Zip archives (*.zip)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"zip"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        Q_EMIT saveRequested(path);
        accept();
    });
    dialog->open();
}

} // namespace exaid
