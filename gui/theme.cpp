#include "gui/theme.h"

#include <QApplication>

namespace exaid::theme {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Shades
{
    QRgb window, base, alternate, button, text, disabled, highlight, highlightedText, link, toolTip, mid,
        light;
};

constexpr Shades LightShades{0xfff4f5f7, 0xffffffff, 0xfff7f9fb, 0xfff0f1f3, 0xff1d2126, 0xff8a9099,
                             0xff0b63a5, 0xffffffff, 0xff0b63a5, 0xffffffff, 0xffc3c8ce, 0xffffffff};
constexpr Shades DarkShades{0xff2c3137, 0xff1b1e22, 0xff21252a, 0xff3a4047, 0xffe9ebed, 0xff868d95,
                            0xff2f7ab8, 0xffffffff, 0xff6fb8ec, 0xff3a4047, 0xff525961, 0xff474d55};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette;
    const QColor text = QColor::fromRgb(shades.text);
    const QColor disabled = QColor::fromRgb(shades.disabled);
    palette.setColor(QPalette::Window, QColor::fromRgb(shades.window));
    palette.setColor(QPalette::Base, QColor::fromRgb(shades.base));
    palette.setColor(QPalette::AlternateBase, QColor::fromRgb(shades.alternate));
    palette.setColor(QPalette::Button, QColor::fromRgb(shades.button));
    palette.setColor(QPalette::ToolTipBase, QColor::fromRgb(shades.toolTip));
    palette.setColor(QPalette::Highlight, QColor::fromRgb(shades.highlight));
    palette.setColor(QPalette::HighlightedText, QColor::fromRgb(shades.highlightedText));
    palette.setColor(QPalette::Link, QColor::fromRgb(shades.link));
    palette.setColor(QPalette::Light, QColor::fromRgb(shades.light));
    palette.setColor(QPalette::Midlight, QColor::fromRgb(shades.button));
    palette.setColor(QPalette::Mid, QColor::fromRgb(shades.mid));
    palette.setColor(QPalette::Dark, QColor::fromRgb(shades.mid).darker(130));
    palette.setColor(QPalette::Shadow, QColor::fromRgb(shades.mid).darker(200));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                           QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, text);
        palette.setColor(QPalette::Disabled, role, disabled);
    }
    palette.setColor(QPalette::PlaceholderText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(shades.mid));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return palette;
}

} // namespace

void apply(ThemeChoice choice, const QPalette &system)
{
    switch (choice) {
    case ThemeChoice::System:
        QApplication::setPalette(system);
        return;
    case ThemeChoice::Light:
        QApplication::setPalette(lightPalette());
        return;
    case ThemeChoice::Dark:
        QApplication::setPalette(darkPalette());
        return;
    }
}

QPalette lightPalette()
{
    return paletteOf(LightShades);
}

QPalette darkPalette()
{
    return paletteOf(DarkShades);
}

QString toText(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System:
        return u"system"_s;
    case ThemeChoice::Light:
        return u"light"_s;
    case ThemeChoice::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

ThemeChoice fromText(const QString &text)
{
    if (text == "light"_L1)
        return ThemeChoice::Light;
    return text == "dark"_L1 ? ThemeChoice::Dark : ThemeChoice::System;
}

} // namespace exaid::theme
