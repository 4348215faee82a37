#pragma once

// One pool as a bar with its numbers beside it: a cell for each slot while there is room, filled when held;
// slots held above a lowered limit are hatched beyond the limit line; a small mark shows the peak. Says the
// same in words to a screen reader. GUI thread.

#include "core/monitoring/snapshot.h"

#include <QWidget>

namespace exaid {

class PoolBar final : public QWidget
{
    Q_OBJECT
public:
    explicit PoolBar(QWidget *parent = nullptr);

    void setPool(const PoolSnapshot &pool);
    const PoolSnapshot &pool() const { return m_pool; }
    // Old numbers are drawn without colour.
    void setStale(bool stale);
    // Columns line up when bars share these: widths of the title and of the text at the end.
    void setColumns(int titleWidth, int textWidth);
    int titleWidth() const;
    int textWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString numbers() const;
    QString remarks() const;
    void drawSlots(QPainter &painter, const QRectF &bar) const;

    PoolSnapshot m_pool;
    bool m_stale = false;
    int m_titleColumn = 0;
    int m_textColumn = 0;
};

} // namespace exaid
