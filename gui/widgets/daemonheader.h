#pragma once

// The line at the top of the page: what the daemon does, where it listens, since when, and, when a provider
// is simulated, a plain label that says so. GUI thread.

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace exaid {

class ElidedLabel;
class FeedStore;

class DaemonHeader final : public QWidget
{
    Q_OBJECT
public:
    // `store` must outlive the header.
    explicit DaemonHeader(const FeedStore &store, QWidget *parent = nullptr);

    void refresh();

private:
    void changeEvent(QEvent *event) override;
    void applyPalette();

    const FeedStore &m_store;
    QLabel *m_state;
    ElidedLabel *m_facts;
    QLabel *m_simulated;
};

} // namespace exaid
