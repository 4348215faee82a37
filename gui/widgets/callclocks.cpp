#include "gui/widgets/callclocks.h"

#include "gui/charts/charttheme.h"
#include "gui/models/texts.h"

#include <QPainter>
#include <QStyle>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Gap = 10;

} // namespace

double ClockUse::share() const
{
    return limitMs > 0 ? std::min(1.0, static_cast<double>(usedMs) / static_cast<double>(limitMs)) : 0.0;
}

QString ClockUse::text() const
{
    if (limitMs == 0)
        return shortDurationText(usedMs);
    const QString used =
        CallClocks::tr("%1 of %2", "time used, limit").arg(shortDurationText(usedMs), durationText(limitMs));
    return expired ? CallClocks::tr("%1, expired", "use of a clock").arg(used) : used;
}

QList<ClockUse> clockUses(const CallRow &row, qint64 nowMs)
{
    QList<ClockUse> uses;
    const auto add = [&](const QString &clock, qint64 used, qint64 limit) {
        if (used > 0 || limit > 0)
            uses << ClockUse{clockText(clock), used, limit, row.clock == clock};
    };
    add(u"queue"_s, row.phases.queued, row.limits.queue);
    add(u"connect"_s, row.phases.connecting, row.limits.connect);
    add(u"first_token"_s, row.phases.firstToken, row.limits.firstToken);
    add(u"stall"_s, row.phases.longestPause, row.limits.stall);
    add(u"total"_s, row.ranMs(nowMs), row.limits.total);
    return uses;
}

QList<PhasePart> phaseParts(const CallRow &row)
{
    const CallPhaseTimes &p = row.phases;
    QList<PhasePart> parts{
        {CallPhase::Preparing, p.preparing},   {CallPhase::Queued, p.queued},
        {CallPhase::Connecting, p.connecting}, {CallPhase::AwaitingFirstToken, p.firstToken},
        {CallPhase::Streaming, p.streaming},   {CallPhase::Finishing, p.finishing},
        {CallPhase::BackingOff, p.backingOff}};
    parts.removeIf([](const PhasePart &part) { return part.ms <= 0; });
    return parts;
}

CallClocks::CallClocks(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"callClocks"_s);
    setAccessibleName(tr("Clocks of the call"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void CallClocks::setCall(const CallRow &row, qint64 nowMs)
{
    m_parts = phaseParts(row);
    m_uses = clockUses(row, nowMs);
    QStringList said;
    for (const PhasePart &part : std::as_const(m_parts))
        said << tr("%1 %2", "phase, how long").arg(phaseText(part.phase), shortDurationText(part.ms));
    for (const ClockUse &use : std::as_const(m_uses))
        said << tr("%1: %2", "clock, its use").arg(use.name, use.text());
    setAccessibleDescription(said.join(u'\n'));
    setToolTip(said.join(u'\n'));
    updateGeometry();
    update();
}

void CallClocks::clear()
{
    m_parts.clear();
    m_uses.clear();
    setAccessibleDescription({});
    setToolTip({});
    update();
}

int CallClocks::lineHeight() const
{
    return fontMetrics().height() + 6;
}

QSize CallClocks::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 64, lineHeight() * 9};
}

QSize CallClocks::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 40, lineHeight() * 9};
}

// Shapes beside colours: waiting is hatched, what the provider does is solid.
QBrush CallClocks::brushOf(CallPhase phase) const
{
    const auto style = [phase] {
        switch (phase) {
        case CallPhase::Queued:
            return Qt::BDiagPattern;
        case CallPhase::BackingOff:
            return Qt::FDiagPattern;
        case CallPhase::AwaitingFirstToken:
            return Qt::Dense4Pattern;
        case CallPhase::Preparing:
        case CallPhase::Finishing:
            return Qt::Dense6Pattern;
        case CallPhase::Connecting:
        case CallPhase::Streaming:
            return Qt::SolidPattern;
        }
        Q_UNREACHABLE();
    }();
    const int colour = phase == CallPhase::Queued ? 4 : phase == CallPhase::Connecting ? 2 : 0;
    return {charttheme::series(colour, palette()), style};
}

void CallClocks::paintEvent(QPaintEvent *)
{
    if (m_uses.isEmpty() && m_parts.isEmpty())
        return;
    QPainter painter(this);
    const int line = lineHeight();
    const auto placed = [this](const QRect &area) {
        return QStyle::visualRect(layoutDirection(), rect(), area);
    };
    paintPhases(painter, placed({0, 0, width(), line}));
    const int legendLines = paintLegend(painter, {0, line, width(), line});
    QFont expiredFont = font();
    expiredFont.setBold(true);
    const QFontMetrics expiredMetrics(expiredFont);
    int nameWidth = 0, textWidth = 0;
    for (const ClockUse &use : std::as_const(m_uses)) {
        nameWidth = std::max(nameWidth, fontMetrics().horizontalAdvance(use.name));
        const QFontMetrics metrics = use.expired ? expiredMetrics : fontMetrics();
        textWidth = std::max(textWidth, metrics.horizontalAdvance(use.text()));
    }
    int top = line * (1 + legendLines) + line / 2;
    for (const ClockUse &use : std::as_const(m_uses)) {
        paintClock(painter, {0, top, width(), line}, use, nameWidth, textWidth);
        top += line;
    }
}

void CallClocks::paintPhases(QPainter &painter, const QRect &area)
{
    qint64 sum = 0;
    for (const PhasePart &part : std::as_const(m_parts))
        sum += part.ms;
    const QRect bar = area.adjusted(0, 2, -1, -4);
    painter.fillRect(bar, palette().color(QPalette::Base));
    double at = 0;
    for (const PhasePart &part : std::as_const(m_parts)) {
        const double share = static_cast<double>(part.ms) / static_cast<double>(std::max(sum, qint64(1)));
        const QRectF piece(bar.left() + at, bar.top(), share * bar.width(), bar.height());
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const QRectF drawn = mirrored ? QRectF(bar.left() + bar.right() + 1 - piece.right(), piece.top(),
                                               piece.width(), piece.height())
                                      : piece;
        painter.fillRect(drawn, brushOf(part.phase));
        painter.setPen(palette().color(QPalette::Window));
        painter.drawLine(drawn.topRight(), drawn.bottomRight());
        at += piece.width();
    }
    painter.setPen(charttheme::gridLine(palette()));
    painter.drawRect(bar);
}

// Returns how many lines it took.
int CallClocks::paintLegend(QPainter &painter, QRect area)
{
    const int swatch = fontMetrics().height() - 4;
    int at = 0, lines = 1;
    for (const PhasePart &part : std::as_const(m_parts)) {
        const QString text =
            tr("%1 %2", "phase, how long").arg(phaseText(part.phase), shortDurationText(part.ms));
        const int textWidth = fontMetrics().horizontalAdvance(text);
        if (at > 0 && at + swatch + 6 + textWidth > area.width()) {
            at = 0;
            ++lines;
            area.translate(0, area.height());
        }
        const auto placed = [&](int left, int breadth, int top, int height) {
            return QStyle::visualRect(layoutDirection(), area, {left, top, breadth, height});
        };
        const QRect box = placed(at, swatch, area.top() + (area.height() - swatch) / 2, swatch);
        painter.fillRect(box, brushOf(part.phase));
        painter.setPen(charttheme::gridLine(palette()));
        painter.drawRect(box.adjusted(0, 0, -1, -1));
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(placed(at + swatch + 6, textWidth + 2, area.top(), area.height()),
                         Qt::AlignVCenter | Qt::TextDontClip, text);
        at += swatch + 6 + textWidth + 16;
    }
    return lines;
}

void CallClocks::paintClock(QPainter &painter, const QRect &area, const ClockUse &use, int nameWidth,
                            int textWidth)
{
    const auto placed = [&](int left, int breadth) {
        return QStyle::visualRect(layoutDirection(), rect(), {left, area.top(), breadth, area.height()});
    };
    const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(placed(0, nameWidth + 2), static_cast<int>(start), use.name);
    const int barLeft = nameWidth + Gap;
    const int barWidth = width() - barLeft - Gap - textWidth;
    if (barWidth > 12) {
        const QRect bar = placed(barLeft, barWidth).adjusted(0, 4, 0, -4);
        painter.fillRect(bar, palette().color(QPalette::Base));
        if (use.limitMs > 0) {
            const auto filled = static_cast<int>(use.share() * bar.width());
            const QRect used =
                QStyle::visualRect(layoutDirection(), bar, {bar.left(), bar.top(), filled, bar.height()});
            const QColor colour =
                use.expired ? charttheme::attention(palette()) : charttheme::busy(palette());
            painter.fillRect(used, QBrush(colour, use.expired ? Qt::Dense3Pattern : Qt::SolidPattern));
        }
        painter.setPen(charttheme::gridLine(palette()));
        painter.drawRect(bar.adjusted(0, 0, -1, -1));
    }
    QFont font = painter.font();
    font.setBold(use.expired);
    painter.setFont(font);
    painter.setPen(use.expired ? charttheme::attention(palette()) : palette().color(QPalette::WindowText));
    painter.drawText(
        placed(width() - textWidth - 2, textWidth + 2),
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignVCenter),
        use.text());
    font.setBold(false);
    painter.setFont(font);
}

} // namespace exaid
