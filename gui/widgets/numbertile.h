#pragma once

// One number with what it means, and how it was in the last minute as a small line. GUI thread.

#include <QFrame>
#include <vector>

namespace exaid {

class NumberTile final : public QFrame
{
    Q_OBJECT
public:
    NumberTile(const QString &title, const QString &help, QWidget *parent = nullptr);

    // minute: oldest first, NaN where nothing is known.
    void setValue(const QString &number, const std::vector<double> &minute, bool alarming = false);
    void setStale(bool stale);
    const QString &number() const { return m_number; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QString m_title;
    QString m_number;
    std::vector<double> m_minute;
    bool m_alarming = false;
    bool m_stale = false;
};

} // namespace exaid
