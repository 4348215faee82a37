#pragma once

// The line above the settings for what concerns the page as a whole: no daemon, a damaged file, a conflict
// with somebody else's change, a restart to come. At most one is shown, the gravest. GUI thread.

#include <QFrame>

class QLabel;
class QPushButton;

namespace exaid {

class SettingsBanner final : public QFrame
{
    Q_OBJECT
public:
    explicit SettingsBanner(QWidget *parent = nullptr);

    // Without texts for buttons there are none.
    void show(const QString &title, const QString &detail, const QString &first = {},
              const QString &second = {});
    QString text() const;

Q_SIGNALS:
    void firstChosen();
    void secondChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_detail;
    QPushButton *m_first;
    QPushButton *m_second;
};

} // namespace exaid
