#pragma once

// The desktop's style with boxes and rings that can be seen before they are ticked: Fusion outlines them in a
// shade of the window that on a dark window is next to none. GUI thread; give it to QApplication::setStyle,
// which owns it.

#include <QProxyStyle>

namespace exaid {

class IndicatorStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    using QProxyStyle::QProxyStyle;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace exaid
