#pragma once

// One line of text that is cut with an ellipsis where there is no room; the tool tip then has all of it. GUI
// thread.

#include <QWidget>

namespace exaid {

class ElidedLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    const QString &text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace exaid
