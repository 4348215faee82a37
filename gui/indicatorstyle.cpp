#include "gui/indicatorstyle.h"

#include "gui/charts/charttheme.h"

#include <QStyleOptionButton>
#include <QStyleOptionViewItem>

namespace exaid {

namespace {

// Fusion draws the outline in the window's colour, darkened by half or so: from this it gets one that is at
// least 3:1 on any ground.
QPalette outlined(QPalette palette)
{
    const bool dark = charttheme::isDark(palette);
    const QColor shade =
        dark ? palette.color(QPalette::WindowText) : palette.color(QPalette::Window).darker(145);
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
        palette.setColor(group, QPalette::Window, shade);
    return palette;
}

} // namespace

void IndicatorStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton clear = *button;
            clear.palette = outlined(clear.palette);
            return QProxyStyle::drawPrimitive(element, &clear, painter, widget);
        }
    }
    if (element == PE_IndicatorItemViewItemCheck) {
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem clear = *item;
            clear.palette = outlined(clear.palette);
            return QProxyStyle::drawPrimitive(element, &clear, painter, widget);
        }
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

} // namespace exaid
