#pragma once

// The literal colours of the program (besides the palettes and the icons): a set that stays apart for the
// colour-blind, after Okabe and Ito, with a variant for dark backgrounds. Colour never carries meaning alone:
// lines differ in width and dash, bars in hatching and text. Pure; GUI thread.

#include <QBrush>
#include <QColor>
#include <QPalette>
#include <QPen>

class QWidget;

namespace exaid::charttheme {

// Text is lighter than the window. Qt 6.4 has no QStyleHints::colorScheme.
bool isDark(const QPalette &palette);
// Colour of the n-th series; repeats after six.
QColor series(int index, const QPalette &palette);
// A line that can be told from its neighbours without colour, and seen under or over a line at the same
// height.
QPen seriesPen(int index, const QPalette &palette);
QPen capacityPen(int index, const QPalette &palette);
// A filled area of the n-th series: even ones plain, odd ones hatched, so that neighbours differ without
// colour.
QBrush areaBrush(int index, const QPalette &palette);
// Slots in use with calls waiting for more; things that need a look.
QColor attention(const QPalette &palette);
// Slots in use, with room left.
QColor busy(const QPalette &palette);
QColor gridLine(const QPalette &palette);
// Text that steps back; still at least 4.5:1 on the window.
QColor secondaryText(const QPalette &palette);
// Colours the text of a label, whatever ground it lies on.
void setInk(QWidget &widget, const QColor &ink);

} // namespace exaid::charttheme
