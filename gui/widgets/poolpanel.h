#pragma once

// The bars of the shared pools (global, providers, models), one below the other with columns in line. Session
// pools are many and have their numbers in the sessions table. GUI thread.

#include "core/monitoring/snapshot.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace exaid {

class PoolBar;

class PoolPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit PoolPanel(QWidget *parent = nullptr);

    // True: something to show changed.
    bool setPools(const QList<PoolSnapshot> &pools);
    void setStale(bool stale);

private:
    void changeEvent(QEvent *event) override;
    void applyPalette();
    void layOut();

    QVBoxLayout *m_layout;
    QLabel *m_empty;
    QLabel *m_peakNote;
    QList<PoolSnapshot> m_pools; // shared ones, as shown
    QList<PoolBar *> m_bars;     // children; as many as there were pools at most
    bool m_stale = false;
};

} // namespace exaid
