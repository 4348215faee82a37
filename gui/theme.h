#pragma once

// Light or dark, by palette only. Qt 6.4 can't be told a colour scheme, so dark is a palette of ours on top
// of the style's own. GUI thread, after the application exists.

#include <QPalette>
#include <QString>

namespace exaid {

enum class ThemeChoice {
    System, // what the desktop's palette says
    Light,
    Dark,
};

namespace theme {

// Sets the palette of the whole application. `system` is the palette
// the application started with.
void apply(ThemeChoice choice, const QPalette &system);
QPalette lightPalette();
QPalette darkPalette();

// For the settings file: "system", "light", "dark". Unknown text is System.
QString toText(ThemeChoice choice);
ThemeChoice fromText(const QString &text);

} // namespace theme
} // namespace exaid
