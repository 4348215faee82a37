#pragma once

// The frame of every chart of the page: one plot area at the same place for the same width, so that all share
// the time axis; grid, axes, legend with the values at the cursor (or the newest), spans without data
// hatched, and the hand and key work: hover, drag to zoom, arrow keys move the cursor, a click or Return
// picks a column. What is inside comes
// from the subclasses. Content is kept as a picture: moving the cursor redraws none of it. GUI thread.

#include "gui/charts/chartdata.h"

#include <QPixmap>
#include <QWidget>

namespace exaid {

class ChartWidget : public QWidget
{
    Q_OBJECT
public:
    explicit ChartWidget(QWidget *parent = nullptr);

    void setData(const ChartData &data);
    const ChartData &data() const { return m_data; }
    // Shown in all charts of the page at once; nothing: no cursor.
    void setCursorAt(std::optional<qint64> us);
    void setEmptyText(const QString &text);
    // "KIMI 3, GLM 1; waiting 2; capacity 5." for those who can't see it.
    QString valuesText() const;
    bool labelsFit() const;                                   // of the vertical axis; for tests
    int contentRepaints() const { return m_contentRepaints; } // for tests

    QSize sizeHint() const override { return {420, 150}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

Q_SIGNALS:
    void cursorMoved(std::optional<qint64> us);
    void zoomWanted(qint64 fromUs, qint64 toUs);
    void picked(qint64 fromUs, qint64 toUs); // a column

protected:
    // Called with the content's picture, not at each repaint. y 0 is the top.
    virtual void paintContent(QPainter &painter) = 0;
    virtual double highest() const = 0; // of what is drawn
    virtual void dataChanged() {}
    // Where a value stands, 0 (bottom) to 1; logarithmic charts have their own.
    virtual double heightOf(double value) const;
    virtual std::vector<std::pair<double, QString>> ticks() const;

    QRectF plot() const;
    // Of the widest label that any chart of the page may have: all share the time axis.
    double axisWidth() const;
    double xOf(qint64 us) const;
    double yOf(double value) const { return plot().bottom() - heightOf(value) * plot().height(); }
    double top() const { return m_top; }

    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    qint64 usAt(double x) const;
    void paintFrame(QPainter &painter);
    void paintGaps(QPainter &painter) const;
    void paintTimeAxis(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;
    void paintCursor(QPainter &painter) const;
    std::optional<size_t> toldColumn() const;
    void describe();
    void pick(qint64 us);

    ChartData m_data;
    std::optional<qint64> m_cursorUs;
    std::optional<double> m_dragFrom;
    double m_dragTo = 0;
    QString m_emptyText;
    QPixmap m_content;
    double m_top = 1;
    mutable double m_axisWidth = 0; // 0: not measured with this font and language
    int m_contentRepaints = 0;
};

} // namespace exaid
