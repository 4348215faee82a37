#include "gui/widgets/counterstrip.h"

#include "gui/charts/charttheme.h"
#include "gui/models/texts.h"
#include "gui/widgets/elidedlabel.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace exaid {

namespace {

// {"stall": 2, "first_token": 1} as "stall 2 · first token 1".
QString causesText(const QJsonObject &byCause, QString (*nameOf)(const QString &cause))
{
    QStringList parts;
    for (auto it = byCause.begin(); it != byCause.end(); ++it)
        parts << nameOf(it.key()) + QChar(u' ') + QLocale().toString(it.value().toInteger());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

CounterStrip::CounterStrip(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    makeTile(Answered, "counterAnswered", tr("Answered"), tr("Calls that ended with an answer"));
    makeTile(Refused, "counterRefused", tr("Refused"),
             tr("Calls that were not admitted, by the limit that refused them"));
    makeTile(TimedOut, "counterTimedOut", tr("Timed out"),
             tr("Calls that ran out of time, by the clock that fired"));
    makeTile(Cancelled, "counterCancelled", tr("Cancelled"),
             tr("Calls ended by their client, by you, or because the client went away"));
    makeTile(Failed, "counterFailed", tr("Failed"), tr("Calls whose provider failed"));
    makeTile(Leaks, "counterLeaks", tr("Leaks recovered"),
             tr("Slots whose holder was provably gone, found and given back by the audit"));
    applyPalette();
}

void CounterStrip::setCounters(const CounterSnapshot &counters)
{
    if (counters == m_counters)
        return;
    m_counters = counters;
    fillTiles();
}

void CounterStrip::fillTiles()
{
    const CounterSnapshot &counters = m_counters;
    fill(Answered, counters.callsAnswered, {}, false);
    fill(Refused, counters.callsRefused, causesText(counters.refusalsByLimit, limitText), false);
    fill(TimedOut, counters.callsTimedOut, causesText(counters.timeoutsByClock, clockText), false);
    fill(Cancelled, counters.callsCancelled, {}, false);
    fill(Failed, counters.callsFailed, {}, false);
    const qint64 unhealed = counters.leaksFound - counters.leaksRecovered;
    QString causes = causesText(counters.leaksByCause, leakCauseText);
    if (unhealed > 0)
        causes = tr("%n still leaked", "slots", static_cast<int>(unhealed));
    fill(Leaks, counters.leaksRecovered, causes, unhealed > 0);
}

void CounterStrip::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    fillTiles();
}

void CounterStrip::makeTile(Kind kind, const char *objectName, const QString &name, const QString &help)
{
    auto *box = new QFrame(this);
    box->setObjectName(QLatin1String(objectName));
    box->setFrameShape(QFrame::StyledPanel);
    box->setAutoFillBackground(true);
    box->setBackgroundRole(QPalette::Base);
    box->setToolTip(help);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(10, 6, 10, 6);
    column->setSpacing(0);
    Tile tile{box, new QLabel(box), new QLabel(name, box), new ElidedLabel(box), name};
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    tile.number->setFont(large);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    tile.causes->setFont(small);
    column->addWidget(tile.title);
    column->addWidget(tile.number);
    column->addWidget(tile.causes);
    layout()->addWidget(box);
    m_tiles.at(static_cast<size_t>(kind)) = tile;
}

void CounterStrip::fill(Kind kind, qint64 number, const QString &causes, bool alarming)
{
    const Tile &tile = m_tiles.at(static_cast<size_t>(kind));
    tile.number->setText(QLocale().toString(number));
    tile.causes->setText(causes);
    tile.box->setAccessibleName(
        causes.isEmpty() ? tr("%1: %2", "counter, number").arg(tile.name, QLocale().toString(number))
                         : tr("%1: %2 (%3)", "counter, number, causes")
                               .arg(tile.name, QLocale().toString(number), causes));
    QColor ink = m_stale ? palette().color(QPalette::Disabled, QPalette::WindowText)
                         : palette().color(QPalette::Active, QPalette::WindowText);
    if (alarming && !m_stale)
        ink = charttheme::attention(palette());
    else if (number == 0 && !m_stale)
        ink = charttheme::secondaryText(palette());
    charttheme::setInk(*tile.number, ink);
}

void CounterStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void CounterStrip::applyPalette()
{
    for (const Tile &tile : m_tiles) {
        charttheme::setInk(*tile.title, charttheme::secondaryText(palette()));
        charttheme::setInk(*tile.causes, charttheme::secondaryText(palette()));
    }
    fillTiles();
}

} // namespace exaid
