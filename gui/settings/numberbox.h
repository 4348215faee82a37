#pragma once

// A spin box that lets a number out of range be typed, so that the page can say what is wrong with it instead
// of changing it in silence; stepping stays in range. Turning the wheel changes it only when it has the
// focus. GUI thread.

#include <QDoubleSpinBox>

namespace exaid {

class NumberBox final : public QDoubleSpinBox
{
    Q_OBJECT
public:
    NumberBox(double least, double most, bool whole, QWidget *parent = nullptr);

    QString textFromValue(double value) const override;
    void stepBy(int steps) override;
    // As settings files have it: digits and a point.
    QString plainText() const;
    void setPlainText(const QString &text);

protected:
    void wheelEvent(QWheelEvent *event) override;

private:
    const double m_least;
    const double m_most;
};

} // namespace exaid
