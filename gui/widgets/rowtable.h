#pragma once

// A table with a line of text in place of rows when there are none: why it is empty and what to do. Rows are
// selected whole, sorted by a click on the header, and copied as tab-separated text. GUI thread.

#include <QTableView>

class QProxyStyle;

namespace exaid {

class RowTable final : public QTableView
{
    Q_OBJECT
public:
    explicit RowTable(QWidget *parent = nullptr);

    void setEmptyText(const QString &text);
    const QString &emptyText() const { return m_emptyText; }
    // Old rows are drawn in the disabled text colour.
    void setStale(bool stale);
    bool isStale() const { return m_stale; }
    // Widths of columns in average characters.
    void setColumnCharacters(const QList<int> &characters);
    // At least as wide as each of these texts, with or without an icon before it.
    void fitColumn(int column, const QStringList &texts, bool withIcon = false);
    // The selected rows with the header, for the clipboard.
    QString selectedText() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    QProxyStyle *m_style; // child: style objects are not owned by widgets
    QString m_emptyText;
    bool m_stale = false;
};

} // namespace exaid
