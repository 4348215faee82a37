#include "gui/charts/chartcard.h"

#include "gui/charts/chartwidget.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QPixmap>
#include <QPointer>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTableView>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

ChartCard::ChartCard(const QString &name, const QString &title, ChartWidget *chart, QWidget *parent)
    : QFrame(parent)
    , m_name(name)
    , m_chart(chart)
    , m_head(new QHBoxLayout)
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_tableButton(new QToolButton(this))
{
    setObjectName(name);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    chart->setObjectName(name + u"Chart"_s);
    chart->setAccessibleName(title);
    auto *label = new QLabel(title, this);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    m_table->setObjectName(name + u"Table"_s);
    m_table->setAccessibleName(tr("%1, as a table", "title of a chart").arg(title));
    m_table->setModel(&m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_stack->addWidget(chart);
    m_stack->addWidget(m_table);

    m_tableButton->setObjectName(name + u"TableButton"_s);
    m_tableButton->setText(tr("Table"));
    m_tableButton->setAccessibleName(tr("Show %1 as a table", "title of a chart").arg(title));
    m_tableButton->setToolTip(tr("Show the values instead of the chart"));
    m_tableButton->setCheckable(true);
    m_tableButton->setAutoRaise(true);
    m_tableButton->setFocusPolicy(Qt::StrongFocus);
    connect(m_tableButton, &QToolButton::toggled, this, &ChartCard::showTable);
    auto *save = new QToolButton(this);
    save->setObjectName(name + u"SaveButton"_s);
    save->setText(tr("Save"));
    save->setAccessibleName(tr("Save %1", "title of a chart").arg(title));
    save->setToolTip(tr("Save the picture or the values in a file"));
    save->setAutoRaise(true);
    save->setFocusPolicy(Qt::StrongFocus);
    save->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(save);
    menu->addAction(tr("&Picture (PNG)…"), this, &ChartCard::askForPicture);
    menu->addAction(tr("&Values (CSV)…"), this, &ChartCard::askForValues);
    save->setMenu(menu);

    m_head->setSpacing(8);
    m_head->addWidget(label);
    m_head->addStretch(1);
    m_head->addWidget(m_tableButton);
    m_head->addWidget(save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 4, 6, 6);
    column->setSpacing(2);
    column->addLayout(m_head);
    column->addWidget(m_stack, 1);
}

void ChartCard::addControl(QWidget *control)
{
    m_head->insertWidget(1, control);
}

void ChartCard::setData(const ChartData &shown)
{
    m_chart->setData(shown);
    if (showsTable())
        m_model.setData(shown);
}

int ChartCard::columns() const
{
    return std::clamp(m_chart->width() - 60, 60, 900);
}

bool ChartCard::showsTable() const
{
    return m_stack->currentWidget() == m_table;
}

void ChartCard::showTable(bool table)
{
    m_tableButton->setChecked(table);
    m_stack->setCurrentWidget(table ? static_cast<QWidget *>(m_table) : m_chart);
    if (table)
        m_model.setData(m_chart->data());
}

void ChartCard::askForPicture()
{
    ask(tr("Save the Picture"), tr("Pictures (*.png)"), u"png"_s, &ChartCard::savePicture);
}

void ChartCard::askForValues()
{
    ask(tr("Save the Values"), tr("Tables (*.csv)"), u"csv"_s, &ChartCard::saveValues);
}

void ChartCard::ask(const QString &title, const QString &filter, const QString &suffix,
                    void (ChartCard::*save)(const QString &))
{
    auto *dialog = new QFileDialog(this, title, QDir::homePath(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"exaid-%1.%2"_s.arg(m_name, suffix));
    connect(dialog, &QFileDialog::fileSelected, this, save);
    dialog->open();
}

template <typename Write>
void ChartCard::saveWith(const QString &path, Write write)
{
    QThreadPool::globalInstance()->start([self = QPointer<ChartCard>(this), path, write] {
        QSaveFile file(path);
        const bool done = file.open(QIODevice::WriteOnly) && write(file) && file.commit();
        const QString problem = done ? QString() : file.errorString();
        // The pointer is only read where the card lives.
        QMetaObject::invokeMethod(
            qApp,
            [self, path, problem] {
                if (!self)
                    return;
                const QString shown = QDir::toNativeSeparators(path);
                Q_EMIT self->said(problem.isEmpty() ? tr("Saved as %1.").arg(shown)
                                                    : tr("%1 could not be saved: %2").arg(shown, problem));
            },
            Qt::QueuedConnection);
    });
}

void ChartCard::savePicture(const QString &path)
{
    const QImage picture = grab().toImage();
    saveWith(path, [picture](QSaveFile &file) { return picture.save(&file, "PNG"); });
}

void ChartCard::saveValues(const QString &path)
{
    saveWith(path, [bytes = chartCsv(m_chart->data())](QSaveFile &file) {
        return file.write(bytes) == bytes.size();
    });
}

} // namespace exaid
