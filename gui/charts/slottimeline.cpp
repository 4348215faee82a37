#include "gui/charts/slottimeline.h"

#include "gui/charts/charttheme.h"
#include "gui/models/texts.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int TimelineGap = 8;
constexpr double SmallestBar = 2.0;
constexpr int MostRowsInWords = 24;

bool endedBadly(const SlotSpan &span)
{
    return !span.outcome.isEmpty() && span.outcome != "answer"_L1;
}

// When the first token came, or when the bar ends.
qint64 answerStart(const SlotSpan &span, qint64 nowMs)
{
    for (const SlotSpan::Mark &mark : span.phases) {
        if (mark.phase == CallPhase::Streaming || mark.phase == CallPhase::Finishing)
            return mark.atMs;
    }
    return span.runs() ? nowMs : span.toMs;
}

} // namespace

SlotTimeline::SlotTimeline(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"slotTimeline"_s);
    setAccessibleName(tr("Slots over time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

void SlotTimeline::setGrouping(TimelineGrouping grouping)
{
    m_grouping = grouping;
}

void SlotTimeline::setWindow(std::chrono::minutes window)
{
    m_window = window;
}

void SlotTimeline::refresh(const SlotHistory &history, const Snapshot &snapshot, qint64 nowMs)
{
    const qint64 windowMs = std::chrono::milliseconds(m_window).count();
    QList<TimelineRow> rows = timelineRows(history, snapshot, m_grouping, nowMs - windowMs, nowMs);
    const auto sameBars = [](const TimelineRow &a, const TimelineRow &b) {
        return a.label == b.label && a.spans == b.spans;
    };
    const bool isSame = std::ranges::equal(rows, m_rows, sameBars);
    const double pixelMs = static_cast<double>(windowMs) / std::max(1.0, scale().width);
    if (isSame && static_cast<double>(nowMs - m_nowMs) < pixelMs && nowMs >= m_nowMs)
        return;
    const bool sizeChanges = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    m_labelWidth = widestLabel();
    m_nowMs = nowMs;
    m_owners.clear();
    for (const TimelineRow &row : std::as_const(m_rows)) {
        for (const SlotSpan &span : row.spans)
            m_owners.insert(span.session, history.ownerIndex(span.session));
    }
    setAccessibleDescription(summary());
    if (sizeChanges)
        updateGeometry();
    update();
}

QString SlotTimeline::summary() const
{
    QStringList parts;
    for (const TimelineRow &row : m_rows) {
        if (row.label.isEmpty())
            continue;
        if (parts.size() == MostRowsInWords) {
            parts << tr("and more");
            break;
        }
        parts << tr("%1: %n call(s), busy %2 %", "row of the timeline", static_cast<int>(row.spans.size()))
                     .arg(row.label, QString::number(qRound(row.busyShare * 100)));
    }
    return parts.join(u'\n');
}

int SlotTimeline::rowHeight() const
{
    return fontMetrics().height() + 8;
}

int SlotTimeline::widestLabel() const
{
    int widest = fontMetrics().averageCharWidth() * 8;
    for (const TimelineRow &row : m_rows)
        widest = std::max(widest, fontMetrics().horizontalAdvance(row.label));
    // The advance is rounded: without a pixel more a name that fits is elided.
    return std::min(widest + 2, fontMetrics().averageCharWidth() * 22);
}

int SlotTimeline::shareWidth() const
{
    return fontMetrics().horizontalAdvance(tr("%1 %", "share").arg(100));
}

TimeScale SlotTimeline::scale() const
{
    const double left = m_labelWidth + TimelineGap;
    const double width = std::max(1.0, this->width() - left - shareWidth() - 2 * TimelineGap);
    return {m_nowMs - std::chrono::milliseconds(m_window).count(), m_nowMs, left, width};
}

QSize SlotTimeline::sizeHint() const
{
    const auto rows = std::max<int>(2, static_cast<int>(m_rows.size()));
    return {480, rows * rowHeight() + fontMetrics().height() + 6};
}

QSize SlotTimeline::minimumSizeHint() const
{
    return {320, sizeHint().height()};
}

QRectF SlotTimeline::barRect(const TimeScale &scale, int row, const SlotSpan &span) const
{
    const double right = scale.x(span.runs() ? m_nowMs : span.toMs);
    double left = std::max(scale.left, scale.x(span.fromMs));
    left = std::min(left, right - SmallestBar);
    return {left, row * rowHeight() + 2.0, right - left, rowHeight() - 4.0};
}

void SlotTimeline::drawGrid(QPainter &painter, const TimeScale &scale) const
{
    const double bottom = static_cast<double>(m_rows.size()) * rowHeight();
    const QColor grid = charttheme::gridLine(palette());
    const auto minutes = static_cast<int>(m_window.count());
    const int step = minutes <= 5 ? 1 : 3;
    for (int minute = 0; minute <= minutes; minute += step) {
        const double x = scale.x(m_nowMs - minute * 60'000LL);
        painter.setPen(QPen(grid, 1));
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom + 3));
        const QString text =
            minute == 0 ? tr("now", "right end of a time axis") : tr("−%1 min", "minutes ago").arg(minute);
        const int width = fontMetrics().horizontalAdvance(text);
        const double at = std::clamp(x - width / 2.0, scale.left, this->width() - width * 1.0);
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(QPointF(at, bottom + 3 + fontMetrics().ascent()), text);
    }
}

void SlotTimeline::drawBar(QPainter &painter, const TimeScale &scale, int row, const SlotSpan &span) const
{
    const QRectF bar = barRect(scale, row, span);
    const QColor owner = charttheme::series(m_owners.value(span.session), palette());
    const double split = std::clamp(scale.x(answerStart(span, m_nowMs)), bar.left(), bar.right());
    QColor light = owner;
    light.setAlphaF(0.35F);
    painter.setPen(Qt::NoPen);
    painter.fillRect(QRectF(bar.left(), bar.top(), split - bar.left(), bar.height()), light);
    painter.fillRect(QRectF(split, bar.top(), bar.right() - split, bar.height()), owner);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(owner, 1));
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
    const bool isLate = span.runs() && span.deadlineMs > 0 &&
                        (span.deadlineMs - m_nowMs) * 10 < span.deadlineMs - span.fromMs;
    if (endedBadly(span) || isLate) {
        painter.setPen(QPen(charttheme::attention(palette()), 2));
        const double x = bar.right() - 1;
        painter.drawLine(QPointF(x, bar.top() - 1), QPointF(x, bar.bottom() + 1));
        if (bar.width() > 14) {
            const QRectF cross(bar.right() - 11, bar.center().y() - 3.5, 7, 7);
            painter.drawLine(cross.topLeft(), cross.bottomRight());
            painter.drawLine(cross.topRight(), cross.bottomLeft());
        }
    }
    const QString name = m_grouping == TimelineGrouping::BySlot ? span.session : span.tool;
    const QRectF text = bar.adjusted(4, 0, endedBadly(span) || isLate ? -14 : -3, 0);
    if (text.width() < fontMetrics().averageCharWidth() * 4)
        return;
    // The name lies on the part that has room for it, in an ink that can be read there.
    const bool onLight = split - text.left() > text.width() * 0.5;
    const QRectF room = onLight ? QRectF(text.left(), text.top(), split - text.left() - 2, text.height())
                                : QRectF(std::max(split + 3, text.left()), text.top(),
                                         text.right() - std::max(split + 3, text.left()), text.height());
    painter.setPen(onLight ? palette().color(QPalette::Text)
                           : (charttheme::isDark(palette()) ? QColor(Qt::black) : QColor(Qt::white)));
    painter.drawText(room, static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter,
                     fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(room.width())));
}

void SlotTimeline::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const TimeScale time = scale();
    drawGrid(painter, time);
    // Time runs from left to right in every language.
    const int firstRow = std::max(0, event->rect().top() / rowHeight());
    const int lastRow = std::min(static_cast<int>(m_rows.size()) - 1, event->rect().bottom() / rowHeight());
    for (int row = firstRow; row <= lastRow; ++row) {
        const TimelineRow &line = m_rows.at(row);
        const double top = row * rowHeight();
        if (line.startsGroup && row > 0) {
            painter.setPen(
                QPen(charttheme::gridLine(palette()).darker(charttheme::isDark(palette()) ? 70 : 125), 1));
            painter.drawLine(QPointF(0, top), QPointF(width(), top));
        }
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRectF(2, top, m_labelWidth, rowHeight()),
                         static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter,
                         fontMetrics().elidedText(line.label, Qt::ElideRight, m_labelWidth));
        for (const SlotSpan &span : line.spans)
            drawBar(painter, time, row, span);
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(QRectF(width() - shareWidth() - 4, top, shareWidth(), rowHeight()),
                         static_cast<int>(Qt::AlignRight) | Qt::AlignVCenter,
                         tr("%1 %", "share").arg(qRound(line.busyShare * 100)));
    }
    if (m_rows.isEmpty()) {
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(rect(), Qt::AlignCenter, tr("No slot was held in this time."));
    }
}

const SlotSpan *SlotTimeline::spanAt(QPointF position) const
{
    const int row = static_cast<int>(position.y()) / rowHeight();
    if (position.y() < 0 || row >= m_rows.size())
        return nullptr;
    const TimeScale time = scale();
    const QList<SlotSpan> &spans = m_rows.at(row).spans;
    const auto hit = std::find_if(spans.crbegin(), spans.crend(), [&](const SlotSpan &span) {
        return barRect(time, row, span).adjusted(-1, -2, 1, 2).contains(position);
    });
    return hit == spans.crend() ? nullptr : &*hit;
}

QRectF SlotTimeline::barOf(quint64 call) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        for (const SlotSpan &span : m_rows.at(row).spans) {
            if (span.call == call)
                return barRect(scale(), row, span);
        }
    }
    return {};
}

QString SlotTimeline::toolTipOf(const SlotSpan &span) const
{
    QStringList lines{tr("%1: %2", "session, tool").arg(foreignText(span.session), span.tool),
                      tr("%1 · %2", "provider, model").arg(span.provider, span.model)};
    const qint64 end = span.runs() ? m_nowMs : span.toMs;
    lines << (span.runs() ? tr("Holds its slot for %1").arg(durationText(end - span.fromMs))
                          : tr("Held its slot for %1").arg(durationText(end - span.fromMs)));
    const qint64 first = answerStart(span, m_nowMs);
    if (first < end)
        lines << tr("First token after %1").arg(durationText(first - span.fromMs));
    if (endedBadly(span))
        lines << tr("Ended: %1").arg(span.outcome);
    return lines.join(u'\n');
}

bool SlotTimeline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const SlotSpan *span = spanAt(help->pos());
        QToolTip::showText(help->globalPos(), span ? toolTipOf(*span) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void SlotTimeline::mousePressEvent(QMouseEvent *event)
{
    if (const SlotSpan *span = spanAt(event->position()))
        Q_EMIT callClicked(span->call);
    QWidget::mousePressEvent(event);
}

} // namespace exaid
