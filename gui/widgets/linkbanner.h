#pragma once

// The line above the page that says when the numbers are not live: connecting, lost (with their age), or a
// daemon that could not be started (with what to do). Hidden while all is well. GUI thread.

#include <QFrame>

class QLabel;

namespace exaid {

class FeedStore;

class LinkBanner final : public QFrame
{
    Q_OBJECT
public:
    // `store` must outlive the banner.
    explicit LinkBanner(const FeedStore &store, QWidget *parent = nullptr);

    // Reads the store again; the age grows while the link is lost.
    void refresh();
    QString text() const;

private:
    void show(const QString &title, const QString &detail);
    void changeEvent(QEvent *event) override;
    void applyPalette();

    const FeedStore &m_store;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_detail;
};

} // namespace exaid
