#include "gui/widgets/poolpanel.h"

#include "gui/charts/charttheme.h"
#include "gui/widgets/poolbar.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

PoolPanel::PoolPanel(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_empty(new QLabel(tr("No pools yet: nothing was heard from the daemon."), this))
    , m_peakNote(new QLabel(tr("\u25b4 highest since start"), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    auto *title = new QLabel(tr("Slots in use"), this);
    QFont bold = font();
    bold.setBold(true);
    title->setFont(bold);
    m_empty->setWordWrap(true);
    m_layout->addWidget(title);
    m_layout->addSpacing(4);
    m_layout->addWidget(m_empty);
    m_layout->addStretch();
    m_layout->addWidget(m_peakNote);
    applyPalette();
}

bool PoolPanel::setPools(const QList<PoolSnapshot> &pools)
{
    QList<PoolSnapshot> shared;
    std::ranges::copy_if(pools, std::back_inserter(shared),
                         [](const PoolSnapshot &pool) { return pool.kind != "session"_L1; });
    if (shared == m_pools)
        return false;
    m_pools = std::move(shared);
    layOut();
    return true;
}

void PoolPanel::layOut()
{
    const QList<PoolSnapshot> &shared = m_pools;
    // Bars are not deleted: pools come and go only when somebody edits the settings.
    while (m_bars.size() < shared.size()) {
        auto *bar = new PoolBar(this);
        bar->setStale(m_stale);
        m_layout->insertWidget(m_layout->count() - 2, bar); // above the stretch and the note
        m_bars.append(bar);
    }
    int titleWidth = 0, textWidth = 0;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        PoolBar *bar = m_bars.at(i);
        bar->setVisible(i < shared.size());
        if (i >= shared.size())
            continue;
        bar->setPool(shared.at(i));
        bar->setObjectName("poolBar:"_L1 + shared.at(i).kind + u':' + shared.at(i).name);
        titleWidth = std::max(titleWidth, bar->titleWidth());
        textWidth = std::max(textWidth, bar->textWidth());
    }
    // Room for a usual remark, so that bars do not jump each time somebody has to wait.
    textWidth =
        std::max(textWidth,
                 fontMetrics().horizontalAdvance(tr("%1 / %2", "sample for a width").arg(u"00"_s, u"00"_s)) +
                     16 + fontMetrics().horizontalAdvance(tr("%n waiting", "calls", 10)));
    for (PoolBar *bar : std::as_const(m_bars))
        bar->setColumns(titleWidth, textWidth);
    m_empty->setVisible(shared.isEmpty());
    m_peakNote->setVisible(
        std::ranges::any_of(shared, [](const PoolSnapshot &pool) { return pool.peakHeld > pool.held; }));
}

void PoolPanel::setStale(bool stale)
{
    m_stale = stale;
    for (PoolBar *bar : std::as_const(m_bars))
        bar->setStale(stale);
}

void PoolPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
    if (event->type() == QEvent::FontChange)
        layOut();
}

void PoolPanel::applyPalette()
{
    charttheme::setInk(*m_peakNote, charttheme::secondaryText(palette()));
    charttheme::setInk(*m_empty, charttheme::secondaryText(palette()));
}

} // namespace exaid
