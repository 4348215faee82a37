#pragma once

// A table with its title, number of rows, a filter line and buttons for its actions. Owns the proxy between
// model and view. GUI thread. The source model must outlive the pane.

#include <QWidget>

class QAbstractItemModel;
class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace exaid {

class RowTable;
class WordFilterProxy;

class TablePane final : public QWidget
{
    Q_OBJECT
public:
    // `name` makes the object names: <name>Table, <name>Filter.
    TablePane(const QString &name, const QString &title, QAbstractItemModel &model,
              QWidget *parent = nullptr);

    RowTable *table() const { return m_table; }
    QLineEdit *filter() const { return m_filter; }
    // As a button beside the filter and in the table's context menu.
    void addButton(QAction *action);
    // Said when the source has no rows.
    void setEmptyText(const QString &text);
    // Keys (KeyRole) of the selected rows, from top to bottom.
    QVariantList selectedKeys() const;

Q_SIGNALS:
    void selectionChanged();

private:
    void applyFilter(const QString &text);
    void refreshTexts();

    QAbstractItemModel &m_model;
    QString m_titleText;
    QString m_emptyText;
    WordFilterProxy *m_proxy;
    QLabel *m_title;
    QLineEdit *m_filter;
    RowTable *m_table;
    QHBoxLayout *m_bar;
};

} // namespace exaid
