#include "tests/gui/guitesting.h"

#include "gui/indicatorstyle.h"
#include "gui/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPixmap>
#include <QWidget>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

void prepareGuiTest()
{
    QApplication::setStyle(new IndicatorStyle(u"Fusion"_s)); // owned by the application
    QApplication::setFont(QFont(u"DejaVu Sans"_s, 9));
    // Without the font a picture shows boxes and every test still passes.
    if (!QFontDatabase::families().contains(u"DejaVu Sans"_s))
        qFatal("The font DejaVu Sans is missing: install fonts-dejavu-core.");
    theme::apply(ThemeChoice::Light, QApplication::palette());
}

bool saveShot(QWidget &widget, const QString &name)
{
    const QString folder = QString::fromUtf8(EXAID_SHOTS_DIR);
    QCoreApplication::processEvents(); // palettes and layouts change by posted events
    const QPixmap picture = widget.grab();
    const bool twice = widget.devicePixelRatioF() > 1.5;
    const QString path = folder + u'/' + name + (twice ? u"@2x.png"_s : u".png"_s);
    if (!QDir().mkpath(folder) || !picture.save(path))
        return false;
    const QImage image = picture.toImage();
    const QRgb first = image.pixel(0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != first)
                return true;
        }
    }
    return false;
}

} // namespace exaid
