#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/icons.h"
#include "gui/tray/trayicon.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestTrayIcon : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void offscreenThereIsNoTrayAndItStopsAsking();
    void followsTheStore();
    void everyStateLooksDifferent();
};

void TestTrayIcon::offscreenThereIsNoTrayAndItStopsAsking()
{
    ManualClock clock;
    ManualTime time(clock);
    FeedStore store(time);
    Actions actions;
    const TrayIcon tray(store, actions);
    QVERIFY(!tray.available());
    int tries = 1;
    while (time.step())
        ++tries;
    QCOMPARE(tries, 6);
    QVERIFY(time.now() - TimePoint(1'000s) == 25s);
}

void TestTrayIcon::followsTheStore()
{
    ManualClock clock;
    ManualTime time(clock);
    FeedStore store(time);
    FakeFeed feed;
    Actions actions;
    const TrayIcon tray(store, actions);
    QCOMPARE(tray.state().kind, TrayKind::Disconnected);
    store.follow(&feed);
    feed.say(busySnapshot());
    QCOMPARE(tray.state().kind, TrayKind::Full);
    feed.say(idleSnapshot());
    QCOMPARE(tray.state().kind, TrayKind::Idle);
    time.advance(3s);
    QCOMPARE(tray.state().kind, TrayKind::Disconnected);
}

void TestTrayIcon::everyStateLooksDifferent()
{
    QWidget strip;
    auto *row = new QHBoxLayout(&strip);
    QList<QImage> seen;
    for (const TrayKind kind : {TrayKind::Disconnected, TrayKind::Idle, TrayKind::Working, TrayKind::Full,
                                TrayKind::Attention, TrayKind::Draining}) {
        // Without colour: shapes must tell them apart.
        const QImage grey =
            icons::tray(kind).pixmap(22, 22).toImage().convertToFormat(QImage::Format_Grayscale8);
        QVERIFY(!seen.contains(grey));
        seen << grey;
        for (const int side : {16, 22, 64}) {
            auto *label = new QLabel(&strip);
            label->setPixmap(icons::tray(kind).pixmap(side, side));
            row->addWidget(label);
        }
    }
    strip.adjustSize();
    QVERIFY(saveShot(strip, u"tray-icons"_s));
}

QTEST_MAIN(TestTrayIcon)
#include "tst_trayicon.moc"
