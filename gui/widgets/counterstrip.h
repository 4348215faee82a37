#pragma once

// Counters since the daemon's start, one tile each, with the causes below the number: leaks recovered,
// timeouts by clock, refusals by limit. GUI thread.

#include "core/monitoring/snapshot.h"

#include <QWidget>
#include <array>

class QLabel;

namespace exaid {

class ElidedLabel;

class CounterStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit CounterStrip(QWidget *parent = nullptr);

    void setCounters(const CounterSnapshot &counters);
    void setStale(bool stale);

private:
    struct Tile
    {
        QWidget *box = nullptr;
        QLabel *number = nullptr;
        QLabel *title = nullptr;
        ElidedLabel *causes = nullptr;
        QString name;
    };
    enum Kind { Answered, Refused, TimedOut, Cancelled, Failed, Leaks, KindCount };

    void makeTile(Kind kind, const char *objectName, const QString &name, const QString &help);
    void fillTiles();
    void fill(Kind kind, qint64 number, const QString &causes, bool alarming);
    void changeEvent(QEvent *event) override;
    void applyPalette();

    std::array<Tile, KindCount> m_tiles;
    CounterSnapshot m_counters;
    bool m_stale = false;
};

} // namespace exaid
