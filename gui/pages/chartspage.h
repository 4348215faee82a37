#pragma once

// How it was: slots in use against capacity, waiting, latency, timeouts, refusals, leaks, retries, tokens and
// cost over five minutes, an hour or a day, on one time axis with one cursor. Asks the feed for what it shows
// and only while it is visible; hidden or minimised it does nothing at all. GUI thread. `store` and `actions`
// must outlive the page.

#include "core/time/timerservice.h"
#include "gui/charts/zoomstack.h"
#include "gui/feed/metricstore.h"
#include "gui/models/eventlevelproxy.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QGridLayout;
class QScrollArea;
class QToolButton;

namespace exaid {

class Actions;
class ChartCard;
class ChartWidget;
class ElidedLabel;
class FeedStore;
class LinkBanner;
class NumberTile;

class ChartsPage final : public QWidget
{
    Q_OBJECT
public:
    ChartsPage(FeedStore &store, Actions &actions, QWidget *parent = nullptr);

    void setSpan(qint64 seconds); // 300, 3,600 or 86,400
    qint64 span() const { return m_spanSecs; }
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    void zoomTo(qint64 fromUs, qint64 toUs);
    void undoZoom();
    void resetZoom();
    ChartWindow shownWindow() const;
    const MetricStore &metrics() const { return m_charted; }
    const QList<ChartCard *> &cards() const { return m_cards; }

Q_SIGNALS:
    void said(const QString &text);
    // A column was picked: what happened then.
    void eventsWanted(const exaid::EventSpan &span, const QString &words);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    using Build = std::function<ChartData(const ChartBuilder &, const ChartCard &)>;
    struct Entry
    {
        ChartCard *card = nullptr;
        Build build;
    };

    QWidget *makeBar();
    QWidget *makeTiles();
    QWidget *makeGrid();
    ChartCard *addCard(const QString &name, const QString &title, ChartWidget *chart, const QString &empty,
                       Build build);
    void tick();
    void ask();
    void take(const MetricFrame &frame);
    void refreshCharts();
    void refreshTiles();
    void refreshState();
    void refreshProviders();
    void updateActions();
    QString chosenProvider() const;

    FeedStore &m_store;
    Actions &m_actions;
    MetricStore m_charted; // the window that is shown
    MetricStore m_recent;  // the last minute, for the tiles
    ZoomStack m_zoom;
    qint64 m_spanSecs = 300;
    bool m_paused = false;
    std::optional<ChartWindow> m_pausedAt;
    LinkBanner *m_banner;
    QList<QToolButton *> m_spans;
    QToolButton *m_pause;
    QToolButton *m_reset;
    ElidedLabel *m_state;
    QComboBox *m_provider;
    QComboBox *m_usageBy;
    QComboBox *m_latencyKind;
    QList<NumberTile *> m_tiles;
    QList<ChartCard *> m_cards;
    QList<Entry> m_entries;
    QHash<QString, QString> m_labels; // of providers
    Timer m_timer;
    TimePoint m_askedCharts{};
    TimePoint m_drawn{};
};

} // namespace exaid
