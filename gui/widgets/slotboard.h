#pragma once

// Every slot of every provider as a cell, in rows that wrap. Arrow keys walk from cell to cell. At most
// MaxCells of a provider are shown; the rest is counted in words. GUI thread.

#include "gui/feed/slothistory.h"

#include <QWidget>
#include <vector>

class QLabel;

namespace exaid {

class SlotCell;

class SlotBoard final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int MaxCells = 64;

    explicit SlotBoard(QWidget *parent = nullptr);

    void showSlots(const Snapshot &snapshot, const SlotHistory &history, qint64 nowMs, bool isStale);
    // The call of the cell that had the focus last; 0: none.
    quint64 selectedCall() const { return m_selected; }
    void select(quint64 call);
    void clearSelection();
    QList<SlotCell *> cells() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QString provider;
        QLabel *title = nullptr;
        QLabel *trouble = nullptr; // behind it: breaker, hold, lowered limit
        QList<SlotCell *> cells;
    };

    Row &rowOf(const QString &provider);
    void fill(Row &row, const PoolSnapshot &pool, const Snapshot &snapshot, const SlotHistory &history,
              qint64 nowMs, bool isStale);
    int columnsFor(int width) const;
    void setSelected(quint64 call);
    void markSelected();
    // Moves the children, unless only measuring; the height.
    int arrange(int width, bool move) const;

    std::vector<Row> m_rows;
    quint64 m_selected = 0;
};

} // namespace exaid
