#include "gui/charts/charttheme.h"
#include "gui/indicatorstyle.h"
#include "gui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QRadioButton>
#include <QTest>
#include <cmath>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

// Contrast as WCAG 2 defines it.
double luminance(const QColor &colour)
{
    const auto linear = [](float c) {
        return c <= 0.03928F ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrasts_data();
    void contrasts();
    void boxesAreSeenBeforeTheyAreTicked_data() { contrasts_data(); }
    void boxesAreSeenBeforeTheyAreTicked();
    void darkIsDark();
    void textRoundTrip();
};

void TestTheme::contrasts_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::lightPalette();
    QTest::newRow("dark") << theme::darkPalette();
}

void TestTheme::contrasts()
{
    QFETCH(const QPalette, palette);
    const QColor base = palette.color(QPalette::Base), window = palette.color(QPalette::Window);
    QVERIFY(contrast(palette.color(QPalette::Text), base) >= 7);
    QVERIFY(contrast(palette.color(QPalette::WindowText), window) >= 7);
    QVERIFY(contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 7);
    QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
    for (const QColor &ground : {base, window, palette.color(QPalette::AlternateBase)}) {
        QVERIFY(contrast(charttheme::secondaryText(palette), ground) >= 4.5);
        QVERIFY2(contrast(charttheme::attention(palette), ground) >= 4.5,
                 qPrintable(QString::number(contrast(charttheme::attention(palette), ground))));
    }
    QVERIFY(contrast(charttheme::busy(palette), base) >= 3);
    for (int i = 0; i < 3; ++i)
        QVERIFY2(contrast(charttheme::series(i, palette), base) >= 3, qPrintable(QString::number(i)));
}

// The outline is all there is of a box or ring that is not ticked.
void TestTheme::boxesAreSeenBeforeTheyAreTicked()
{
    QFETCH(const QPalette, palette);
    QApplication::setStyle(new IndicatorStyle(u"Fusion"_s));
    QApplication::setPalette(palette);
    QRadioButton ring;
    QCheckBox box;
    for (QAbstractButton *button :
         {static_cast<QAbstractButton *>(&ring), static_cast<QAbstractButton *>(&box)}) {
        button->resize(button->sizeHint());
        const QImage image = button->grab().toImage();
        double most = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                most = std::max(most, contrast(image.pixelColor(x, y), palette.color(QPalette::Window)));
        }
        // In light it is the dark outline, in dark the light one that stands out from the window.
        QVERIFY2(most >= 3, qPrintable(QString::number(most)));
    }
}

void TestTheme::darkIsDark()
{
    QVERIFY(charttheme::isDark(theme::darkPalette()));
    QVERIFY(!charttheme::isDark(theme::lightPalette()));
    theme::apply(ThemeChoice::Dark, theme::lightPalette());
    QVERIFY(charttheme::isDark(QApplication::palette()));
    theme::apply(ThemeChoice::System, theme::lightPalette());
    QVERIFY(!charttheme::isDark(QApplication::palette()));
}

void TestTheme::textRoundTrip()
{
    for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        QCOMPARE(theme::fromText(theme::toText(choice)), choice);
    QCOMPARE(theme::fromText(u"nonsense"_s), ThemeChoice::System);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
