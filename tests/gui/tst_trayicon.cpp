#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/icons.h"
#include "gui/tray/trayicon.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
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
    void menuListsTheLatestProblems();
    void tellsOncePerMinuteUnlessSwitchedOff();
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
    for (const TrayKind kind :
         {TrayKind::Disconnected, TrayKind::Idle, TrayKind::Working, TrayKind::Full, TrayKind::Attention,
          TrayKind::Draining, TrayKind::Degraded, TrayKind::Paused}) {
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
    for (const int count : {1, 7, 12}) {
        const QImage grey = icons::tray(TrayKind::Working, count)
                                .pixmap(22, 22)
                                .toImage()
                                .convertToFormat(QImage::Format_Grayscale8);
        QVERIFY(!seen.contains(grey));
        seen << grey;
        for (const int side : {16, 22, 64}) {
            auto *label = new QLabel(&strip);
            label->setPixmap(icons::tray(TrayKind::Working, count).pixmap(side, side));
            row->addWidget(label);
        }
    }
    strip.adjustSize();
    QVERIFY(saveShot(strip, u"tray-icons"_s));
}

namespace {

MonitorEvent leak(quint64 sequence)
{
    MonitorEvent event;
    event.sequence = sequence;
    event.level = EventLevel::Warning;
    event.kind = u"leak_recovered"_s;
    event.message = u"leak %1 & more"_s.arg(sequence);
    return event;
}

} // namespace

void TestTrayIcon::menuListsTheLatestProblems()
{
    ManualClock clock;
    ManualTime time(clock);
    FeedStore store(time);
    FakeFeed feed;
    Actions actions;
    TrayIcon tray(store, actions);
    store.follow(&feed);
    feed.say(busySnapshot());
    for (quint64 i = 1; i <= 20; ++i)
        Q_EMIT feed.eventsArrived({leak(i)});
    QCOMPARE(tray.problems().size(), 8);
    QCOMPARE(tray.problems().first().sequence, 20U);
    QSignalSpy opened(actions.openWindow, &QAction::triggered);
    QSignalSpy events(actions.showEvents, &QAction::triggered);
    QAction *latest = nullptr;
    for (const QMenu *menu : tray.menu().findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (action->text().endsWith(u"leak 20 && more"_s))
                latest = action;
        }
    }
    QVERIFY(latest);
    latest->trigger();
    QCOMPARE(opened.count(), 1);
    QCOMPARE(events.count(), 1);
}

void TestTrayIcon::tellsOncePerMinuteUnlessSwitchedOff()
{
    ManualClock clock;
    ManualTime time(clock);
    FeedStore store(time);
    FakeFeed feed;
    Actions actions;
    const TrayIcon tray(store, actions);
    QSignalSpy noticed(&tray, &TrayIcon::noticed);
    store.follow(&feed);
    feed.say(busySnapshot());
    Q_EMIT feed.eventsArrived({leak(1), leak(2)});
    QCOMPARE(noticed.count(), 1);
    time.advance(61s);
    QCOMPARE(noticed.count(), 2); // the one that was held back
    feed.say(busySnapshot());
    actions.notices[static_cast<qsizetype>(NoticeKind::LeakRecovered)]->setChecked(false);
    time.advance(61s);
    Q_EMIT feed.eventsArrived({leak(3)});
    QCOMPARE(noticed.count(), 2);
}

QTEST_MAIN(TestTrayIcon)
#include "tst_trayicon.moc"
