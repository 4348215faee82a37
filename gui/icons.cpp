#include "gui/icons.h"

#include "gui/charts/charttheme.h"
#include "gui/tray/traystate.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <functional>

namespace exaid::icons {

namespace {

// Draws in a square of 16 × 16 units, in the colour given, at whatever size and scale is asked for.
using Glyph = std::function<void(QPainter &, const QColor &ink)>;

class GlyphEngine final : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : m_glyph(std::move(glyph))
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor ink = palette.color(QPalette::Active, QPalette::WindowText);
        if (mode == QIcon::Disabled)
            ink = palette.color(QPalette::Disabled, QPalette::WindowText);
        else if (mode == QIcon::Selected)
            ink = palette.color(QPalette::Active, QPalette::HighlightedText);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const int side = qMin(rect.width(), rect.height());
        painter->translate(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0);
        painter->scale(side / 16.0, side / 16.0);
        m_glyph(*painter, ink);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphEngine(*this); }

private:
    Glyph m_glyph;
};

QIcon glyphIcon(Glyph glyph)
{
    return QIcon(new GlyphEngine(std::move(glyph))); // QIcon owns its engine
}

QPen inkPen(const QColor &ink, qreal width = 1.5)
{
    return QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

// Slots in a frame: two taken, one just handed over, one free. The same picture as the packaged icon.
void drawMark(QPainter &painter)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x1f, 0x3a, 0x5f));
    painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3.2, 3.2);
    painter.setBrush(QColor(0x5f, 0xb3, 0xa1));
    painter.drawRoundedRect(QRectF(3.2, 3.2, 4.4, 4.4), 1, 1);
    painter.drawRoundedRect(QRectF(8.4, 3.2, 4.4, 4.4), 1, 1);
    painter.setBrush(QColor(0xf2, 0xb5, 0x44));
    painter.drawRoundedRect(QRectF(3.2, 8.4, 4.4, 4.4), 1, 1);
    QPen dashed(QColor(0xc9, 0xd6, 0xe6), 0.6);
    dashed.setDashPattern({1.6, 1.2});
    painter.setPen(dashed);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(8.7, 8.7, 3.8, 3.8), 0.8, 0.8);
}

void drawEmblem(QPainter &painter, const QColor &fill, const std::function<void()> &sign)
{
    painter.setPen(QPen(Qt::white, 0.9));
    painter.setBrush(fill);
    painter.drawEllipse(QRectF(8, 8, 7.4, 7.4));
    painter.setPen(QPen(Qt::white, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::white);
    sign();
}

// "3", "9+" above nine: larger than a sign, since it has to be read.
void drawCount(QPainter &painter, int count)
{
    const QRectF badge(5.4, 6.4, 10.2, 9.2);
    painter.setPen(QPen(Qt::white, 0.9));
    painter.setBrush(QColor(0x00, 0x72, 0xb2));
    painter.drawRoundedRect(badge, 3, 3);
    QFont face = QGuiApplication::font();
    face.setBold(true);
    face.setPixelSize(count > 9 ? 6 : 8);
    painter.setFont(face);
    painter.setPen(Qt::white);
    painter.drawText(badge, Qt::AlignCenter, count > 9 ? QStringLiteral("9+") : QString::number(count));
}

void drawTray(QPainter &painter, TrayKind kind, int count)
{
    if (kind == TrayKind::Disconnected)
        painter.setOpacity(0.45);
    drawMark(painter);
    painter.setOpacity(1);
    switch (kind) {
    case TrayKind::Idle:
        break;
    case TrayKind::Working:
        if (count > 0) {
            drawCount(painter, count);
            break;
        }
        drawEmblem(painter, QColor(0x00, 0x72, 0xb2),
                   [&] { painter.drawPolygon(QPolygonF{{10.8, 9.9}, {10.8, 13.5}, {13.6, 11.7}}); });
        break;
    case TrayKind::Paused:
        drawEmblem(painter, QColor(0x55, 0x55, 0x55), [&] {
            painter.drawLine(QPointF(10.7, 10.1), QPointF(10.7, 13.3));
            painter.drawLine(QPointF(12.7, 10.1), QPointF(12.7, 13.3));
        });
        break;
    case TrayKind::Degraded:
        drawEmblem(painter, QColor(0xb8, 0x4c, 0x00), [&] {
            painter.drawPolyline(QPolygonF{{12.2, 9.6}, {10.7, 11.9}, {12.7, 11.7}, {11.2, 14.0}});
        });
        break;
    case TrayKind::Full:
        drawEmblem(painter, QColor(0xb8, 0x4c, 0x00), [&] {
            painter.drawLine(QPointF(10.1, 10.9), QPointF(13.3, 10.9));
            painter.drawLine(QPointF(10.1, 12.7), QPointF(13.3, 12.7));
        });
        break;
    case TrayKind::Attention:
        drawEmblem(painter, QColor(0xc0, 0x1c, 0x28), [&] {
            painter.drawLine(QPointF(11.7, 9.8), QPointF(11.7, 11.9));
            painter.drawPoint(QPointF(11.7, 13.7));
        });
        break;
    case TrayKind::Draining:
        drawEmblem(painter, QColor(0x55, 0x55, 0x55), [&] {
            painter.drawLine(QPointF(11.7, 9.8), QPointF(11.7, 13.4));
            painter.drawLine(QPointF(10.3, 12.1), QPointF(11.7, 13.4));
            painter.drawLine(QPointF(13.1, 12.1), QPointF(11.7, 13.4));
        });
        break;
    case TrayKind::Disconnected:
        drawEmblem(painter, QColor(0x70, 0x70, 0x70), [&] {
            painter.drawLine(QPointF(10.3, 10.3), QPointF(13.1, 13.1));
            painter.drawLine(QPointF(13.1, 10.3), QPointF(10.3, 13.1));
        });
        break;
    }
}

void drawPhase(QPainter &painter, CallPhase phase, const QColor &ink)
{
    const QRectF disc(3.5, 3.5, 9, 9);
    painter.setPen(inkPen(ink));
    switch (phase) {
    case CallPhase::Preparing:
        painter.setBrush(ink);
        for (const qreal x : {3.5, 8.0, 12.5})
            painter.drawEllipse(QPointF(x, 8), 0.8, 0.8);
        break;
    case CallPhase::Queued:
        painter.drawEllipse(disc);
        break;
    case CallPhase::Connecting:
        painter.drawEllipse(disc);
        painter.setBrush(ink);
        painter.drawPie(disc, 90 * 16, 180 * 16);
        break;
    case CallPhase::AwaitingFirstToken:
        painter.drawEllipse(disc);
        painter.setBrush(ink);
        painter.drawEllipse(QPointF(8, 8), 1.4, 1.4);
        break;
    case CallPhase::Streaming:
        painter.setBrush(ink);
        painter.drawPolygon(QPolygonF{{4.5, 3.5}, {4.5, 12.5}, {12.5, 8}});
        break;
    case CallPhase::Finishing:
        painter.setBrush(ink);
        painter.drawEllipse(disc);
        break;
    case CallPhase::BackingOff:
        painter.drawArc(disc, 60 * 16, 300 * 16);
        painter.setBrush(ink);
        painter.drawPolygon(QPolygonF{{8.5, 1.0}, {8.5, 6.0}, {12.0, 3.5}});
        break;
    }
}

} // namespace

QIcon application()
{
    return glyphIcon([](QPainter &painter, const QColor &) { drawMark(painter); });
}

QIcon tray(TrayKind kind, int count)
{
    return glyphIcon([kind, count](QPainter &painter, const QColor &) { drawTray(painter, kind, count); });
}

QIcon phase(CallPhase phase)
{
    return glyphIcon([phase](QPainter &painter, const QColor &ink) { drawPhase(painter, phase, ink); });
}

QIcon ended(bool answered)
{
    return glyphIcon([answered](QPainter &painter, const QColor &ink) {
        painter.setOpacity(0.65); // what is over steps back
        painter.setPen(inkPen(ink));
        if (answered) {
            painter.drawPolyline(QPolygonF{{3.5, 8.6}, {6.6, 11.7}, {12.5, 4.8}});
            return;
        }
        painter.drawEllipse(QRectF(3, 3, 10, 10));
        painter.drawLine(QPointF(4.6, 4.6), QPointF(11.4, 11.4));
    });
}

QIcon kill()
{
    return glyphIcon([](QPainter &painter, const QColor &ink) {
        painter.setPen(inkPen(ink));
        painter.drawPolygon(QPolygonF{
            {5.5, 2}, {10.5, 2}, {14, 5.5}, {14, 10.5}, {10.5, 14}, {5.5, 14}, {2, 10.5}, {2, 5.5}});
        painter.drawLine(QPointF(5.8, 5.8), QPointF(10.2, 10.2));
        painter.drawLine(QPointF(10.2, 5.8), QPointF(5.8, 10.2));
    });
}

QIcon pause()
{
    return glyphIcon([](QPainter &painter, const QColor &ink) {
        painter.setPen(inkPen(ink, 2.2));
        painter.drawLine(QPointF(5.5, 3.5), QPointF(5.5, 12.5));
        painter.drawLine(QPointF(10.5, 3.5), QPointF(10.5, 12.5));
    });
}

QIcon audit()
{
    return glyphIcon([](QPainter &painter, const QColor &ink) {
        painter.setPen(inkPen(ink));
        painter.drawRoundedRect(QRectF(3, 2.5, 10, 11.5), 1.5, 1.5);
        painter.drawPolyline(QPolygonF{{5.5, 8.4}, {7.3, 10.3}, {10.7, 6.2}});
    });
}

QIcon copy()
{
    return glyphIcon([](QPainter &painter, const QColor &ink) {
        painter.setPen(inkPen(ink, 1.3));
        painter.drawRoundedRect(QRectF(2.5, 2.5, 7.5, 8.5), 1.2, 1.2);
        painter.drawPolyline(QPolygonF{{12.6, 5.4}, {13.5, 5.4}, {13.5, 13.6}, {6.2, 13.6}, {6.2, 13}});
    });
}

QIcon find()
{
    return glyphIcon([](QPainter &painter, const QColor &ink) {
        painter.setPen(inkPen(ink));
        painter.drawEllipse(QRectF(2.5, 2.5, 7.5, 7.5));
        painter.drawLine(QPointF(9.2, 9.2), QPointF(13.5, 13.5));
    });
}

QIcon warning()
{
    return glyphIcon([](QPainter &painter, const QColor &) {
        const QColor ink = charttheme::attention(QGuiApplication::palette());
        painter.setPen(inkPen(ink));
        painter.drawPolygon(QPolygonF{{8, 2}, {14.5, 13.5}, {1.5, 13.5}});
        painter.drawLine(QPointF(8, 6.4), QPointF(8, 9.6));
        painter.setBrush(ink);
        painter.drawEllipse(QPointF(8, 11.5), 0.4, 0.4);
    });
}

QIcon link()
{
    return glyphIcon([](QPainter &painter, const QColor &ink) {
        painter.setPen(inkPen(ink));
        painter.drawEllipse(QRectF(2, 5.5, 5, 5));
        painter.drawEllipse(QRectF(9, 5.5, 5, 5));
        painter.drawLine(QPointF(6, 8), QPointF(10, 8));
    });
}

} // namespace exaid::icons
