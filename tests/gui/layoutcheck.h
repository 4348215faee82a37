#pragma once

// What can be said of any window without knowing it: controls without a spoken name, controls that Tab does
// not reach, texts that do not fit, texts that lie upon each other. Each function lists what is wrong.

#include <QStringList>

class QWidget;

namespace exaid {

QStringList namelessControls(QWidget &window);
// Walks with Tab from the widget that has the focus, which must be in the active window.
QStringList unreachedControls(QWidget &window);
QStringList clippedTexts(QWidget &window);
QStringList overlappingTexts(QWidget &window);
// Columns of tables, but the last, that are narrower than a cell that is shown.
QStringList elidedCells(QWidget &window);

} // namespace exaid
