#pragma once

// A chart with its title, its table twin behind a button, and its export: the picture as PNG, the values as
// CSV. Files are written on a worker thread; said() tells how it went. GUI thread.

#include "gui/charts/charttablemodel.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace exaid {

class ChartWidget;

class ChartCard final : public QFrame
{
    Q_OBJECT
public:
    // Takes the chart over. name: for object names and file names.
    ChartCard(const QString &name, const QString &title, ChartWidget *chart, QWidget *parent = nullptr);

    ChartWidget *chart() const { return m_chart; }
    QTableView *table() const { return m_table; }
    void addControl(QWidget *control); // beside the title
    void setData(const ChartData &shown);
    // How many columns the chart has room for.
    int columns() const;

    bool showsTable() const;
    void showTable(bool table);
    // Without asking for a place; the dialogs end here.
    void savePicture(const QString &path);
    void saveValues(const QString &path);

Q_SIGNALS:
    void said(const QString &text);

private:
    void askForPicture();
    void askForValues();
    void ask(const QString &title, const QString &filter, const QString &suffix,
             void (ChartCard::*save)(const QString &));
    template <typename Write>
    void saveWith(const QString &path, Write write);

    const QString m_name;
    ChartWidget *m_chart;
    ChartTableModel m_model;
    QHBoxLayout *m_head;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QToolButton *m_tableButton;
};

} // namespace exaid
