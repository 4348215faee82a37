#include "gui/widgets/slotcell.h"

#include "gui/charts/charttheme.h"
#include "gui/models/texts.h"

#include <QFocusEvent>
#include <QPainter>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int StripeWidth = 5;
constexpr int Margin = 8;
constexpr int MeterHeight = 4;
constexpr int TextLines = 3;

} // namespace

SlotCell::SlotCell(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
}

void SlotCell::setContent(const Content &content)
{
    const bool looksTheSame = content.isStale == m_content.isStale &&
                              content.isOverLimit == m_content.isOverLimit &&
                              content.ownerIndex == m_content.ownerIndex && content.slot == m_content.slot &&
                              content.call.has_value() == m_content.call.has_value();
    const int meterBefore = static_cast<int>(timeUsed() * width());
    m_content = content;
    QStringList fresh = lines();
    if (looksTheSame && fresh == m_lines && static_cast<int>(timeUsed() * width()) == meterBefore)
        return;
    if (fresh != m_lines || !looksTheSame) {
        m_lines = std::move(fresh);
        setAccessibleName(content.slot);
        setAccessibleDescription(m_lines.join(tr(", ", "between parts of a slot's description")));
        setToolTip(content.slot + u'\n' + m_lines.join(u'\n'));
    }
    update();
}

void SlotCell::setSelected(bool selected)
{
    if (selected == m_isSelected)
        return;
    m_isSelected = selected;
    update();
}

QStringList SlotCell::lines() const
{
    if (!m_content.call)
        return {m_content.isOverLimit ? tr("over the limit", "slot") : tr("free", "slot")};
    const CallSnapshot &call = *m_content.call;
    const QString what =
        call.model.isEmpty() ? call.tool : tr("%1 · %2", "tool, model").arg(call.tool, call.model);
    const qint64 age = m_content.nowMs - call.startedMs;
    QString when = tr("%1, %2", "phase, age").arg(phaseText(call.phase), durationText(age));
    if (call.deadlineMs > 0 && m_content.nowMs > call.deadlineMs)
        when = tr("%1, overdue", "phase").arg(phaseText(call.phase));
    else if (isShortOfTime())
        when = tr("%1, %2 left", "phase, time")
                   .arg(phaseText(call.phase), durationText(call.deadlineMs - m_content.nowMs));
    return {call.session, what, when};
}

double SlotCell::timeUsed() const
{
    if (!m_content.call || m_content.call->deadlineMs <= m_content.call->startedMs)
        return 0;
    const auto limit = static_cast<double>(m_content.call->deadlineMs - m_content.call->startedMs);
    return std::clamp(static_cast<double>(m_content.nowMs - m_content.call->startedMs) / limit, 0.0, 1.0);
}

QSize SlotCell::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30 + StripeWidth + 2 * Margin,
            TextLines * fontMetrics().lineSpacing() + 2 * Margin + MeterHeight};
}

void SlotCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFree = !m_content.call;
    const QColor owner = m_content.isStale ? palette().color(QPalette::Disabled, QPalette::WindowText)
                                           : charttheme::series(m_content.ownerIndex, palette());
    const bool isMarked = m_isSelected || hasFocus();
    const QColor line =
        isMarked ? palette().color(QPalette::Highlight)
                 : charttheme::gridLine(palette()).darker(charttheme::isDark(palette()) ? 80 : 115);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    QPen pen(line, isMarked ? 2 : 1);
    if (isFree && !isMarked)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(isFree ? QBrush(Qt::NoBrush) : QBrush(palette().color(QPalette::Base)));
    painter.drawRoundedRect(frame, 5, 5);
    if (m_content.isOverLimit) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QBrush(charttheme::gridLine(palette()), Qt::BDiagPattern));
        painter.drawRoundedRect(frame, 5, 5);
    }
    const QColor ink =
        palette().color(m_content.isStale ? QPalette::Disabled : QPalette::Active, QPalette::Text);
    if (isFree) {
        painter.setPen(charttheme::secondaryText(palette()));
        painter.drawText(rect(), Qt::AlignCenter, m_lines.value(0));
        return;
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const double stripeLeft = mirrored ? frame.right() - StripeWidth - 2 : frame.left() + 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(owner);
    painter.drawRoundedRect(QRectF(stripeLeft, frame.top() + 3, StripeWidth, frame.height() - 6), 2, 2);

    const QRect inner = rect().adjusted(Margin + (mirrored ? 0 : StripeWidth), Margin - 2,
                                        -Margin - (mirrored ? StripeWidth : 0), -Margin);
    const auto start = static_cast<int>(mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    for (int i = 0; i < m_lines.size(); ++i) {
        QFont face = font();
        face.setBold(i == 0);
        painter.setFont(face);
        painter.setPen(i == 2 && isShortOfTime() && !m_content.isStale ? charttheme::attention(palette())
                                                                       : ink);
        const QRect row(inner.left(), inner.top() + i * fontMetrics().lineSpacing(), inner.width(),
                        fontMetrics().lineSpacing());
        painter.drawText(row, start,
                         painter.fontMetrics().elidedText(m_lines.at(i), Qt::ElideRight, row.width()));
    }
    const double meterWidth = inner.width() * timeUsed();
    const QRectF ground(inner.left(), inner.bottom() - MeterHeight + 3, inner.width(), MeterHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(charttheme::gridLine(palette()));
    painter.drawRoundedRect(ground, 2, 2);
    painter.setBrush(isShortOfTime() && !m_content.isStale ? charttheme::attention(palette()) : owner);
    QRectF meter = ground;
    meter.setWidth(meterWidth);
    if (mirrored)
        meter.moveRight(ground.right());
    painter.drawRoundedRect(meter, 2, 2);
}

void SlotCell::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
    Q_EMIT focused();
}

void SlotCell::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace exaid
