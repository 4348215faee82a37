#pragma once

// What every test of a widget needs: the same style and font everywhere, and pictures of what was tested.

#include <QString>

class QWidget;

namespace exaid {

// Style Fusion, DejaVu Sans, our light palette. Call first in initTestCase().
void prepareGuiTest();
// Writes <build>/shots/<name>.png (…@2x.png at double scale) and says whether it has more than one colour.
[[nodiscard]] bool saveShot(QWidget &widget, const QString &name);

} // namespace exaid
