#include "gui/charts/charttheme.h"
#include "gui/theme.h"
#include "gui/widgets/poolbar.h"
#include "gui/widgets/poolpanel.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QApplication>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

PoolSnapshot samplePool(int capacity, int held, int waiting = 0)
{
    return {u"provider"_s,
            u"kimi"_s,
            u"KIMI"_s,
            capacity,
            held,
            qMax(capacity - held, 0),
            qMax(held - capacity, 0),
            waiting,
            held,
            false};
}

// Columns of pixels with the colour, along a line through the bar's cells (off the middle, so that hatching
// is met as well).
int widthOf(const QColor &colour, const QImage &image)
{
    int columns = 0;
    const int y = image.height() / 2 + 1;
    for (int x = 0; x < image.width(); ++x)
        columns += image.pixelColor(x, y) == colour ? 1 : 0;
    return columns;
}

} // namespace

class TestPoolBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void saysWhatItShows();
    void fillFollowsTheNumbers_data();
    void fillFollowsTheNumbers();
    void staleHasNoColour();
    void panelLinesUpAndSkipsSessions();
    void pictures();
};

void TestPoolBar::saysWhatItShows()
{
    PoolBar bar;
    bar.setPool(samplePool(3, 3, 2));
    QCOMPARE(bar.accessibleName(), u"KIMI"_s);
    QCOMPARE(bar.accessibleDescription(), u"KIMI 3 of 3, 2 waiting"_s);
    bar.setPool(samplePool(3, 1));
    QCOMPARE(bar.accessibleDescription(), u"KIMI 1 of 3"_s);
    QVERIFY(bar.toolTip().contains(bar.accessibleDescription()));
}

void TestPoolBar::fillFollowsTheNumbers_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<int>("held");
    QTest::newRow("none") << 4 << 0;
    QTest::newRow("one of four") << 4 << 1;
    QTest::newRow("all") << 4 << 4;
    QTest::newRow("one piece: half") << 1000 << 500;
    QTest::newRow("one piece: all") << 1000 << 1000;
}

void TestPoolBar::fillFollowsTheNumbers()
{
    QFETCH(const int, capacity);
    QFETCH(const int, held);
    PoolBar bar;
    bar.resize(500, bar.sizeHint().height());
    bar.setPool(samplePool(capacity, held));
    const QImage image = bar.grab().toImage();
    const double scale = bar.devicePixelRatioF();
    const double barWidth = 500 - bar.titleWidth() - bar.textWidth() - 24;
    const double filled = widthOf(charttheme::busy(bar.palette()), image) / scale;
    const double expected = barWidth * held / capacity;
    QVERIFY2(qAbs(filled - expected) <= 3.0 * qMin(capacity, 10) + 2,
             qPrintable(u"%1 filled, %2 expected"_s.arg(QString::number(filled), QString::number(expected))));
    QCOMPARE(filled == 0, held == 0);
}

void TestPoolBar::staleHasNoColour()
{
    PoolBar bar;
    bar.resize(400, bar.sizeHint().height());
    bar.setPool(samplePool(3, 2));
    QVERIFY(widthOf(charttheme::busy(bar.palette()), bar.grab().toImage()) > 50);
    bar.setStale(true);
    QCOMPARE(widthOf(charttheme::busy(bar.palette()), bar.grab().toImage()), 0);
}

void TestPoolBar::panelLinesUpAndSkipsSessions()
{
    PoolPanel panel;
    panel.setPools(busySnapshot().pools);
    panel.resize(420, 120);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QCOMPARE(panel.findChildren<PoolBar *>().size(), 3);
    QVERIFY(panel.findChild<PoolBar *>(u"poolBar:provider:kimi"_s));
    panel.setPools(idleSnapshot().pools.first(1));
    int visible = 0;
    for (const PoolBar *bar : panel.findChildren<PoolBar *>())
        visible += bar->isVisible() ? 1 : 0;
    QCOMPARE(visible, 1);
}

void TestPoolBar::pictures()
{
    PoolPanel panel;
    QList<PoolSnapshot> pools = busySnapshot().pools;
    pools.removeLast();
    PoolSnapshot half = samplePool(8, 3);
    half.name = half.label = u"custom"_s;
    half.peakHeld = 6;
    pools << half;
    PoolSnapshot large = samplePool(200, 130, 12);
    large.name = large.label = u"vllm-farm"_s;
    large.peakHeld = 190;
    pools << large;
    panel.setPools(pools);
    panel.resize(520, 160);
    panel.setAutoFillBackground(true);
    QVERIFY(saveShot(panel, u"poolbars-light"_s));
    QApplication::setPalette(theme::darkPalette());
    QVERIFY(saveShot(panel, u"poolbars-dark"_s));
    QApplication::setPalette(theme::lightPalette());
    panel.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(saveShot(panel, u"poolbars-rtl"_s));
}

QTEST_MAIN(TestPoolBar)
#include "tst_poolbar.moc"
