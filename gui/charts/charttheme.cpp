#include "gui/charts/charttheme.h"

#include <QWidget>
#include <array>

namespace exaid::charttheme {

namespace {

// After Okabe and Ito, without black, and without vermilion, which here means attention; darkened where white
// needs it.
constexpr std::array<QRgb, 6> LightSeries{0xff0072b2, 0xff00835f, 0xffaa4f86,
                                          0xff2f8fc4, 0xff8a7a00, 0xff5a5f66};
constexpr std::array<QRgb, 6> DarkSeries{0xff56b4e9, 0xff2ec4a0, 0xffe3a1c6,
                                         0xff8fb8ff, 0xfff0e442, 0xffb4bac2};

QColor mixed(const QColor &a, const QColor &b, qreal shareOfB)
{
    const auto mix = [&](float x, float y) { return x + (y - x) * static_cast<float>(shareOfB); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QColor series(int index, const QPalette &palette)
{
    const auto &set = isDark(palette) ? DarkSeries : LightSeries;
    return QColor::fromRgb(set.at(static_cast<size_t>(index) % set.size()));
}

QPen seriesPen(int index, const QPalette &palette)
{
    constexpr std::array Widths{4.0, 1.8, 2.8};
    QPen pen(series(index, palette), Widths.at(static_cast<size_t>(index) % Widths.size()));
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

QPen capacityPen(int index, const QPalette &palette)
{
    QPen pen(series(index, palette), 1.2);
    pen.setDashPattern({6, 6});
    // Two equal capacities interleave instead of hiding each other.
    pen.setDashOffset(index % 2 == 0 ? 0 : 6);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QBrush areaBrush(int index, const QPalette &palette)
{
    constexpr std::array Patterns{Qt::SolidPattern, Qt::Dense3Pattern, Qt::Dense5Pattern};
    return {series(index, palette), Patterns.at(static_cast<size_t>(index) % Patterns.size())};
}

QColor attention(const QPalette &palette)
{
    return isDark(palette) ? QColor(0xf0, 0x88, 0x3e) : QColor(0xb0, 0x44, 0x00);
}

QColor busy(const QPalette &palette)
{
    return series(0, palette);
}

QColor gridLine(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.14);
}

QColor secondaryText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.32);
}

void setInk(QWidget &widget, const QColor &ink)
{
    // A label on a Base ground takes its ink from Text, on a Window ground from WindowText.
    QPalette colours = widget.palette();
    if (colours.color(QPalette::WindowText) == ink && colours.color(QPalette::Text) == ink)
        return;
    colours.setColor(QPalette::WindowText, ink);
    colours.setColor(QPalette::Text, ink);
    widget.setPalette(colours);
}

} // namespace exaid::charttheme
